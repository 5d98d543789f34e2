import { visitColumnSpans } from '../mask/columnSpans.ts';
import { maskOfRuns } from '../mask/maskOfRuns.ts';
import type { Rle } from '../mask/rle.ts';
import { nearestSources, type PictureTransform } from './pictureTransform.ts';

/**
 * The mask in the output picture: each pixel is what the source pixel under its centre is (nearest, see
 * `nearestSources`), padding is background. The same as transforming the pixels of the mask one by one.
 * Cost: the spans of the mask in the crop, times the scale across.
 */
export function transformMask(mask: Rle, transform: PictureTransform): Rle {
  const { crop, scaled, offset, size } = transform;
  const columns = firstShowing(nearestSources(crop.x, crop.width, scaled.width), mask.size.width);
  const rows = firstShowing(nearestSources(crop.y, crop.height, scaled.height), mask.size.height);
  const starts: number[] = [];
  const ends: number[] = [];
  visitColumnSpans(mask, (column, top, bottom) => {
    const first = rows[top] ?? 0;
    const end = rows[bottom] ?? 0;
    if (first === end) return;
    const lastColumn = columns[column + 1] ?? 0;
    for (let x = columns[column] ?? 0; x < lastColumn; x += 1) {
      const columnStart = (offset.x + x) * size.height + offset.y;
      starts.push(columnStart + first);
      ends.push(columnStart + end);
    }
  });
  return maskOfRuns(size, { starts, ends });
}

/** By source index 0…count: the first place of the scaled piece that shows that index or a later one. */
function firstShowing(sources: Int32Array, count: number): Int32Array {
  const first = new Int32Array(count + 1);
  let place = 0;
  for (let source = 0; source <= count; source += 1) {
    while (place < sources.length && (sources[place] ?? 0) < source) place += 1;
    first[source] = place;
  }
  return first;
}
