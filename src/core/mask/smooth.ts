import type { Size } from '../geometry/size.ts';
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
 * Cost: length of the outline × radius², nothing is decoded but the columns around each pixel.
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
  const sums = new ColumnSums(columnIndexOf(mask), size, reaches.length);
  const { tops, bottoms, firsts } = columnIndexOf(undecided);
  const starts: number[] = [];
  const ends: number[] = [];
  for (let x = 0; x < size.width; x += 1) {
    const end = firsts[x + 1] ?? 0;
    let span = firsts[x] ?? 0;
    if (span === end) continue;
    const window = sums.around(x, reaches);
    for (; span < end; span += 1) {
      const bottom = bottoms[span] ?? 0;
      for (let y = tops[span] ?? 0; y < bottom; y += 1) {
        if (!isMostlyForeground(window, y, size.height)) continue;
        starts.push(x * size.height + y);
        ends.push(x * size.height + y + 1);
      }
    }
  }
  return maskOfRuns(size, { starts, ends });
}

/** One column of a disc: foreground pixels above each row, and how far the disc reaches from its middle. */
interface DiscColumn {
  readonly sums: Uint32Array; // height + 1 values
  readonly reach: number;
}

interface Window {
  readonly columns: readonly DiscColumn[];
  readonly middle: Uint32Array; // the sums of the column in the middle
}

function isMostlyForeground({ columns, middle }: Window, y: number, height: number): boolean {
  let balance = 0; // twice the foreground less all
  for (const { sums, reach } of columns) {
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height, y + reach + 1);
    balance += 2 * ((sums[bottom] ?? 0) - (sums[top] ?? 0)) - (bottom - top);
  }
  return balance === 0 ? middle[y] !== middle[y + 1] : balance > 0;
}

/** The sums of those columns that the disc touches on its way from left to right. */
class ColumnSums {
  readonly #index: ColumnIndex;
  readonly #size: Size;
  readonly #sums: readonly Uint32Array[]; // of column x at x modulo their number
  readonly #columns: Int32Array; // which column each of them is of

  constructor(index: ColumnIndex, size: Size, reachCount: number) {
    this.#index = index;
    this.#size = size;
    const count = Math.min(size.width, 2 * reachCount - 1);
    this.#sums = Array.from({ length: count }, () => new Uint32Array(size.height + 1));
    this.#columns = new Int32Array(count).fill(-1);
  }

  around(x: number, reaches: Int32Array): Window {
    const far = reaches.length - 1;
    const columns: DiscColumn[] = [];
    const last = Math.min(this.#size.width - 1, x + far);
    for (let column = Math.max(0, x - far); column <= last; column += 1) {
      columns.push({ sums: this.#sumsOf(column), reach: reaches[Math.abs(column - x)] ?? 0 });
    }
    return { columns, middle: this.#sumsOf(x) };
  }

  #sumsOf(column: number): Uint32Array {
    const place = column % this.#sums.length;
    const sums = this.#sums[place] ?? new Uint32Array();
    if (this.#columns[place] === column) return sums;
    this.#columns[place] = column;
    const { tops, bottoms, firsts } = this.#index;
    let sum = 0;
    let row = 0;
    for (let span = firsts[column] ?? 0; span < (firsts[column + 1] ?? 0); span += 1) {
      const top = tops[span] ?? 0;
      sums.fill(sum, row, top);
      for (row = top; row < (bottoms[span] ?? 0); row += 1) sums[row] = sum++;
    }
    sums.fill(sum, row);
    return sums;
  }
}
