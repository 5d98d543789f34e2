import { Button, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unexpectedIn } from '#core/dataset/selfCheckReport.ts';
import { openExample } from '#flows/export/openExample.ts';
import { reportError } from '#flows/report.ts';
import type { LastExport } from '#store/exportStore.ts';
import { useServices } from '../servicesContext.ts';
import { decimalText } from '../text/numberText.ts';
import classes from './Export.module.css';

export interface ReportListProps {
  readonly last: LastExport;
}

/** What the format could not keep, kind by kind. */
export function LossList({ last }: ReportListProps) {
  const { t } = useTranslation();
  const losses = [...last.report.losses];
  return (
    <section aria-labelledby="export-losses">
      <Text component="h3" id="export-losses" size="sm" fw={600} mb={4}>
        {t('exportReport.losses')}
      </Text>
      {losses.length === 0 && <Text size="sm">{t('exportReport.noLosses')}</Text>}
      {losses.map(([kind, { count, examples }]) => (
        <div key={kind} className={classes.kind}>
          <Text size="sm" className={classes.loss}>
            {t(`export.loss.${kind}`, { count })}
          </Text>
          <Examples last={last} examples={examples} />
        </div>
      ))}
    </section>
  );
}

/** What came back otherwise than it was written; nothing where all came back. */
export function DifferenceList({ last }: ReportListProps) {
  const { t } = useTranslation();
  const { selfCheck, losses } = last.report;
  if (!selfCheck || selfCheck.differences.length === 0) return null;
  const unexpected = new Set(unexpectedIn(selfCheck, losses).map(({ kind }) => kind));
  return (
    <section aria-labelledby="export-differences">
      <Text component="h3" id="export-differences" size="sm" fw={600} mb={4}>
        {t('exportReport.differences')}
      </Text>
      {selfCheck.differences.map(({ kind, count, examples }) => (
        <div key={kind} className={classes.kind}>
          <Text size="sm">
            {t(`exportReport.difference.${kind}`, { count })}
            {unexpected.has(kind) && (
              <span className={classes.unexplained}>{` – ${t('exportReport.unexplained')}`}</span>
            )}
          </Text>
          <Examples last={last} examples={examples} />
        </div>
      ))}
    </section>
  );
}

/** What the reader had against the files: their own details are English. */
export function IssueList({ last: { report } }: ReportListProps) {
  const { t } = useTranslation();
  if (report.issueCount === 0) return null;
  return (
    <section aria-labelledby="export-issues">
      <Text component="h3" id="export-issues" size="sm" fw={600} mb={4}>
        {t('exportReport.issues', { count: report.issueCount })}
      </Text>
      <List size="sm">
        {report.issues.slice(0, 20).map(({ file, path, kind, detail }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- several may be equal, none moves
          <List.Item key={index}>{[file, path, detail || kind].join(' · ')}</List.Item>
        ))}
      </List>
    </section>
  );
}

interface Example {
  readonly image: number | null;
  readonly object: number | null;
  readonly detail: string;
  readonly iou?: number | null;
}

/** A few places, each a button that leads there. */
function Examples({ last, examples }: ReportListProps & { readonly examples: readonly Example[] }) {
  const services = useServices();
  const { t } = useTranslation();
  const { report, imageIds } = last;
  function open({ image, object }: Example): void {
    const imageId = imageIds[image ?? -1];
    if (imageId === undefined) return;
    openExample(services, imageId, object).catch((error: unknown) => reportError(services, error));
  }
  return (
    <ul className={classes.examples}>
      {examples.slice(0, 8).map((example, index) => {
        const fileName = report.imageNames[example.image ?? -1];
        const object = (example.object ?? 0) + 1;
        const texts = [
          fileName,
          example.object === null ? null : t('exportReport.object', { object }),
          typeof example.iou === 'number' && example.iou < 1
            ? t('exportReport.iou', { iou: decimalText(Math.min(0.99, example.iou), 2) })
            : null,
          example.detail === '' ? null : example.detail,
        ];
        const text = texts.filter((part) => part !== null && part !== undefined).join(' · ');
        return (
          // oxlint-disable-next-line react/no-array-index-key -- several may be equal, none moves
          <li key={index}>
            {fileName === undefined ? (
              <Text size="xs">{text}</Text>
            ) : (
              <Button
                size="compact-xs"
                variant="default"
                className={classes.example}
                aria-label={
                  example.object === null
                    ? t('exportReport.openImage', { fileName })
                    : t('exportReport.open', { object, fileName })
                }
                title={text}
                onClick={() => open(example)}
              >
                {text}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
