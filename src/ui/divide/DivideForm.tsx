import { Button, Group, Stack, Text } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { divideImages as divide, type DivisionOptions } from '#core/division/divideImages.ts';
import { usualRatios } from '#core/division/ratios.ts';
import type { SplitPlan } from '#core/project/split.ts';
import { divideImages, lockSplit } from '#flows/divide/divideImages.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import classes from './Divide.module.css';
import { DivisionOptionFields } from './DivisionOptionFields.tsx';
import { DivisionPreview } from './DivisionPreview.tsx';

export interface DivideFormProps {
  readonly plan: SplitPlan | null; // how it was divided last
  onClose(): void;
}

/** The options of a division on the left, what comes of them on the right. */
export function DivideForm({ plan, onClose }: DivideFormProps) {
  const { t } = useTranslation();
  const services = useServices();
  const images = useDocument(({ document }) => document?.images);
  const [options, setOptions] = useState<DivisionOptions>(() => optionsOf(plan));
  // the preview of ten thousand images may come a moment after the key that was typed
  const previewed = useDeferredValue(options);
  const { report } = useMemo(() => divide(images?.values() ?? [], previewed), [images, previewed]);
  async function apply(): Promise<void> {
    if (await divideImages(services, options)) onClose();
  }
  return (
    <Stack gap="md">
      <div className={classes.columns}>
        <DivisionOptionFields options={options} onChange={setOptions} />
        <DivisionPreview report={report} title={t('divide.preview')} leftOut="skipped" />
      </div>
      <Group justify="flex-end" gap="xs">
        {plan && (
          <Group gap="xs" style={{ flex: 1 }}>
            <Button variant="subtle" size="sm" onClick={() => void lockSplit(services)}>
              {t('divide.lock')}
            </Button>
            <Text size="xs" c="var(--quiet)">
              {t('divide.lockHint')}
            </Text>
          </Group>
        )}
        <Button variant="default" size="sm" onClick={onClose}>
          {t('divide.cancel')}
        </Button>
        <Button size="sm" disabled={report.imageCount === 0} onClick={() => void apply()}>
          {t('divide.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

function optionsOf(plan: SplitPlan | null): DivisionOptions {
  return {
    seed: plan?.seed ?? 1,
    ratios: plan?.ratios ?? usualRatios,
    grouping: plan?.grouping ?? 'none',
    hasSkipped: false,
    keepsAssigned: false,
  };
}
