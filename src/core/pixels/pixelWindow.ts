import { invariant } from '../failure.ts';
import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { areaOfSize, type Size } from '../geometry/size.ts';

/**
 * The pixels of a part of an image, since a whole image of 58 megapixels is never held as RGBA on the page.
 * Window pixel (i, j) covers 1 / width × 1 / height of the box; where the part is large, that may be
 * several image pixels.
 */
export interface PixelWindow {
  readonly box: Box<'image'>; // whole px, within the image, not empty
  readonly size: Size; // of the window in its own pixels, at most that of the box
  readonly rgba: Uint8ClampedArray; // row-major, 4 bytes a pixel, as the screen shows it; alpha is not looked at
}

/** Throws on a window that contradicts itself. */
export function checkWindow({ box, size, rgba }: PixelWindow): void {
  invariant(rgba.length === areaOfSize(size) * 4, 'a window has 4 bytes a pixel');
  invariant(
    box.width >= size.width && box.height >= size.height,
    'a window is not finer than its image',
  );
  invariant(size.width > 0 && size.height > 0, 'a window has pixels');
}

/** Column and row of the window's pixel that holds the point; null outside, and for what is no number. */
export function windowPixelAt(
  { box, size }: PixelWindow,
  at: Point<'image'>,
): { readonly column: number; readonly row: number } | null {
  const column = Math.floor(((at.x - box.x) * size.width) / box.width);
  const row = Math.floor(((at.y - box.y) * size.height) / box.height);
  const isInside = column >= 0 && column < size.width && row >= 0 && row < size.height;
  return isInside ? { column, row } : null;
}
