const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size of data in decimal units, as browsers and disks give it. @param bytes ≥ 0 */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
