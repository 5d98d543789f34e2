import type { Rle } from '#core/mask/rle.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';

/**
 * The mask at image resolution: low-res logits interpolated bilinearly (edges replicated, pixel
 * centres at +0.5) and cut above the threshold. Between two rows of logits the value is linear along
 * a column, so each such span holds at most one change, and the cost is width × side, not the area.
 *
 * @param logits side × side, row-major, covering the model's whole square input
 * @param side of the logits, such as 256
 * Source: segment_anything `Sam.postprocess_masks`, its two resizes taken in one.
 */
export function maskFromLogits(
  logits: Float32Array,
  side: number,
  geometry: ResizeGeometry,
  threshold: number,
): Rle {
  const { imageSize, resizedSize, inputSide } = geometry;
  const stepX = ((resizedSize.width / imageSize.width) * side) / inputSide;
  const stepY = ((resizedSize.height / imageSize.height) * side) / inputSide;
  const writer = new RunWriter();
  const column = new Float64Array(side);
  for (let x = 0; x < imageSize.width; x += 1) {
    const at = Math.min(side - 1, Math.max(0, (x + 0.5) * stepX - 0.5));
    const left = Math.min(side - 2, Math.floor(at));
    const weight = at - left;
    for (let row = 0; row < side; row += 1) {
      const a = logits[row * side + left] ?? 0;
      const b = logits[row * side + left + 1] ?? 0;
      column[row] = a + (b - a) * weight - threshold;
    }
    writeColumn(column, stepY, imageSize.height, writer);
  }
  return { size: imageSize, counts: writer.finish() };
}

/** Writes the runs of one image column; positive values of `column` are foreground. */
function writeColumn(column: Float64Array, stepY: number, height: number, writer: RunWriter): void {
  const last = column.length - 1;
  let y = 0;
  while (y < height) {
    const at = Math.min(last, Math.max(0, (y + 0.5) * stepY - 0.5));
    const row = Math.min(last - 1, Math.floor(at));
    const end = row === last - 1 ? height : firstRowAtOrAfter(row + 1, stepY, height, y + 1);
    const top = column[row] ?? 0;
    const bottom = column[row + 1] ?? 0;
    if (top > 0 === bottom > 0) {
      writer.add(top > 0, end - y);
    } else {
      for (let pixel = y; pixel < end; pixel += 1) {
        const v = Math.min(last, Math.max(0, (pixel + 0.5) * stepY - 0.5)) - row;
        writer.add(top + (bottom - top) * v > 0, 1);
      }
    }
    y = end;
  }
}

/** The first pixel row, at least `low`, whose centre lies at or below row `row` of the logits. */
function firstRowAtOrAfter(row: number, stepY: number, height: number, low: number): number {
  let y = Math.max(low, Math.ceil((row + 0.5) / stepY - 0.5));
  while (y > low && (y - 0.5) * stepY - 0.5 >= row) y -= 1;
  while (y < height && (y + 0.5) * stepY - 0.5 < row) y += 1;
  return Math.min(height, y);
}

/** Joins equal neighbours into runs, background first. */
class RunWriter {
  private readonly counts: number[] = [];
  private isForeground = false;
  private length = 0;

  add(isForeground: boolean, length: number): void {
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
