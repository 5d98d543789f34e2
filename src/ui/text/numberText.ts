import type { TFunction } from 'i18next';
import { perLocale } from './locale.ts';

const plain = perLocale((locale) => new Intl.NumberFormat(locale));
const compact = perLocale(
  (locale) => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }),
);
const withDigits = [0, 1, 2].map((digits) =>
  perLocale(
    (locale) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ),
);

/** A number with at most three digits after the point, in groups of thousands: `12,345.6`. */
export function numberText(value: number): string {
  return plain().format(value);
}

/** A number with so many digits after the point, zeros too: `0.90`. */
export function decimalText(value: number, digits: 0 | 1 | 2): string {
  return (withDigits[digits] ?? plain)().format(value);
}

/** A large number in short: `1.2M`. */
export function compactText(value: number): string {
  return compact().format(value);
}

/** @param share 0…1 */
export function percentText(share: number, digits: 0 | 1 | 2 = 0): string {
  return `${decimalText(share * 100, digits)} %`;
}

/** A share of 0…1 in whole percent; a small one that is not nothing is "under 1 %". */
export function shareText(t: TFunction, share: number): string {
  if (share > 0 && share < 0.01) return t('number.underOnePercent');
  return percentText(Math.min(1, share));
}

/** Duration of work: `8.4 ms`, `320 ms`, `2.1 s`. */
export function durationText(ms: number): string {
  if (ms < 995) return `${decimalText(ms, ms < 9.95 ? 1 : 0)} ms`;
  return `${decimalText(ms / 1000, ms < 99_500 ? 1 : 0)} s`;
}

/** How a field where numbers are typed writes them; it reads point and comma in every language. */
export function numberSeparators(locale: string): {
  readonly decimalSeparator: string;
  readonly allowedDecimalSeparators: string[];
} {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const decimalSeparator = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  return { decimalSeparator, allowedDecimalSeparators: ['.', ','] };
}
