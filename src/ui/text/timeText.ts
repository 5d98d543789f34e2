import type { TFunction } from 'i18next';
import { perLocale } from './locale.ts';

const relative = {
  short: perLocale((l) => new Intl.RelativeTimeFormat(l, { numeric: 'auto', style: 'short' })),
  long: perLocale((l) => new Intl.RelativeTimeFormat(l, { numeric: 'auto' })),
} as const;
const absolute = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
);

const steps = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

export interface Ago {
  readonly at: number; // ms since 1970, UTC
  readonly now: number; // likewise; clocks of two machines may differ, so a time to come counts as now
  readonly style?: 'short' | 'long';
}

/** How long ago something was, as a person says it: `3 hours ago`. */
export function agoText(t: TFunction, { at, now, style = 'short' }: Ago): string {
  const seconds = Math.max(0, (now - at) / 1000);
  const step = steps.find(([, length]) => seconds >= length);
  if (!step) return t('time.justNow');
  const [unit, length] = step;
  return relative[style]().format(-Math.floor(seconds / length), unit);
}

/** Date and time of day where the reader is. @param at ms since 1970, UTC */
export function timeText(at: number): string {
  return absolute().format(at);
}
