import { Fieldset, Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { trainersOf, type TrainingChoice } from '#core/training/trainingPlan.ts';
import { Words } from './Words.tsx';

export interface TrainingFieldsProps {
  readonly formatId: string;
  readonly choice: TrainingChoice;
  onChange(choice: TrainingChoice): void;
}

const kinds = ['asIs', 'longestSide', 'letterbox', 'tiles'] as const;

/** What makes the export fit for a trainer; nothing for formats that none reads. */
export function TrainingFields({ formatId, choice, onChange }: TrainingFieldsProps) {
  const { t } = useTranslation();
  const trainers = trainersOf(formatId);
  const trainer = trainers.find((each) => each === choice.trainer) ?? trainers[0];
  if (trainer === undefined) return null;
  const change = (patch: Partial<TrainingChoice>) => onChange({ ...choice, ...patch });
  return (
    <Fieldset legend={t('export.training.title')} p="sm">
      <Stack gap="sm">
        <Switch
          size="sm"
          checked={choice.isOn}
          label={t('export.training.isOn')}
          description={t('export.training.isOnHint')}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
        />
        {choice.isOn && trainers.length > 1 && (
          <Words
            label={t('export.training.trainer')}
            value={trainer}
            data={trainers.map((value) => ({
              value,
              label: t(`export.training.trainers.${value}`),
            }))}
            onChange={(value) => {
              const chosen = trainers.find((each) => each === value);
              if (chosen) change({ trainer: chosen });
            }}
          />
        )}
        {choice.isOn && <PictureFields choice={choice} onChange={change} />}
      </Stack>
    </Fieldset>
  );
}

interface PictureFieldsProps {
  readonly choice: TrainingChoice;
  onChange(patch: Partial<TrainingChoice>): void;
}

function PictureFields({ choice, onChange }: PictureFieldsProps) {
  const { t } = useTranslation();
  const { kind, sidePx, overlapPx } = choice;
  return (
    <>
      <Words
        label={t('export.training.pictures')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`export.training.kinds.${value}`) }))}
        onChange={(value) => {
          const chosen = kinds.find((each) => each === value);
          if (chosen) onChange({ kind: chosen });
        }}
      />
      <Text size="xs" c="var(--quiet)">
        {t(`export.training.kindHint.${kind}`)}
      </Text>
      {kind !== 'asIs' && (
        <Group grow gap="xs">
          <Pixels
            label={t('export.training.sidePx')}
            value={sidePx}
            min={32}
            max={8192}
            onChange={(value) =>
              onChange({ sidePx: value, overlapPx: Math.min(overlapPx, Math.floor(value / 2)) })
            }
          />
          {kind === 'tiles' && (
            <Pixels
              label={t('export.training.overlapPx')}
              value={overlapPx}
              min={0}
              max={Math.floor(sidePx / 2)}
              onChange={(value) => onChange({ overlapPx: value })}
            />
          )}
        </Group>
      )}
    </>
  );
}

interface PixelsProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  onChange(value: number): void;
}

function Pixels({ label, value, min, max, onChange }: PixelsProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      value={value}
      min={min}
      max={max}
      step={32}
      allowDecimal={false}
      allowNegative={false}
      onChange={(next) => typeof next === 'number' && next >= min && next <= max && onChange(next)}
    />
  );
}
