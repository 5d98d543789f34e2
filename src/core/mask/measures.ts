import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { visitColumnSpans } from './columnSpans.ts';
import type { Rle } from './rle.ts';

/** Number of foreground pixels. */
export function areaOf(rle: Rle): number {
  let area = 0;
  for (let run = 1; run < rle.counts.length; run += 2) area += rle.counts[run] ?? 0;
  return area;
}

/** Whether no pixel is foreground. */
export function isEmptyMask(rle: Rle): boolean {
  return rle.counts.length < 2;
}

/** Whether two masks of one image hold the same pixels. */
export function isSameMask(a: Rle, b: Rle): boolean {
  return a.counts.length === b.counts.length && a.counts.every((run, i) => run === b.counts[i]);
}

/**
 * The smallest box that holds every foreground pixel: whole numbers, all 0 when the mask is empty.
 * Source: pycocotools `toBbox`.
 */
export function boundsOf(rle: Rle): Box<'image'> {
  if (isEmptyMask(rle)) return { x: 0, y: 0, width: 0, height: 0 };
  let left = rle.size.width;
  let right = 0;
  let top = rle.size.height;
  let bottom = 0;
  visitColumnSpans(rle, (column, spanTop, spanBottom) => {
    left = Math.min(left, column);
    right = column + 1;
    top = Math.min(top, spanTop);
    bottom = Math.max(bottom, spanBottom);
  });
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Whether the pixel that holds the point is foreground; false outside the image. The right and the
 * lower rim of the image are outside. Cost: the runs before the point.
 */
export function maskContains(rle: Rle, point: Point<'image'>): boolean {
  const { width, height } = rle.size;
  const column = Math.floor(point.x);
  const row = Math.floor(point.y);
  if (!(column >= 0 && column < width && row >= 0 && row < height)) return false;
  const position = column * height + row;
  let end = 0;
  for (let run = 0; run < rle.counts.length; run += 1) {
    end += rle.counts[run] ?? 0;
    if (position < end) return run % 2 === 1;
  }
  return false;
}
