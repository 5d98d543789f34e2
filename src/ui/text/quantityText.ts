const kilo = 1000;
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A number of bytes as a person reads it, such as "12.3 MB". */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(kilo));
  const index = Math.min(power, units.length - 1);
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: index === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / kilo ** index);
}

/** A share of 0…1 in percent; a small one that is not nothing is "under 1 %". */
export function shareText(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1 %';
  return `${Math.round(Math.min(1, share) * 100)} %`;
}

const steps = [
  ['year', 365 * 24 * 60 * 60],
  ['month', 30 * 24 * 60 * 60],
  ['day', 24 * 60 * 60],
  ['hour', 60 * 60],
  ['minute', 60],
] as const;

/** How long ago that was, such as "3 hours ago". @param at, now ms since 1970, UTC */
export function agoText(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000);
  const step = steps.find(([, length]) => seconds >= length);
  if (!step) return 'just now';
  const [unit, length] = step;
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  return format.format(-Math.floor(seconds / length), unit);
}
