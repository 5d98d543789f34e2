import {
  ActionIcon,
  Checkbox,
  Group,
  Input,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  Tooltip,
} from '@mantine/core';
import { Dices } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DivisionOptions } from '#core/division/divideImages.ts';
import type { SplitPlan } from '#core/project/split.ts';
import classes from './Divide.module.css';
import { RatioFields } from './RatioFields.tsx';

interface FieldsProps {
  readonly options: DivisionOptions;
  onChange(options: DivisionOptions): void;
}

const groupings: readonly SplitPlan['grouping'][] = ['none', 'folder', 'video'];
/** Short enough to be read out to somebody. */
const diceSides = 1_000_000;
const largestSeed = 2 ** 32 - 1;

/** Everything that decides who gets which images. */
export function DivisionOptionFields({ options, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const change = (patch: Partial<DivisionOptions>) => onChange({ ...options, ...patch });
  return (
    <Stack gap="md" className={classes.options}>
      <RatioFields ratios={options.ratios} onChange={(ratios) => change({ ratios })} />
      <SeedField seed={options.seed} onChange={(seed) => change({ seed })} />
      <GroupingField grouping={options.grouping} onChange={(grouping) => change({ grouping })} />
      <Checkbox
        size="sm"
        checked={options.keepsAssigned}
        label={t('divide.keepsAssigned')}
        description={t('divide.keepsAssignedHint')}
        onChange={(event) => change({ keepsAssigned: event.currentTarget.checked })}
      />
      <Checkbox
        size="sm"
        checked={options.hasSkipped}
        label={t('divide.hasSkipped')}
        onChange={(event) => change({ hasSkipped: event.currentTarget.checked })}
      />
    </Stack>
  );
}

interface SeedFieldProps {
  readonly seed: number;
  onChange(seed: number): void;
}

function SeedField({ seed, onChange }: SeedFieldProps) {
  const { t } = useTranslation();
  const roll = () => {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
    onChange(value % diceSides);
  };
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <NumberInput
        size="xs"
        label={t('divide.seed')}
        description={t('divide.seedHint')}
        value={seed}
        min={0}
        max={largestSeed}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        hideControls
        style={{ flex: 1 }}
        onChange={(value) => typeof value === 'number' && onChange(value)}
      />
      <Tooltip label={t('divide.dice')}>
        <ActionIcon size={30} variant="default" aria-label={t('divide.dice')} onClick={roll}>
          <Dices size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

interface GroupingFieldProps {
  readonly grouping: SplitPlan['grouping'];
  onChange(grouping: SplitPlan['grouping']): void;
}

function GroupingField({ grouping, onChange }: GroupingFieldProps) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper label={t('divide.grouping')} size="xs" labelElement="div">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('divide.grouping')}
        value={grouping}
        data={groupings.map((value) => ({ value, label: t(`divide.groupingOf.${value}`) }))}
        onChange={(value) => {
          const chosen = groupings.find((each) => each === value);
          if (chosen) onChange(chosen);
        }}
      />
      <Text size="xs" c="var(--quiet)" mt={4}>
        {t(`divide.groupingHint.${grouping}`)}
      </Text>
    </Input.Wrapper>
  );
}
