import type { Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Rle } from '#core/mask/rle.ts';

/** Values on a grid that lies on the image: the grid's cells, as many per pixel on both axes or not. */
export interface Raster {
  readonly size: Size; // of the grid, both sides ≥ 1
  readonly values: Float32Array; // row-major
  /** Where the first cell's corner lies, image px. */
  readonly origin: { readonly x: number; readonly y: number };
  readonly cellWidth: number; // image px
  readonly cellHeight: number; // image px
}

/**
 * The mask at image resolution of a raster: values interpolated bilinearly (edges replicated, centres
 * at +0.5) and cut above the threshold inside of the box; background outside of it. Between two rows
 * of the grid the value is linear along a column, so each such span holds at most one change, and the
 * cost is box width × grid height, not the area.
 *
 * @param box whole numbers, inside of the image
 */
export function rasterMask(
  raster: Raster,
  box: Box<'image'>,
  imageSize: Size,
  threshold: number,
): Rle {
  const { size, values, origin, cellWidth, cellHeight } = raster;
  const writer = new RunWriter();
  const column = new Float64Array(size.height);
  const rows = { start: box.y, end: box.y + box.height };
  const step = { scale: 1 / cellHeight, origin: origin.y };
  writer.add(false, box.x * imageSize.height);
  for (let x = box.x; x < box.x + box.width; x += 1) {
    const at = clampTo((x + 0.5 - origin.x) / cellWidth - 0.5, size.width - 1);
    const left = Math.max(0, Math.min(size.width - 2, Math.floor(at)));
    const right = Math.min(size.width - 1, left + 1);
    const weight = at - left;
    for (let row = 0; row < size.height; row += 1) {
      const a = values[row * size.width + left] ?? 0;
      const b = values[row * size.width + right] ?? 0;
      column[row] = a + (b - a) * weight - threshold;
    }
    writer.add(false, rows.start);
    writeColumn(column, rows, step, writer);
    writer.add(false, imageSize.height - rows.end);
  }
  writer.add(false, (imageSize.width - box.x - box.width) * imageSize.height);
  return { size: imageSize, counts: writer.finish() };
}

interface Rows {
  readonly start: number;
  readonly end: number;
}

interface RowStep {
  readonly scale: number; // grid rows per pixel row
  readonly origin: number; // pixel row of the grid's upper rim
}

/** Writes the runs of one image column; positive values of `column` are foreground. */
function writeColumn(column: Float64Array, rows: Rows, step: RowStep, writer: RunWriter): void {
  const last = column.length - 1;
  let y = rows.start;
  while (y < rows.end) {
    const row = Math.max(0, Math.min(last - 1, Math.floor(clampTo(gridRow(y, step), last))));
    const end = row >= last - 1 ? rows.end : firstRowAtOrAfter(row + 1, step, y + 1, rows.end);
    const top = column[row] ?? 0;
    const bottom = column[Math.min(last, row + 1)] ?? 0;
    if (top > 0 === bottom > 0) {
      writer.add(top > 0, end - y);
    } else {
      for (let pixel = y; pixel < end; pixel += 1) {
        const v = clampTo(gridRow(pixel, step), last) - row;
        writer.add(top + (bottom - top) * v > 0, 1);
      }
    }
    y = end;
  }
}

/** Where the centre of a pixel row lies, in rows of the grid. */
function gridRow(pixel: number, { scale, origin }: RowStep): number {
  return (pixel + 0.5 - origin) * scale - 0.5;
}

/** The first pixel row in [low, end] whose centre lies at or below row `row` of the grid. */
function firstRowAtOrAfter(row: number, step: RowStep, low: number, end: number): number {
  let y = Math.max(low, Math.ceil((row + 0.5) / step.scale - 0.5 + step.origin));
  while (y > low && gridRow(y - 1, step) >= row) y -= 1;
  while (y < end && gridRow(y, step) < row) y += 1;
  return Math.min(end, y);
}

function clampTo(value: number, high: number): number {
  return Math.min(high, Math.max(0, value));
}

/** Joins equal neighbours into runs, background first; stretches of length 0 are left out. */
class RunWriter {
  private readonly counts: number[] = [];
  private isForeground = false;
  private length = 0;

  add(isForeground: boolean, length: number): void {
    if (length === 0) return;
    if (isForeground !== this.isForeground) {
      this.counts.push(this.length);
      this.isForeground = isForeground;
      this.length = 0;
    }
    this.length += length;
  }

  finish(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from([...this.counts, this.length]);
  }
}
