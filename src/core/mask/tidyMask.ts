import { countHoles, fillHoles } from './holes.ts';
import { areaOf } from './measures.ts';
import { growMask } from './morphology.ts';
import type { Rle } from './rle.ts';
import { smoothMask } from './smooth.ts';
import { spanPartsOf } from './spanParts.ts';
import { withoutSmallParts } from './specks.ts';

/** What mends the outline of a mask, and how much of it. */
export type Tidying =
  | { readonly kind: 'fillHoles'; readonly maxAreaPx: number } // px²; larger holes stay
  | { readonly kind: 'dropSpecks'; readonly maxAreaPx: number } // px²; larger parts stay, the largest too
  | { readonly kind: 'smooth'; readonly radiusPx: number }
  | { readonly kind: 'grow'; readonly byPx: number }; // negative shrinks

/** The mended mask; empty when shrinking leaves nothing; the same one when there is nothing to mend. */
export function tidyMask(mask: Rle, tidying: Tidying): Rle {
  switch (tidying.kind) {
    case 'fillHoles':
      return fillHoles(mask, tidying.maxAreaPx);
    case 'dropSpecks':
      return withoutSmallParts(mask, tidying.maxAreaPx + 1);
    case 'smooth':
      return smoothMask(mask, tidying.radiusPx);
    case 'grow':
      return growMask(mask, tidying.byPx);
  }
}

/**
 * How many holes or specks go, 0 for what does not count them, and by how many pixels the area
 * changes (negative: less).
 */
export function tidyCounts(
  before: Rle,
  after: Rle,
  tidying: Tidying,
): { readonly count: number; readonly areaPx: number } {
  const areaPx = areaOf(after) - areaOf(before);
  switch (tidying.kind) {
    case 'fillHoles':
      return { count: countHoles(before, tidying.maxAreaPx).count, areaPx };
    case 'dropSpecks':
      return { count: partCount(before) - partCount(after), areaPx };
    case 'smooth':
    case 'grow':
      return { count: 0, areaPx };
  }
}

function partCount(mask: Rle): number {
  return spanPartsOf(mask, 'sides').areas.length;
}
