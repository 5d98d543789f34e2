import type { Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { visitColumnSpans } from './columnSpans.ts';
import { maskOfRuns } from './maskOfRuns.ts';
import type { BinaryMask, Rle } from './rle.ts';

/**
 * The pixels of a mask inside a box, 0 or 1, row-major.
 *
 * @param box whole numbers, on the image
 */
export function cropMask(mask: Rle, box: Box<'image'>): BinaryMask {
  const { x, y, width, height } = box;
  const pixels = new Uint8Array(width * height);
  visitColumnSpans(mask, (column, spanTop, spanBottom) => {
    if (column < x || column >= x + width) return;
    const bottom = Math.min(spanBottom, y + height);
    for (let row = Math.max(spanTop, y); row < bottom; row += 1) {
      pixels[(row - y) * width + column - x] = 1;
    }
  });
  return { size: { width, height }, pixels };
}

/**
 * The mask of an image out of the pixels of a part of it; what lies outside of the image is cut off.
 *
 * @param left, top whole numbers: where the part begins, also outside of the image
 */
export function placeCrop(crop: BinaryMask, at: { left: number; top: number }, size: Size): Rle {
  const { left, top } = at;
  const starts: number[] = [];
  const ends: number[] = [];
  const firstRow = Math.max(0, -top);
  const endRow = Math.min(crop.size.height, size.height - top);
  const endColumn = Math.min(crop.size.width, size.width - left);
  for (let x = Math.max(0, -left); x < endColumn; x += 1) {
    const columnStart = (left + x) * size.height + top;
    let isInside = false;
    for (let y = firstRow; y < endRow; y += 1) {
      const isForeground = crop.pixels[y * crop.size.width + x] !== 0;
      if (isForeground === isInside) continue;
      (isForeground ? starts : ends).push(columnStart + y);
      isInside = isForeground;
    }
    if (isInside) ends.push(columnStart + endRow);
  }
  return maskOfRuns(size, { starts, ends });
}
