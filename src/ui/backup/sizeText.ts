const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes as people say it, two digits at least: 9.4 MB, 350 kB. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}
