import { Group, Input, NumberInput, RangeSlider, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { percentsOf, ratiosOf, withPercent, type Percents } from '#core/division/percents.ts';
import { splits, type Ratios } from '#core/division/ratios.ts';
import classes from './Divide.module.css';

export interface RatioFieldsProps {
  readonly ratios: Ratios;
  onChange(ratios: Ratios): void;
}

/** The three parts as numbers, and as borders on one line: their sum is 100 whatever is done. */
export function RatioFields({ ratios, onChange }: RatioFieldsProps) {
  const { t } = useTranslation();
  const percents = percentsOf(ratios);
  const change = (next: Percents) => onChange(ratiosOf(next));
  return (
    <Input.Wrapper label={t('divide.ratios')} size="xs" labelElement="div">
      <Stack gap={8} mt={4}>
        <RangeSlider
          size="sm"
          label={null}
          minRange={0}
          value={[percents.train, percents.train + percents.val]}
          thumbFromLabel={t('divide.borderOf.first')}
          thumbToLabel={t('divide.borderOf.second')}
          classNames={{ track: classes.ratioTrack, bar: classes.ratioBar }}
          styles={{ track: bordersOf(percents) }}
          onChange={([first, second]) =>
            change({ train: first, val: second - first, test: 100 - second })
          }
        />
        <Group gap="xs" grow>
          {splits.map((split) => (
            <NumberInput
              key={split}
              size="xs"
              label={t(`divide.split.${split}`)}
              aria-label={t('divide.percentOf', { split: t(`divide.split.${split}`) })}
              leftSection={<span className={classes.dot} data-split={split} />}
              suffix=" %"
              value={percents[split]}
              min={0}
              max={100}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="strict"
              onChange={(value) =>
                typeof value === 'number' &&
                value !== percents[split] &&
                change(withPercent(percents, split, value))
              }
            />
          ))}
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}

function bordersOf({ train, val }: Percents): Record<`--${string}`, string> {
  return { '--first-border': `${train}%`, '--second-border': `${train + val}%` };
}
