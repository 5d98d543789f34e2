import type { Box } from '../geometry/box.ts';
import { clipBox } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { columnIndexOf, type ColumnIndex } from './columnIndex.ts';
import { combineMasks } from './combine.ts';
import { discReaches } from './disc.ts';
import { invertedMask } from './inverted.ts';
import { maskOfRuns } from './maskOfRuns.ts';
import { boundsOf, isEmptyMask } from './measures.ts';
import type { Rle } from './rle.ts';

/**
 * The mask grown by a disc: all pixels whose centre is at most `px` away from that of one of its
 * pixels. Negative shrinks it: all its pixels are left that are further than that from any background.
 * The image's rim is no background, so an object that is cut off by the rim stays in touch with it.
 * The same mask for less than one pixel and for NaN.
 * Cost: runs × px + area of the bounding box, for a few additions per pixel.
 */
export function growMask(mask: Rle, px: number): Rle {
  if (!(Math.abs(px) >= 1) || isEmptyMask(mask)) return mask;
  const radius = Math.min(Math.abs(px), Math.hypot(mask.size.width, mask.size.height));
  const bounds = boundsOf(mask);
  if (px > 0) return dilated(columnIndexOf(mask), mask.size, { bounds, radius });
  const around = clipBox(paddedBox(bounds, 1), mask.size); // holds the background nearest to each
  const background = columnIndexOf(cutToBox(invertedMask(mask), around));
  const eaten = dilated(background, mask.size, { bounds: around, radius });
  return combineMasks(mask, eaten, 'difference');
}

interface Dilation {
  readonly bounds: Box<'image'>; // of the foreground
  readonly radius: number;
}

function dilated({ tops, bottoms, firsts }: ColumnIndex, size: Size, { bounds, radius }: Dilation) {
  const reaches = discReaches(radius);
  const far = reaches.length - 1;
  const reached = clipBox(paddedBox(bounds, far), size);
  const changes = new Int32Array(size.height + 1); // how many spans begin less how many end at a row
  const starts: number[] = [];
  const ends: number[] = [];
  const lastRow = reached.y + reached.height;
  for (let x = reached.x; x < reached.x + reached.width; x += 1) {
    const lastColumn = Math.min(size.width - 1, x + far);
    for (let column = Math.max(0, x - far); column <= lastColumn; column += 1) {
      const reach = reaches[Math.abs(column - x)] ?? 0;
      const end = firsts[column + 1] ?? 0;
      for (let span = firsts[column] ?? 0; span < end; span += 1) {
        const top = Math.max(0, (tops[span] ?? 0) - reach);
        const bottom = Math.min(size.height, (bottoms[span] ?? 0) + reach);
        changes[top] = (changes[top] ?? 0) + 1;
        changes[bottom] = (changes[bottom] ?? 0) - 1;
      }
    }
    let depth = 0;
    for (let y = reached.y; y <= lastRow; y += 1) {
      const change = changes[y] ?? 0;
      if (change === 0) continue;
      if (depth === 0) starts.push(x * size.height + y);
      depth += change;
      if (depth === 0) ends.push(x * size.height + y);
      changes[y] = 0;
    }
  }
  return maskOfRuns(size, { starts, ends });
}

function paddedBox(box: Box<'image'>, margin: number): Box<'image'> {
  return {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
}

/** The part of the mask in a box of whole pixels on the image. */
function cutToBox(mask: Rle, { x, y, width, height }: Box<'image'>): Rle {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let column = x; column < x + width; column += 1) {
    starts.push(column * mask.size.height + y);
    ends.push(column * mask.size.height + y + height);
  }
  return combineMasks(mask, maskOfRuns(mask.size, { starts, ends }), 'intersection');
}
