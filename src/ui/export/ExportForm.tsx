import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  exportChoiceAtFirst,
  type ExportChoice,
  type ImageChoice,
} from '#core/project/exportChoice.ts';
import type { ExportFormat } from '#flows/export/formats.ts';
import { exportDataSet } from '#flows/export/exportDataSet.ts';
import { reportError } from '#flows/report.ts';
import { useDocument, useServices, useSettings } from '../servicesContext.ts';
import classes from './Export.module.css';
import { FormatList } from './FormatList.tsx';
import { ImageChoiceField } from './ImageChoiceField.tsx';
import { LossPreview } from './LossPreview.tsx';
import { OptionFields } from './OptionFields.tsx';
import { PrivacyFields } from './PrivacyFields.tsx';
import { TrainingFields } from './TrainingFields.tsx';
import { useFormats } from './useFormats.ts';
import { useImageCounts } from './useImageCounts.ts';
import { useLossPreview } from './useLossPreview.ts';

/** Formats on the left, what goes into the files beside them, and what it costs. */
export function ExportForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const services = useServices();
  const formats = useFormats();
  const counts = useImageCounts();
  const [choice, setChoice] = useChoice(counts);
  const format = formats.find(({ id }) => id === choice.formatId) ?? formats[0] ?? null;
  const imageCount = counts[choice.images];
  const preview = useLossPreview(choice, format, imageCount > 0);
  const change = (patch: Partial<ExportChoice>) => setChoice({ ...choice, ...patch });
  function save(): void {
    if (!format) return;
    onClose();
    // at once: the file dialog wants to come right after the click
    exportDataSet(services, choice, format).catch((error: unknown) => reportError(services, error));
  }
  return (
    <Stack gap="md">
      <div className={classes.columns}>
        <FormatList
          formats={formats}
          chosenId={format?.id ?? choice.formatId}
          onChoose={(formatId) => change({ formatId })}
        />
        <ChoiceFields choice={choice} counts={counts} format={format} onChange={change} />
        <Stack gap="md" className={classes.right}>
          <LossPreview preview={preview} imageCount={imageCount} />
          <SplitNote />
          {format && !format.isChecked && <Text size="sm">{t('export.unchecked')}</Text>}
        </Stack>
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="sm" onClick={onClose}>
          {t('export.cancel')}
        </Button>
        <Button size="sm" disabled={!format || imageCount === 0} onClick={save}>
          {t('export.save')}
        </Button>
      </Group>
    </Stack>
  );
}

interface ChoiceFieldsProps {
  readonly choice: ExportChoice;
  readonly counts: Readonly<Record<ImageChoice, number>>;
  readonly format: ExportFormat | null;
  onChange(patch: Partial<ExportChoice>): void;
}

function ChoiceFields({ choice, counts, format, onChange }: ChoiceFieldsProps) {
  return (
    <Stack gap="md" className={classes.middle}>
      <ImageChoiceField
        choice={choice.images}
        counts={counts}
        onChange={(images) => onChange({ images })}
      />
      {format && (
        <>
          <OptionFields
            format={format}
            chosen={choice.options}
            onChange={(options) => onChange({ options })}
          />
          <TrainingFields
            formatId={format.id}
            choice={choice.training}
            onChange={(training) => onChange({ training })}
          />
        </>
      )}
      <PrivacyFields choice={choice} onChange={onChange} />
    </Stack>
  );
}

/** What was chosen last; images that are none of the choice any more make it all. */
function useChoice(counts: Readonly<Record<ImageChoice, number>>) {
  const remembered = useSettings((state) => state.exportChoice);
  return useState<ExportChoice>(() => ({
    ...exportChoiceAtFirst, // what was remembered before there was as much to choose
    ...remembered,
    images: counts[remembered.images] > 0 ? remembered.images : 'all',
  }));
}

/** What a division adds to the export; nothing while the images are not divided. */
function SplitNote() {
  const { t } = useTranslation();
  const plan = useDocument(({ document }) => document?.project.splitPlan ?? null);
  if (!plan) return null;
  return (
    <Text size="sm" c="var(--quiet)">
      {t(plan.lockedAt === null ? 'export.splits' : 'export.splitsLocked')}
    </Text>
  );
}
