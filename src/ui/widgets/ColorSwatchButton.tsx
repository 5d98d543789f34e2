import { ColorPicker, ColorSwatch, Popover, Stack, UnstyledButton } from '@mantine/core';
import { useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import { categoryPalette } from '#core/annotation/categoryColors.ts';

/** Offered first; any other colour can be mixed above them. */
const swatches = [...categoryPalette, '#ffffff', '#868e96', '#212529'];

export interface ColorSwatchButtonProps {
  readonly label: string;
  readonly color: string;
  onChange(color: string): void;
  readonly extra?: ReactNode;
}

/**
 * A colour that opens a picker; the choice is made when the picker is let go of. A list may hold hundreds
 * of them: the picker is not there before it is first wanted.
 */
export function ColorSwatchButton(props: ColorSwatchButtonProps) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return <ColorPopover {...props} />;
  return <Swatch label={props.label} color={props.color} onClick={() => setWanted(true)} />;
}

function ColorPopover({ label, color, onChange, extra }: ColorSwatchButtonProps) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Popover opened={isOpen} onChange={setOpen} withArrow shadow="md" position="left" trapFocus>
      <Popover.Target>
        <Swatch label={label} color={color} onClick={() => setOpen(!isOpen)} />
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

interface SwatchProps extends ComponentPropsWithRef<'button'> {
  readonly label: string;
  readonly color: string;
}

function Swatch({ label, color, ...rest }: SwatchProps) {
  return (
    <UnstyledButton {...rest} aria-label={label} style={{ lineHeight: 0 }}>
      <ColorSwatch component="span" color={color} size={14} radius={3} />
    </UnstyledButton>
  );
}
