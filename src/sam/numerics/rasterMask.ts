import type { Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Rle } from '#core/mask/rle.ts';

/** Values on a grid that lies on the image: the grid's cells, as many per pixel on both axes or not. */
export interface Raster {
  readonly size: Size; // of the grid, both sides ≥ 1
  readonly values: Float32Array; // row-major
  readonly isColumnMajor?: boolean; // the values, instead
  /** Where known, saves looking at what is the same all over. */
  readonly blocks?: RasterBlocks;
  /** Where the first cell's corner lies, image px. */
  readonly origin: { readonly x: number; readonly y: number };
  readonly cellWidth: number; // image px
  readonly cellHeight: number; // image px
}

/** A raster cut into rectangles by columns and rows. */
export interface RasterBlocks {
  readonly columns: Int32Array; // where each begins, 0 first; then the raster's width
  readonly rows: Int32Array; // likewise
  readonly isPlain: Uint8Array; // 1: of one value all over; row by row
}

/**
 * The mask at image resolution of a raster: values interpolated bilinearly (edges replicated, centres
 * at +0.5) and cut above the threshold inside of the box; background outside of it. Between two rows
 * of the grid the value is linear along a column, so each such span holds at most one change, and the
 * cost is grid cells + box width × changes in a column, not the area.
 *
 * @param box whole numbers, inside of the image
 */
export function rasterMask(
  raster: Raster,
  box: Box<'image'>,
  imageSize: Size,
  threshold: number,
): Rle {
  const { size, origin, cellWidth, cellHeight } = raster;
  const writer = new RunWriter();
  const rows = { start: box.y, end: box.y + box.height };
  const step = { scale: 1 / cellHeight, origin: origin.y };
  const spans = new ColumnSpans(raster, threshold);
  writer.add(false, box.x * imageSize.height);
  for (let x = box.x; x < box.x + box.width; x += 1) {
    const at = clampTo((x + 0.5 - origin.x) / cellWidth - 0.5, size.width - 1);
    spans.moveTo(at);
    writer.add(false, rows.start);
    writeColumn(spans, rows, step, writer);
    writer.add(false, imageSize.height - rows.end);
  }
  writer.add(false, (imageSize.width - box.x - box.width) * imageSize.height);
  return { size: imageSize, counts: writer.finish() };
}

const background = 0;
const foreground = 1;
const mixed = 2;

/** A column between two columns of the grid, cut into spans of rows in which nothing or little changes. */
class ColumnSpans {
  count = 0;
  readonly kinds: Uint8Array; // mixed: one row of the grid to the next
  readonly starts: Int32Array; // rows of the grid
  private left = -1;
  private leftBlock = 0;
  private right = -1;
  private weight = 0;

  private readonly raster: Raster;
  private readonly threshold: number;
  private readonly columnStep: number; // from a value to that right of it
  private readonly rowStep: number; // and below it

  constructor(raster: Raster, threshold: number) {
    const { width, height } = raster.size;
    this.raster = raster;
    this.threshold = threshold;
    this.columnStep = raster.isColumnMajor ? height : 1;
    this.rowStep = raster.isColumnMajor ? 1 : width;
    this.kinds = new Uint8Array(2 * height);
    this.starts = new Int32Array(2 * height);
  }

  /** @param at columns of the grid, 0…width − 1 */
  moveTo(at: number): void {
    const { width } = this.raster.size;
    const left = Math.max(0, Math.min(width - 2, Math.floor(at)));
    this.weight = at - left;
    if (left === this.left) return;
    this.left = left;
    this.right = Math.min(width - 1, left + 1);
    this.count = 0;
    const { blocks } = this.raster;
    if (blocks) this.findSpansInBlocks(blocks);
    else this.findSpans(0, this.lastRow);
  }

  private findSpansInBlocks({ columns, rows, isPlain }: RasterBlocks): void {
    const perRow = columns.length - 1;
    while ((columns[this.leftBlock + 1] ?? Infinity) <= this.left) this.leftBlock += 1;
    const isOne = this.right < (columns[this.leftBlock + 1] ?? Infinity);
    const rightBlock = isOne ? this.leftBlock : this.leftBlock + 1;
    for (let block = 0; block + 1 < rows.length; block += 1) {
      const start = rows[block] ?? 0;
      const end = rows[block + 1] ?? 0;
      const row = block * perRow;
      const isLeftPlain = isPlain[row + this.leftBlock] === 1;
      if (isLeftPlain && isPlain[row + rightBlock] === 1 && end > start) {
        this.addSpan(this.kindOfRow(start), start);
        this.findSpans(end - 1, Math.min(this.lastRow, end));
      } else this.findSpans(start, Math.min(this.lastRow, end));
    }
  }

  /** Adds what lies between the two rows. */
  private findSpans(first: number, last: number): void {
    const { threshold, rowStep } = this;
    const { values } = this.raster;
    const left = this.left * this.columnStep;
    const right = this.right * this.columnStep;
    let top = this.kindOfRow(first);
    let before: number = mixed;
    if (this.lastRow === 0) this.addSpan(top, 0);
    for (let row = first; row < last; row += 1) {
      const at = (row + 1) * rowStep;
      const isLeft = (values[at + left] ?? 0) > threshold;
      const isRight = (values[at + right] ?? 0) > threshold;
      const bottom = isLeft === isRight ? (isLeft ? foreground : background) : mixed;
      const kind = top === bottom ? top : mixed;
      if (kind === mixed || kind !== before) this.addSpan(kind, row);
      before = kind;
      top = bottom;
    }
  }

  private addSpan(kind: number, row: number): void {
    if (kind !== mixed && this.count > 0 && this.kinds[this.count - 1] === kind) return;
    this.kinds[this.count] = kind;
    this.starts[this.count] = row;
    this.count += 1;
  }

  private kindOfRow(row: number): number {
    const { values } = this.raster;
    const at = row * this.rowStep;
    const isLeft = (values[at + this.left * this.columnStep] ?? 0) > this.threshold;
    const isRight = (values[at + this.right * this.columnStep] ?? 0) > this.threshold;
    return isLeft === isRight ? (isLeft ? foreground : background) : mixed;
  }

  /** The column's value in a row of the grid, less the threshold. */
  valueAt(row: number): number {
    const { values } = this.raster;
    const at = Math.min(this.lastRow, row) * this.rowStep;
    const a = values[at + this.left * this.columnStep] ?? 0;
    const b = values[at + this.right * this.columnStep] ?? 0;
    return a + (b - a) * this.weight - this.threshold;
  }

  get lastRow(): number {
    return this.raster.size.height - 1;
  }
}

interface Rows {
  readonly start: number;
  readonly end: number;
}

interface RowStep {
  readonly scale: number; // grid rows per pixel row
  readonly origin: number; // pixel row of the grid's upper rim
}

/** Writes the runs of one image column. */
function writeColumn(spans: ColumnSpans, rows: Rows, step: RowStep, writer: RunWriter): void {
  let y = rows.start;
  for (let span = 0; span < spans.count && y < rows.end; span += 1) {
    const isLast = span === spans.count - 1;
    const end = isLast
      ? rows.end
      : firstRowAtOrAfter(spans.starts[span + 1] ?? 0, step, y, rows.end);
    const kind = spans.kinds[span];
    if (kind === mixed) {
      writeMixed(spans, spans.starts[span] ?? 0, { y, end, step }, writer);
    } else {
      writer.add(kind === foreground, end - y);
    }
    y = end;
  }
}

/** Writes the pixels between one row of the grid and the next. */
function writeMixed(
  spans: ColumnSpans,
  row: number,
  { y, end, step }: { readonly y: number; readonly end: number; readonly step: RowStep },
  writer: RunWriter,
): void {
  const top = spans.valueAt(row);
  const bottom = spans.valueAt(row + 1);
  if (top > 0 === bottom > 0) {
    writer.add(top > 0, end - y);
    return;
  }
  for (let pixel = y; pixel < end; pixel += 1) {
    const v = clampTo(gridRow(pixel, step), spans.lastRow) - row;
    writer.add(top + (bottom - top) * v > 0, 1);
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
