/**
 * The value below which a share of the values lies, interpolated between neighbours.
 *
 * @param values not empty, in any order
 * @param share 0…1; 0.5 gives the median
 * Source: NumPy `quantile`, method "linear".
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
