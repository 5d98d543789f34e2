import type { Size } from '../geometry/size.ts';

/** Which values are foreground, and how far around a pixel is looked. */
export interface MajorityOptions {
  readonly size: Size;
  readonly limit: number; // foreground is at most this
  readonly radius: number; // window px, whole, > 0
}

/**
 * 0 where at least half of the pixels in the square around are foreground, 1 elsewhere; the square ends
 * at the rim. Rounds corners, closes holes and drops specks of less than half the square. Column-major.
 * Cost: linear in the pixels whatever the radius.
 */
export function majority(values: Uint8Array, options: MajorityOptions): Uint8Array {
  const { size, radius } = options;
  const { width, height } = size;
  const inColumn = countsInColumns(values, options);
  const sums = new Float64Array(height); // of the columns around
  const result = new Uint8Array(values.length);
  for (let column = -radius; column < width; column += 1) {
    const entering = column + radius;
    const leaving = column - radius - 1;
    for (let y = 0; y < height; y += 1) {
      if (entering < width) sums[y] = (sums[y] ?? 0) + (inColumn[entering * height + y] ?? 0);
      if (leaving >= 0) sums[y] = (sums[y] ?? 0) - (inColumn[leaving * height + y] ?? 0);
    }
    if (column < 0) continue;
    const columnCount = stretch(column, radius, width);
    for (let y = 0; y < height; y += 1) {
      const half = (columnCount * stretch(y, radius, height)) / 2;
      result[column * height + y] = (sums[y] ?? 0) >= half ? 0 : 1;
    }
  }
  return result;
}

/** How many pixels up to the radius above and below are foreground. */
function countsInColumns(values: Uint8Array, options: MajorityOptions): Uint16Array {
  const { size, limit, radius } = options;
  const { height } = size;
  const counts = new Uint16Array(values.length);
  for (let start = 0; start < values.length; start += height) {
    let count = 0;
    for (let y = -radius; y < height; y += 1) {
      const entering = y + radius;
      const leaving = y - radius - 1;
      if (entering < height && (values[start + entering] ?? 0) <= limit) count += 1;
      if (leaving >= 0 && (values[start + leaving] ?? 0) <= limit) count -= 1;
      if (y >= 0) counts[start + y] = count;
    }
  }
  return counts;
}

/** How many positions of a side lie within the radius around one of them. */
function stretch(at: number, radius: number, length: number): number {
  return Math.min(length - 1, at + radius) - Math.max(0, at - radius) + 1;
}
