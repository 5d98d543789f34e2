import { NumberInput, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { wordsOf, type ExportFormat } from '#flows/export/formats.ts';
import { writeOptionsOf } from '#flows/export/writeOptions.ts';
import { numberSeparators } from '../text/numberText.ts';
import { Words } from './Words.tsx';

type Chosen = Readonly<Record<string, string | number | boolean>>;

export interface OptionFieldsProps {
  readonly format: ExportFormat;
  readonly chosen: Chosen;
  onChange(chosen: Chosen): void;
}

/** Those options that the format knows. */
export function OptionFields({ format, chosen, onChange }: OptionFieldsProps) {
  const { t } = useTranslation();
  const options = writeOptionsOf(chosen);
  const knows = new Set(format.options);
  const change = (patch: Chosen) => onChange({ ...chosen, ...patch });
  return (
    <Stack gap="sm">
      {knows.has('geometry') && (
        <Words
          label={t('export.option.geometry')}
          value={options.geometry}
          data={wordsOf('geometry').map((value) => ({
            value,
            label: t(`export.geometry.${value}`),
          }))}
          onChange={(geometry) => change({ geometry })}
        />
      )}
      {knows.has('instanceIds') && (
        <Words
          label={t('export.option.instanceIds')}
          value={options.instanceIds}
          data={wordsOf('instanceIds').map((value) => ({
            value,
            label: t(`export.instanceIds.${value}`),
          }))}
          onChange={(instanceIds) => change({ instanceIds })}
        />
      )}
      {knows.has('tolerancePx') && (
        <ToleranceField
          tolerancePx={options.tolerancePx}
          onChange={(tolerancePx) => change({ tolerancePx })}
        />
      )}
      {knows.has('hasPictures') && (
        <Switch
          size="sm"
          checked={options.hasPictures}
          label={t('export.option.hasPictures')}
          onChange={(event) => change({ hasPictures: event.currentTarget.checked })}
        />
      )}
    </Stack>
  );
}

interface ToleranceFieldProps {
  readonly tolerancePx: number;
  onChange(tolerancePx: number): void;
}

function ToleranceField({ tolerancePx, onChange }: ToleranceFieldProps) {
  const { t, i18n } = useTranslation();
  return (
    <NumberInput
      {...numberSeparators(i18n.language)}
      size="xs"
      label={t('export.option.tolerancePx')}
      description={t('export.tolerancePxHint')}
      value={tolerancePx}
      min={0}
      max={50}
      step={0.5}
      decimalScale={2}
      onChange={(value) => typeof value === 'number' && onChange(value)}
    />
  );
}
