import { combineMasks } from './combine.ts';
import { invertedMask } from './inverted.ts';
import type { Rle } from './rle.ts';
import { maskOfParts, masksOfParts, spanPartsOf, type SpanParts } from './spanParts.ts';

/**
 * The holes of a mask, each as a mask of its size: background that cannot get out of the image.
 * Background hangs together by its corners too, since foreground does by its sides only; so there is
 * one hole for each hole ring of `traceRings`. A part that lies inside a hole does not belong to it.
 * In the order of their first column, then row. Cost: runs + columns of the image.
 *
 * @param maxAreaPx larger holes are left out
 */
export function holesOf(mask: Rle, maxAreaPx: number = Infinity): readonly Rle[] {
  const background = backgroundOf(mask);
  const isHole = holeTest(mask, background, maxAreaPx);
  return masksOfParts(mask, background).filter((_, part) => isHole(part));
}

/** How many holes there are of at most that area, and how many pixels they have together. */
export function countHoles(
  mask: Rle,
  maxAreaPx: number,
): { readonly count: number; readonly areaPx: number } {
  const background = backgroundOf(mask);
  const isHole = holeTest(mask, background, maxAreaPx);
  const areas = [...background.areas].filter((_, part) => isHole(part));
  return { count: areas.length, areaPx: areas.reduce((sum, area) => sum + area, 0) };
}

/**
 * The mask with its holes of at most that area filled; parts inside a hole that is filled melt into
 * it. The same mask when there is no such hole. See {@link holesOf}.
 *
 * @param maxAreaPx Infinity fills all
 */
export function fillHoles(mask: Rle, maxAreaPx: number): Rle {
  const background = backgroundOf(mask);
  const isHole = holeTest(mask, background, maxAreaPx);
  if (!background.areas.some((_, part) => isHole(part))) return mask;
  return combineMasks(mask, maskOfParts(mask, background, isHole), 'union');
}

function backgroundOf(mask: Rle): SpanParts {
  return spanPartsOf(invertedMask(mask), 'corners');
}

function holeTest(
  { size: { width, height } }: Rle,
  { starts, ends, parts, areas }: SpanParts,
  maxAreaPx: number,
): (part: number) => boolean {
  const isOpen = new Uint8Array(areas.length);
  const lastColumn = (width - 1) * height;
  for (let span = 0; span < starts.length; span += 1) {
    const start = starts[span] ?? 0;
    const end = ends[span] ?? 0;
    const isAtRim =
      start < height || start >= lastColumn || start % height === 0 || end % height === 0;
    if (isAtRim) isOpen[parts[span] ?? 0] = 1;
  }
  return (part) => isOpen[part] === 0 && (areas[part] ?? 0) <= maxAreaPx;
}
