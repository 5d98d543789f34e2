import type { Rle } from './rle.ts';
import { masksOfParts, spanPartsOf } from './spanParts.ts';

/**
 * The parts of a mask, each as a mask of its size: pixels that hang together by their sides, as
 * `traceRings` sees them. The largest first; of equal ones the one whose first column, then row,
 * comes first. None for an empty mask. Cost: runs + columns covered.
 */
export function partsOf(mask: Rle): readonly Rle[] {
  const spans = spanPartsOf(mask, 'sides');
  return masksOfParts(mask, spans)
    .map((part, i) => ({ part, area: spans.areas[i] ?? 0 }))
    .toSorted((a, b) => b.area - a.area)
    .map(({ part }) => part);
}
