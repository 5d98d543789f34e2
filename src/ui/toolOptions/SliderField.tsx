import { NumberInput, Slider } from '@mantine/core';
import classes from './ToolOptions.module.css';

interface SliderFieldProps {
  readonly label: string;
  readonly unit?: string; // behind the number
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Whether the same way on the slider is the same factor rather than the same difference. */
  readonly isGeometric?: boolean;
  readonly onChange: (value: number) => void;
}

/** Of a geometric slider, so that its arrow keys are fine enough. */
const stepCount = 200;

/** A whole number, by a slider or by typing it. */
export function SliderField(props: SliderFieldProps) {
  const { label, unit, value, min, max, isGeometric = false, onChange } = props;
  const place = isGeometric ? (stepCount * Math.log(value / min)) / Math.log(max / min) : value;
  const valueAt = (at: number) =>
    isGeometric ? Math.round(min * (max / min) ** (at / stepCount)) : at;
  return (
    <div className={classes.field}>
      <span aria-hidden>{label}</span>
      <Slider
        className={classes.slider}
        size="xs"
        min={isGeometric ? 0 : min}
        max={isGeometric ? stepCount : max}
        label={null}
        thumbLabel={label}
        value={Math.round(place)}
        onChange={(at) => {
          // the arrow keys would stay where a step is less than a pixel
          if (at !== Math.round(place)) onChange(stepped(valueAt(at), value, at > place));
        }}
      />
      <NumberInput
        className={classes.number}
        size="xs"
        aria-label={label}
        suffix={unit ? ` ${unit}` : undefined}
        min={min}
        max={max}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        hideControls
        value={value}
        onChange={(typed) => {
          if (typeof typed === 'number' && typed >= min) onChange(typed);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter' || key === 'Escape') currentTarget.blur();
        }}
      />
    </div>
  );
}

function stepped(wished: number, value: number, isUp: boolean): number {
  if (wished !== value) return wished;
  return isUp ? value + 1 : value - 1;
}
