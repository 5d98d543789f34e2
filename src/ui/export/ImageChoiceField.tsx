import { Input, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { imageChoices, type ImageChoice } from '#core/project/exportChoice.ts';

export interface ImageChoiceFieldProps {
  readonly choice: ImageChoice;
  readonly counts: Readonly<Record<ImageChoice, number>>;
  onChange(choice: ImageChoice): void;
}

/** Which images leave, with how many they are. */
export function ImageChoiceField({ choice, counts, onChange }: ImageChoiceFieldProps) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper label={t('export.which')} size="xs" labelElement="div">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('export.which')}
        value={choice}
        data={imageChoices.map((value) => ({
          value,
          label: t(`export.choice.${value}`, { count: counts[value] }),
          disabled: counts[value] === 0,
        }))}
        onChange={(value) => {
          const chosen = imageChoices.find((each) => each === value);
          if (chosen) onChange(chosen);
        }}
      />
    </Input.Wrapper>
  );
}
