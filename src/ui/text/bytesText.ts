const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as file managers say them, in powers of 1000: `12 kB`, `3.4 GB`. */
export function bytesText(bytes: number): string {
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value < 9.95 && unit > 0 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit] ?? 'TB'}`;
}
