import { ColorPicker, ColorSwatch, Popover, Stack, UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { categoryPalette } from '#core/annotation/categoryColors.ts';

/** Offered first; any other colour can be mixed above them. */
const swatches = [...categoryPalette, '#ffffff', '#868e96', '#212529'];

export interface ColorSwatchButtonProps {
  readonly label: string;
  readonly color: string;
  onChange(color: string): void;
  readonly extra?: ReactNode;
}

/** A colour that opens a picker; the choice is made when the picker is let go of. */
export function ColorSwatchButton({ label, color, onChange, extra }: ColorSwatchButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} withArrow shadow="md" position="left" trapFocus>
      <Popover.Target>
        <UnstyledButton
          aria-label={label}
          onClick={() => setOpen(!isOpen)}
          style={{ lineHeight: 0 }}
        >
          <ColorSwatch component="span" color={color} size={14} radius={3} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <ColorPicker
            format="hex"
            defaultValue={color}
            swatches={swatches}
            swatchesPerRow={5}
            onChangeEnd={onChange}
          />
          {extra}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
