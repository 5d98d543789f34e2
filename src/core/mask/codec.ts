import { areaOfSize } from '../geometry/size.ts';
import { visitColumnSpans } from './columnSpans.ts';
import { boundsOf } from './measures.ts';
import type { BinaryMask, Rle } from './rle.ts';

/**
 * The mask as run lengths, canonical.
 * Cost: one pass over the pixels in memory order, then a sort of the run ends; 24 MP in about 60 ms.
 */
export function encodeMask(mask: BinaryMask): Rle {
  const flips = Uint32Array.from(columnOrderFlips(mask)).toSorted();
  return { size: mask.size, counts: gapsBetween(flips, areaOfSize(mask.size)) };
}

/**
 * The run lengths as pixels, 0 or 1.
 * Cost: one zeroed buffer of the mask's size, then runs + area of the mask's bounding box.
 */
export function decodeRle(rle: Rle): BinaryMask {
  const { width, height } = rle.size;
  const pixels = new Uint8Array(width * height);
  // First only the pixels where a column changes its value, then each row inherits the row above:
  // filling column by column would jump through memory and is several times slower on big masks.
  visitColumnSpans(rle, (column, top, bottom) => {
    pixels[top * width + column] = 1;
    if (bottom < height) pixels[bottom * width + column] = 1;
  });
  const bounds = boundsOf(rle);
  for (let y = bounds.y + 1; y <= bounds.y + bounds.height && y < height; y += 1) {
    const end = y * width + bounds.x + bounds.width;
    for (let i = y * width + bounds.x; i < end; i += 1) {
      pixels[i] = (pixels[i] ?? 0) ^ (pixels[i - width] ?? 0);
    }
  }
  return { size: rle.size, pixels };
}

/** Positions, in column order, of the pixels that differ from their predecessor there; unsorted. */
function columnOrderFlips({ size, pixels }: BinaryMask): readonly number[] {
  const { width, height } = size;
  const flips: number[] = [];
  const lastRow = (height - 1) * width;
  for (let x = 0; x < width; x += 1) {
    const before = x === 0 ? 0 : pixels[lastRow + x - 1];
    if ((pixels[x] === 0) !== (before === 0)) flips.push(x * height);
  }
  for (let y = 1; y < height; y += 1) {
    const rowStart = y * width;
    for (let x = 0; x < width; x += 1) {
      const i = rowStart + x;
      if ((pixels[i] === 0) !== (pixels[i - width] === 0)) flips.push(x * height + y);
    }
  }
  return flips;
}

/** The lengths of the runs that the ascending positions cut the range 0…end into. */
function gapsBetween(positions: Uint32Array, end: number): Uint32Array {
  const gaps = new Uint32Array(positions.length + 1);
  let previous = 0;
  for (let i = 0; i < positions.length; i += 1) {
    const position = positions[i] ?? 0;
    gaps[i] = position - previous;
    previous = position;
  }
  gaps[positions.length] = end - previous;
  return gaps;
}
