import { visitColumnSpans } from './columnSpans.ts';
import type { Rle } from './rle.ts';

/** The vertical spans of a mask, to be looked up by column. */
export interface ColumnIndex {
  readonly tops: readonly number[]; // rows
  readonly bottoms: readonly number[]; // one past the last
  readonly firsts: Uint32Array; // by column; those of column x are firsts[x] ≤ i < firsts[x + 1]
}

/** See {@link ColumnIndex}. Cost: runs + columns of the image. */
export function columnIndexOf(mask: Rle): ColumnIndex {
  const tops: number[] = [];
  const bottoms: number[] = [];
  const firsts = new Uint32Array(mask.size.width + 1);
  visitColumnSpans(mask, (column, top, bottom) => {
    tops.push(top);
    bottoms.push(bottom);
    firsts[column + 1] = tops.length;
  });
  for (let x = 1; x < firsts.length; x += 1) {
    firsts[x] = Math.max(firsts[x] ?? 0, firsts[x - 1] ?? 0);
  }
  return { tops, bottoms, firsts };
}
