import { SegmentedControl } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import classes from './ToolOptions.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly name: string;
  readonly icon: LucideIcon;
}

interface IconChoiceProps<Value extends string> {
  readonly label: string; // for assistive technology
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few, each an icon and its name; where there is little room the icons alone are seen. */
export function IconChoice<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: IconChoiceProps<Value>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={onChange}
      data={choices.map(({ value: each, name, icon: Icon }) => ({
        value: each,
        label: (
          <span className={classes.choice} title={name}>
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            <span className={classes.choiceName}>{name}</span>
          </span>
        ),
      }))}
    />
  );
}
