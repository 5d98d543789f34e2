import { invariant } from '../failure.ts';
import { isSameSize } from '../geometry/size.ts';
import type { Rle } from './rle.ts';

/**
 * Which pixels of two masks are foreground in the result: in either, in both, in the first alone, in
 * exactly one.
 */
export type MaskRule = 'union' | 'intersection' | 'difference' | 'xor';

/**
 * Two masks of one size as one, canonical. Throws on different sizes.
 * Cost: the runs of both, nothing is decoded.
 */
export function combineMasks(a: Rle, b: Rle, rule: MaskRule): Rle {
  invariant(isSameSize(a.size, b.size), 'only masks of one size are combined');
  const [onlyB, onlyA, both] = keep[rule];
  const counts = new Uint32Array(a.counts.length + b.counts.length);
  let last = 0;
  let length = 0;
  let runA = 0;
  let runB = 0;
  let restA = a.counts[0] ?? 0;
  let restB = b.counts[0] ?? 0;
  while (runA < a.counts.length && runB < b.counts.length) {
    const step = Math.min(restA, restB);
    const isInB = runB % 2 === 1;
    const value = runA % 2 === 1 ? (isInB ? both : onlyA) : isInB && onlyB;
    if (step > 0 && value !== (last % 2 === 1)) {
      counts[last] = length;
      last += 1;
      length = 0;
    }
    length += step;
    restA -= step;
    restB -= step;
    if (restA === 0) restA = a.counts[(runA += 1)] ?? 0;
    if (restB === 0) restB = b.counts[(runB += 1)] ?? 0;
  }
  counts[last] = length;
  return { size: a.size, counts: counts.slice(0, last + 1) };
}

/** Whether a pixel stays that lies in the second alone, in the first alone, in both. */
const keep: Readonly<Record<MaskRule, readonly [boolean, boolean, boolean]>> = {
  union: [true, true, true],
  intersection: [false, false, true],
  difference: [false, true, false],
  xor: [true, true, false],
};
