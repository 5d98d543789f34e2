import type { Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import type { Rle } from '../mask/rle.ts';

/** One number for each pixel of a window; foreground is what is at most the limit. */
export interface WindowValues {
  readonly box: Box<'image'>; // whole px
  readonly size: Size; // of the window
  readonly values: Uint8Array; // column-major
  readonly limit: number;
}

/**
 * The foreground of a window as a mask of the image, canonical. An image pixel is what the window's
 * pixel is that holds its centre; outside the window all is background.
 * Cost: the window's pixels, and runs times image columns per window column.
 */
export function rleOfWindow(window: WindowValues, imageSize: Size): Rle {
  const { box, size } = window;
  const rows = firstImagePixels(size.height, box.height);
  const columns = firstImagePixels(size.width, box.width);
  const runs = new RunWriter();
  for (let column = 0; column < size.width; column += 1) {
    const edges = edgesInColumn(window, column, rows);
    const end = columns[column + 1] ?? 0;
    for (let x = columns[column] ?? 0; x < end; x += 1) {
      const columnStart = (box.x + x) * imageSize.height + box.y;
      for (let i = 0; i < edges.length; i += 2) {
        runs.add(columnStart + (edges[i] ?? 0), columnStart + (edges[i + 1] ?? 0));
      }
    }
  }
  return { size: imageSize, counts: runs.finish(imageSize.width * imageSize.height) };
}

/** For each window pixel along a side, and for the end, the first image pixel whose centre it holds. */
function firstImagePixels(count: number, length: number): Uint32Array {
  return Uint32Array.from({ length: count + 1 }, (_, i) => Math.ceil((i * length) / count - 0.5));
}

/** Where foreground begins and ends, in turn, in image px from the window's top. */
function edgesInColumn(
  { size, values, limit }: WindowValues,
  column: number,
  rows: Uint32Array,
): readonly number[] {
  const edges: number[] = [];
  const start = column * size.height;
  let isForeground = false;
  for (let row = 0; row < size.height; row += 1) {
    if ((values[start + row] ?? 0) <= limit === isForeground) continue;
    isForeground = !isForeground;
    edges.push(rows[row] ?? 0);
  }
  if (isForeground) edges.push(rows[size.height] ?? 0);
  return edges;
}

/** Collects stretches of foreground in ascending order, those that touch as one. */
class RunWriter {
  private readonly counts: number[] = [];
  private end = 0;

  add(start: number, end: number): void {
    if (start === this.end && this.counts.length > 0) {
      this.counts.push((this.counts.pop() ?? 0) + end - start);
    } else {
      this.counts.push(start - this.end, end - start);
    }
    this.end = end;
  }

  finish(total: number): Uint32Array {
    if (this.end < total || this.counts.length === 0) this.counts.push(total - this.end);
    return Uint32Array.from(this.counts);
  }
}
