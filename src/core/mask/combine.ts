import { invariant } from '../failure.ts';
import { isSameSize } from '../geometry/size.ts';
import type { Rle } from './rle.ts';

/** Which pixels of two masks are foreground in the result: in either, in both, in the first alone. */
export type MaskRule = 'union' | 'intersection' | 'difference';

/**
 * Two masks of one size as one, canonical. Throws on different sizes.
 * Cost: the runs of both, nothing is decoded.
 */
export function combineMasks(a: Rle, b: Rle, rule: MaskRule): Rle {
  invariant(isSameSize(a.size, b.size), 'only masks of one size are combined');
  const isKept = keep[rule];
  const counts: number[] = [];
  let isForeground = false;
  let length = 0;
  let runA = 0;
  let runB = 0;
  let restA = a.counts[0] ?? 0;
  let restB = b.counts[0] ?? 0;
  while (runA < a.counts.length && runB < b.counts.length) {
    const step = Math.min(restA, restB);
    const value = isKept(runA % 2 === 1, runB % 2 === 1);
    if (step > 0 && value !== isForeground) {
      counts.push(length);
      isForeground = value;
      length = 0;
    }
    length += step;
    restA -= step;
    restB -= step;
    if (restA === 0) restA = a.counts[(runA += 1)] ?? 0;
    if (restB === 0) restB = b.counts[(runB += 1)] ?? 0;
  }
  return { size: a.size, counts: Uint32Array.from([...counts, length]) };
}

const keep: Readonly<Record<MaskRule, (a: boolean, b: boolean) => boolean>> = {
  union: (a, b) => a || b,
  intersection: (a, b) => a && b,
  difference: (a, b) => a && !b,
};
