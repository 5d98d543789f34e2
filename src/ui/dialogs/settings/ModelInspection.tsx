import { Alert, Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CheckProgress, ModelReport } from '#core/model/modelReport.ts';
import { dismissInspection, keepDoubtfulModel } from '#flows/ownModels.ts';
import { chooseModel } from '#flows/projectModel.ts';
import type { Inspection } from '#store/modelsStore.ts';
import { useDocument, useServices } from '../../servicesContext.ts';
import { durationText } from '../../text/numberText.ts';
import { modelProblemText } from './modelText.ts';

export interface ModelInspectionProps {
  readonly inspection: Exclude<Inspection, { readonly kind: 'none' }>;
}

/** How far the check of a model is, and what it found, in words. */
export function ModelInspection({ inspection }: ModelInspectionProps) {
  const { t } = useTranslation();
  switch (inspection.kind) {
    case 'running':
      return <Running progress={inspection.progress} />;
    case 'refused':
      return (
        <Report
          color="red"
          title={t('settings.models.report.refused')}
          report={inspection.report}
        />
      );
    case 'doubtful':
      return (
        <Report
          color="yellow"
          title={t('settings.models.report.doubtful')}
          report={inspection.report}
        >
          <KeepButton />
        </Report>
      );
    case 'added': {
      const { report, model } = inspection;
      const title = t('settings.models.report.added', { title: model.title });
      return (
        <Report color="green" title={title} report={report}>
          <UseButton modelId={model.id} />
        </Report>
      );
    }
  }
}

function Running({ progress }: { readonly progress: CheckProgress }) {
  const { t } = useTranslation();
  const services = useServices();
  const percent = progress.stage === 'read' ? percentOf(progress) : 100;
  const text = t(`settings.models.progress.${progress.stage}`, { percent });
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{text}</Text>
      <Progress value={percent} size="sm" animated={percent === 100} aria-label={text} />
      <Group justify="flex-end">
        <Button size="xs" variant="default" onClick={() => dismissInspection(services)}>
          {t('settings.models.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

function percentOf({
  loadedBytes,
  totalBytes,
}: Extract<CheckProgress, { readonly stage: 'read' }>): number {
  return totalBytes > 0 ? Math.floor((100 * loadedBytes) / totalBytes) : 0;
}

interface ReportProps {
  readonly color: 'red' | 'yellow' | 'green';
  readonly title: string;
  readonly report: ModelReport;
  readonly children?: React.ReactNode;
}

function Report({ color, title, report, children }: ReportProps) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Alert
      color={color}
      title={title}
      role={color === 'green' ? 'status' : 'alert'}
      styles={{ label: { color: 'var(--mantine-color-text)' } }} // its own is too pale on green
    >
      <List size="sm" spacing={4} style={{ overflowWrap: 'anywhere' }}>
        {sentencesOf(t, report).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      <Group justify="flex-end" gap="xs" mt="sm">
        {children}
        <Button size="xs" variant="default" onClick={() => dismissInspection(services)}>
          {t('settings.models.dismiss')}
        </Button>
      </Group>
    </Alert>
  );
}

function sentencesOf(t: TFunction, report: ModelReport): readonly string[] {
  if (report.kind === 'refused') {
    return report.problems.map((problem) => modelProblemText(t, problem));
  }
  const { family, inputSide, candidateCount, goldenIou, encodeMs, decodeMs, notes } = report;
  return [
    ...notes.map((note) => t(`settings.models.note.${note}`)),
    t('settings.models.report.family', {
      family: t(`settings.models.family.${family}`),
      side: inputSide,
      candidates: t('settings.models.report.candidates', { count: candidateCount }),
    }),
    t('settings.models.report.golden', { percent: Math.round(goldenIou * 100) }),
    t('settings.models.report.time', {
      encode: durationText(encodeMs),
      decode: durationText(decodeMs),
    }),
  ];
}

function KeepButton() {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Button size="xs" variant="default" onClick={() => void keepDoubtfulModel(services)}>
      {t('settings.models.addAnyway')}
    </Button>
  );
}

function UseButton({ modelId }: { readonly modelId: string }) {
  const { t } = useTranslation();
  const services = useServices();
  const isUsed = useDocument(({ document }) => document?.project.modelId === modelId);
  return (
    // not taken away when it was pressed: the focus would be lost with it
    <Button
      size="xs"
      aria-disabled={isUsed}
      data-disabled={isUsed || undefined}
      onClick={() => void chooseModel(services, modelId)}
    >
      {t(isUsed ? 'settings.models.report.used' : 'settings.models.report.use')}
    </Button>
  );
}
