import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Lock } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { presentDivision } from '#core/division/divideImages.ts';
import type { SplitPlan } from '#core/project/split.ts';
import { unlockSplit } from '#flows/divide/divideImages.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import { timeText } from '../text/timeText.ts';
import { DivisionPreview } from './DivisionPreview.tsx';

export interface LockedSplitProps {
  readonly plan: SplitPlan;
  onClose(): void;
}

/** The division as it left with an export, and the way to open it again. */
export function LockedSplit({ plan, onClose }: LockedSplitProps) {
  const { t } = useTranslation();
  const services = useServices();
  const images = useDocument(({ document }) => document?.images);
  const { report } = useMemo(() => presentDivision(images?.values() ?? [], plan), [images, plan]);
  const date = timeText(plan.lockedAt ?? plan.madeAt);
  return (
    <Stack gap="md">
      <Alert
        variant="light"
        title={t('divide.lockedTitle')}
        icon={<Lock size={16} aria-hidden />}
        styles={{ message: { color: 'var(--mantine-color-text)' } }}
      >
        <Text size="sm">{t('divide.lockedSince', { date })}</Text>
        <Text size="xs" mt={4}>
          {`${t('divide.seed')} ${plan.seed} · ${t(`divide.groupingOf.${plan.grouping}`)}`}
        </Text>
      </Alert>
      <DivisionPreview report={report} title={t('divide.present')} leftOut="undivided" />
      <Text size="sm">{t('divide.unlockWarning')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="light" color="red" size="sm" onClick={() => void unlockSplit(services)}>
          {t('divide.unlock')}
        </Button>
        <Button variant="default" size="sm" onClick={onClose} data-autofocus>
          {t('divide.close')}
        </Button>
      </Group>
    </Stack>
  );
}
