import { Input, SegmentedControl } from '@mantine/core';

export interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly data: { value: string; label: string }[];
  onChange(value: string): void;
}

/** A few words side by side under a heading. */
export function Words({ label, value, data, onChange }: WordsProps) {
  return (
    <Input.Wrapper label={label} size="xs" labelElement="div">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={label}
        value={value}
        data={data}
        onChange={onChange}
      />
    </Input.Wrapper>
  );
}
