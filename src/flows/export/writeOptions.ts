import { defaultWriteOptions, optionValues, type WriteOptions } from '#formats/writeOptions.ts';

/** Options as they were chosen or remembered; what does not fit any more is as at first. */
export function writeOptionsOf(chosen: Readonly<Record<string, unknown>>): WriteOptions {
  const fitting = Object.entries(defaultWriteOptions).map(([name, initial]) => {
    const value = Object.hasOwn(chosen, name) ? chosen[name] : initial;
    return [name, fits(name, value, initial) ? value : initial];
  });
  return { ...defaultWriteOptions, ...Object.fromEntries(fitting) };
}

function fits(name: string, value: unknown, initial: unknown): boolean {
  if (typeof value !== typeof initial) return false;
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0;
  const values: readonly string[] | undefined = Object.hasOwn(optionValues, name)
    ? optionValues[name as keyof typeof optionValues]
    : undefined;
  return values === undefined || values.includes(String(value));
}
