import type { Size } from '../geometry/size.ts';
import { visitColumnSpans } from './columnSpans.ts';
import { maskOfRuns } from './maskOfRuns.ts';
import type { Rle } from './rle.ts';

/**
 * The mask moved right and down; what leaves the image is cut off. Empty where a distance is no
 * number. Cost: runs + columns covered.
 *
 * @param dx px, rounded to a whole number
 * @param dy px, rounded to a whole number
 */
export function translateMask(mask: Rle, dx: number, dy: number): Rle {
  const { width, height } = mask.size;
  const right = Math.round(dx);
  const down = Math.round(dy);
  const starts: number[] = [];
  const ends: number[] = [];
  visitColumnSpans(mask, (oldColumn, oldTop, oldBottom) => {
    const column = oldColumn + right;
    const top = Math.max(0, oldTop + down);
    const bottom = Math.min(height, oldBottom + down);
    if (!(column >= 0 && column < width && top < bottom)) return;
    starts.push(column * height + top);
    ends.push(column * height + bottom);
  });
  return maskOfRuns(mask.size, { starts, ends });
}

/**
 * The mask on an image of another size, stretched to fill it: each pixel has the value of that one
 * which its centre falls on, so that thin things may vanish in a smaller image.
 * Cost: runs + columns of both.
 */
export function scaleMask(mask: Rle, to: Size): Rle {
  const { width, height } = mask.size;
  const starts: number[] = [];
  const ends: number[] = [];
  visitColumnSpans(mask, (oldColumn, oldTop, oldBottom) => {
    const top = firstBehind(oldTop, height, to.height);
    const bottom = firstBehind(oldBottom, height, to.height);
    if (top === bottom) return;
    const lastColumn = firstBehind(oldColumn + 1, width, to.width);
    for (let column = firstBehind(oldColumn, width, to.width); column < lastColumn; column += 1) {
      starts.push(column * to.height + top);
      ends.push(column * to.height + bottom);
    }
  });
  return maskOfRuns(to, { starts, ends });
}

/** The first of `to` pixels whose centre lies at or behind a border between `from` pixels. */
function firstBehind(border: number, from: number, to: number): number {
  return Math.ceil((2 * border * to - from) / (2 * from));
}
