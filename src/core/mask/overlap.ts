import { invariant } from '../failure.ts';
import { areaOfSize, isSameSize } from '../geometry/size.ts';
import { areaOf } from './measures.ts';
import type { Rle } from './rle.ts';

/**
 * Intersection over union of two masks of one size, 0…1. Two empty masks are equal, so 1
 * (pycocotools says 0 there). Throws on different sizes. Cost: the runs of both, nothing is decoded.
 */
export function iouOf(a: Rle, b: Rle): number {
  invariant(isSameSize(a.size, b.size), 'IoU is only defined for masks of one size');
  const intersection = sharedAreaOf(a, b);
  const union = areaOf(a) + areaOf(b) - intersection;
  return union === 0 ? 1 : intersection / union;
}

/**
 * How many pixels are foreground in both of two masks of one size. Throws on different sizes.
 * Cost: the runs of both; nothing where one ends before the other begins.
 */
export function sharedAreaOf({ size, counts: a }: Rle, { size: sizeB, counts: b }: Rle): number {
  invariant(isSameSize(size, sizeB), 'only masks of one size share pixels');
  if (isBefore(a, b, areaOfSize(size)) || isBefore(b, a, areaOfSize(size))) return 0;
  let area = 0;
  let runA = 0;
  let runB = 0;
  let restA = a[0] ?? 0;
  let restB = b[0] ?? 0;
  while (runA < a.length && runB < b.length) {
    const step = Math.min(restA, restB);
    if (runA % 2 === 1 && runB % 2 === 1) area += step;
    restA -= step;
    restB -= step;
    if (restA === 0) restA = a[(runA += 1)] ?? 0;
    if (restB === 0) restB = b[(runB += 1)] ?? 0;
  }
  return area;
}

/** Whether all foreground of the first comes before that of the second. */
function isBefore(a: Uint32Array, b: Uint32Array, pixelCount: number): boolean {
  const end = a.length % 2 === 1 ? pixelCount - (a.at(-1) ?? 0) : pixelCount;
  return a.length < 2 || b.length < 2 || end <= (b[0] ?? 0);
}
