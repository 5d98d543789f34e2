import type { Size } from '#core/geometry/size.ts';
import { cropMask, placeCrop } from '#core/mask/cropMask.ts';
import { boundsOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';

/** A mask as CVAT has it: runs in a box, row by row, background first. Source: CVAT XML format 1.1. */
export interface RowRuns {
  readonly left: number; // px
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly number[];
}

/** The runs of a mask in its own box. The mask is not empty. */
export function rowRunsOf(mask: Rle): RowRuns {
  const { x, y, width, height } = boundsOf(mask);
  const { pixels } = cropMask(mask, { x, y, width, height });
  const runs: number[] = [];
  let value = 0;
  let start = 0;
  for (let i = 0; i < pixels.length; i += 1) {
    if (pixels[i] === value) continue;
    runs.push(i - start);
    start = i;
    value = 1 - value;
  }
  runs.push(pixels.length - start);
  return { left: x, top: y, width, height, runs };
}

const maxPixels = 2 ** 28; // of the part on the image

/** The mask of an image, cut off at its rim; null when that would be more than memory should hold. */
export function maskOfRowRuns({ left, top, width, height, runs }: RowRuns, size: Size): Rle | null {
  const firstColumn = Math.max(0, -left);
  const firstRow = Math.max(0, -top);
  const columns = Math.max(0, Math.min(width, size.width - left) - firstColumn);
  const rows = Math.max(0, Math.min(height, size.height - top) - firstRow);
  if (columns * rows > maxPixels) return null;
  const pixels = new Uint8Array(columns * rows);
  const end = (firstRow + rows) * width;
  let position = 0;
  for (const [i, run] of runs.entries()) {
    const stop = Math.min(position + run, end);
    if (i % 2 === 1) fill(position, stop);
    position += run;
    if (position >= end) break;
  }
  const crop = { size: { width: columns, height: rows }, pixels };
  return placeCrop(crop, { left: left + firstColumn, top: top + firstRow }, size);

  /** Marks the positions of the box from start on, row by row, as far as they are on the image. */
  function fill(start: number, stop: number): void {
    for (let row = Math.max(firstRow, Math.floor(start / width)); row * width < stop; row += 1) {
      const from = Math.max(start - row * width, firstColumn) - firstColumn;
      const to = Math.min(stop - row * width - firstColumn, columns);
      if (from < to)
        pixels.fill(1, (row - firstRow) * columns + from, (row - firstRow) * columns + to);
    }
  }
}
