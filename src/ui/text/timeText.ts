const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/**
 * How long ago something was, as a person says it.
 *
 * @param at ms since 1970, UTC
 * @param now likewise; clocks of two machines may differ, so a time to come counts as now
 */
export function agoText(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000);
  const step = steps.find(([, length]) => seconds >= length);
  if (!step) return relative.format(0, 'second');
  const [unit, length] = step;
  return relative.format(-Math.floor(seconds / length), unit);
}

/** Date and time of day where the reader is. @param at ms since 1970, UTC */
export function timeText(at: number): string {
  return absolute.format(at);
}
