import { Group, Slider, Text } from '@mantine/core';

interface ToneSliderProps {
  readonly label: string;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly neutral: number; // a double click goes back to it
  readonly onChange: (value: number) => void;
}

/** One of the sliders of light and dark. */
export function ToneSlider({ label, value, range, neutral, onChange }: ToneSliderProps) {
  const [min, max] = range;
  return (
    <Group gap="xs" wrap="nowrap" onDoubleClick={() => onChange(neutral)}>
      <Text size="xs" w={92}>
        {label}
      </Text>
      <Slider
        size="xs"
        style={{ flex: 1 }}
        min={min}
        max={max}
        step={0.02}
        label={null}
        thumbLabel={label}
        marks={[{ value: neutral }]}
        value={value}
        onChange={onChange}
      />
    </Group>
  );
}
