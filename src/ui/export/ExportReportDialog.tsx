import { Button, Group, Stack, Text } from '@mantine/core';
import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExportReport } from '#core/dataset/exportReport.ts';
import type { LastExport } from '#store/exportStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { useExports, useServices, useSession } from '../servicesContext.ts';
import { decimalText } from '../text/numberText.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import classes from './Export.module.css';
import { DifferenceList, IssueList, LossList } from './ReportLists.tsx';
import { PrivacyNote } from './PrivacyNote.tsx';

/** What became of the last export: what the format could not keep, and what reading it back has shown. */
export function ExportReportDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const isOpen = useSession(({ dialog }) => dialog === 'exportReport');
  const last = useExports((state) => state.last);
  const close = () => showDialog(stores.session, null);
  return (
    <Dialog
      isOpen={isOpen && last !== null}
      onClose={close}
      title={t('exportReport.title')}
      size="xl"
    >
      {last && (
        <Stack gap="md">
          <Report last={last} />
          <Group justify="flex-end">
            <Button size="sm" onClick={close} data-autofocus>
              {t('exportReport.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

function Report({ last }: { readonly last: LastExport }) {
  const { t } = useTranslation();
  const { report, fileName } = last;
  return (
    <>
      <Verdict verdict={report.verdict} />
      <Text size="sm" c="var(--quiet)">
        {t('exportReport.saved', { fileName, format: report.formatTitle })}
      </Text>
      <Figures report={report} />
      <LossList last={last} />
      <DifferenceList last={last} />
      <IssueList last={last} />
      <PrivacyNote last={last} />
      <Text size="xs" c="var(--quiet)">
        {t('exportReport.inZip')}
      </Text>
    </>
  );
}

const icons = {
  exact: CircleCheck,
  asDeclared: CircleCheck,
  unexpected: CircleAlert,
  unchecked: CircleHelp,
};

function Verdict({ verdict }: Pick<ExportReport, 'verdict'>) {
  const { t } = useTranslation();
  const Icon = icons[verdict];
  return (
    <div className={classes.verdict} data-verdict={verdict} role="status">
      <Icon size={20} aria-hidden />
      <Text fw={600}>{t(`exportReport.verdict.${verdict}`)}</Text>
    </div>
  );
}

/** The numbers of the check; nothing where there was none. */
function Figures({ report }: { readonly report: ExportReport }) {
  const { t } = useTranslation();
  const { selfCheck } = report;
  if (!selfCheck) return null;
  const { objectCount, exactCount, imageCount, readImageCount, leastIou, meanIou } = selfCheck;
  const figures = [
    [
      t('exportReport.imagesBack'),
      t('exportReport.exactOf', { exact: readImageCount, total: imageCount }),
    ],
    [t('exportReport.exact'), t('exportReport.exactOf', { exact: exactCount, total: objectCount })],
    ...(leastIou === null ? [] : [[t('exportReport.leastIou'), iouText(leastIou)]]),
    ...(meanIou === null ? [] : [[t('exportReport.meanIou'), iouText(meanIou)]]),
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Two digits, but never a 1 for what is less. */
function iouText(iou: number): string {
  return iou === 1 ? decimalText(1, 2) : decimalText(Math.min(0.99, iou), 2);
}
