import { columnIndexOf, type ColumnIndex } from './columnIndex.ts';
import { combineMasks } from './combine.ts';
import { discReaches } from './disc.ts';
import { maskOfRuns } from './maskOfRuns.ts';
import { growMask } from './morphology.ts';
import type { Rle } from './rle.ts';

/**
 * The mask with its outline smoothed: each pixel takes the value that most pixels of the disc around
 * it have, as far as the disc lies on the image; where both are as many it keeps its own. So straight
 * edges stay where they are, corners become round, and teeth, notches, parts, holes and bridges much
 * thinner than the radius go; everything thicker than the disc keeps its place and stays in one piece.
 * The same mask for a radius of less than one pixel and for NaN.
 * Cost: length of the outline × radius², and the height of the image for each column that the mask touches.
 */
export function smoothMask(mask: Rle, radiusPx: number): Rle {
  if (!(radiusPx >= 1)) return mask;
  const radius = Math.min(radiusPx, Math.hypot(mask.size.width, mask.size.height));
  const inner = growMask(mask, -radius);
  const undecided = combineMasks(growMask(mask, radius), inner, 'difference');
  return combineMasks(inner, mostlyForeground(mask, undecided, radius), 'union');
}

/** Those of the undecided pixels that have more foreground around them than background. */
function mostlyForeground(mask: Rle, undecided: Rle, radius: number): Rle {
  const { size } = mask;
  const reaches = discReaches(radius);
  const columns = new BalanceColumns(mask, reaches.length);
  const { tops, bottoms, firsts } = columnIndexOf(undecided);
  const starts: number[] = [];
  const ends: number[] = [];
  const balances = new Int32Array(size.height);
  for (let x = 0; x < size.width; x += 1) {
    for (let span = firsts[x] ?? 0; span < (firsts[x + 1] ?? 0); span += 1) {
      const rows = { top: tops[span] ?? 0, bottom: bottoms[span] ?? 0 };
      sumAround(balances, columns, { x, reaches, ...rows });
      const own = columns.at(x);
      for (let y = rows.top; y < rows.bottom; y += 1) {
        const at = y + reaches.length;
        const balance = balances[y] || (own[at + 1] ?? 0) - (own[at] ?? 0);
        if (balance <= 0) continue;
        starts.push(x * size.height + y);
        ends.push(x * size.height + y + 1);
      }
    }
  }
  return maskOfRuns(size, { starts, ends });
}

interface Stretch {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly reaches: Int32Array;
}

/** Writes for each row how much more foreground than background the disc around its pixel holds. */
function sumAround(balances: Int32Array, columns: BalanceColumns, stretch: Stretch): void {
  const { x, top, bottom, reaches } = stretch;
  balances.fill(0, top, bottom);
  const last = Math.min(columns.count - 1, x + reaches.length - 1);
  for (let column = Math.max(0, x - reaches.length + 1); column <= last; column += 1) {
    const sums = columns.at(column);
    const reach = reaches[Math.abs(column - x)] ?? 0;
    const above = reaches.length - reach;
    const below = reaches.length + reach + 1;
    for (let y = top; y < bottom; y += 1) {
      balances[y] = (balances[y] ?? 0) + (sums[y + below] ?? 0) - (sums[y + above] ?? 0);
    }
  }
}

/**
 * For each column, foreground less background above each row; the first value is that of the row
 * `margin` above the image. Keeps the columns that the disc touches on its way from left to right.
 */
class BalanceColumns {
  readonly count: number;
  readonly #index: ColumnIndex;
  readonly #height: number;
  readonly #margin: number;
  readonly #sums: readonly Int32Array[]; // of column x at x modulo their number
  readonly #columns: Int32Array; // which column each of them is of

  constructor(mask: Rle, margin: number) {
    const { width, height } = mask.size;
    const kept = Math.min(width, 2 * margin - 1);
    this.count = width;
    this.#index = columnIndexOf(mask);
    this.#height = height;
    this.#margin = margin;
    this.#sums = Array.from({ length: kept }, () => new Int32Array(height + 2 * margin + 1));
    this.#columns = new Int32Array(kept).fill(-1);
  }

  at(column: number): Int32Array {
    const place = column % this.#sums.length;
    const sums = this.#sums[place] ?? new Int32Array();
    if (this.#columns[place] === column) return sums;
    this.#columns[place] = column;
    const { tops, bottoms, firsts } = this.#index;
    let sum = 0;
    let row = this.#margin;
    for (let span = firsts[column] ?? 0; span < (firsts[column + 1] ?? 0); span += 1) {
      const top = (tops[span] ?? 0) + this.#margin;
      const bottom = (bottoms[span] ?? 0) + this.#margin;
      for (; row < top; row += 1) sums[row] = sum--;
      for (; row < bottom; row += 1) sums[row] = sum++;
    }
    for (; row < this.#height + this.#margin; row += 1) sums[row] = sum--;
    sums.fill(sum, row);
    return sums;
  }
}
