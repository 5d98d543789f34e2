import { Group, NumberInput, Slider, Stack, Text } from '@mantine/core';

export interface AmountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number; // of the slider; more can be typed
  readonly isDisabled?: boolean;
  onChange(value: number): void;
}

/** A whole number, by a slider or typed. */
export function AmountField(props: AmountFieldProps) {
  const { label, value, min, max, isDisabled = false, onChange } = props;
  return (
    <Stack gap={4}>
      <Text size="sm" aria-hidden>
        {label}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <Slider
          flex={1}
          size="sm"
          min={min}
          max={max}
          value={Math.min(max, value)}
          label={null}
          disabled={isDisabled}
          thumbLabel={label}
          onChange={onChange}
        />
        <NumberInput
          size="xs"
          w={84}
          min={min}
          max={1_000_000}
          allowDecimal={false}
          aria-label={label}
          value={value}
          disabled={isDisabled}
          data-autofocus
          onChange={(typed) => {
            if (typeof typed === 'number' && Number.isFinite(typed)) onChange(typed);
          }}
        />
      </Group>
    </Stack>
  );
}
