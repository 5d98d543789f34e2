import { decimalText, numberText } from './numberText.ts';
import { perLocale } from './locale.ts';

const units = ['kB', 'MB', 'GB', 'TB'] as const;

const few = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }),
);

/** Bytes as file managers say them, in powers of 1000: `999 bytes`, `12 kB`, `3.4 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return few().format(bytes);
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${decimalText(value, value < 9.95 ? 1 : 0)} ${units[unit] ?? 'TB'}`;
}

/** Bytes of memory, in powers of 1024. */
export function mebibytesText(bytes: number): string {
  return `${numberText(Math.round(bytes / 2 ** 20))} MiB`;
}
