import type { Size } from '#core/geometry/size.ts';

/** Part of a raster: whole px, inside of it. */
export interface RasterPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Values that several channels have at each pixel, given row by row. */
export interface RowSource {
  readonly size: Size;
  readonly channelCount: number;
  /** Adds a row's values, times sign, to sums; the channels of a pixel beside each other. */
  readonly addRow: (sums: Float64Array, row: number, sign: 1 | -1) => void;
}

export function wholeOf({ width, height }: Size): RasterPart {
  return { x: 0, y: 0, width, height };
}

/**
 * The mean of each channel over the square of `radius` around each pixel of the part, cut off at the
 * raster's rim. Cost: one pass with running sums, independent of the radius.
 *
 * @param means overwritten in the part; long enough for the raster
 * @returns `means`: row-major, of the raster's size, the channels of a pixel beside each other
 */
export function boxMeans(
  source: RowSource,
  radius: number,
  part: RasterPart,
  means: Float32Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> {
  const { size, channelCount, addRow } = source;
  const sums = new Float64Array(size.width * channelCount);
  const line = { sums, channelCount, radius, end: size.width, part };
  for (let y = Math.max(0, part.y - radius); y < Math.min(part.y + radius, size.height); y += 1)
    addRow(sums, y, 1);
  for (let y = part.y; y < part.y + part.height; y += 1) {
    if (y + radius < size.height) addRow(sums, y + radius, 1);
    if (y > part.y && y - radius - 1 >= 0) addRow(sums, y - radius - 1, -1);
    const rows = Math.min(size.height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (let channel = 0; channel < channelCount; channel += 1) {
      writeRowMeans(means, { y, rows, channel }, line);
    }
  }
  return means;
}

interface Line {
  readonly sums: Float64Array; // of the columns
  readonly channelCount: number;
  readonly radius: number;
  readonly end: number; // columns
  readonly part: RasterPart;
}

interface LineRow {
  readonly y: number;
  readonly rows: number; // in the sums
  readonly channel: number;
}

/** One channel of one row; at the rim with care, between the rims fast. */
function writeRowMeans(means: Float32Array, { y, rows, channel }: LineRow, line: Line): void {
  const { sums, channelCount, radius, end, part } = line;
  const start = y * sums.length;
  const stop = part.x + part.width;
  const wholeStart = Math.max(part.x, radius);
  const wholeStop = Math.min(stop, end - radius - 1);
  const share = 1 / (rows * (2 * radius + 1));
  const ahead = (radius + 1) * channelCount;
  const behind = radius * channelCount;
  let sum = 0; // of the columns around x
  for (let x = Math.max(0, part.x - radius); x <= Math.min(part.x + radius, end - 1); x += 1)
    sum += sums[x * channelCount + channel] ?? 0;
  let x = part.x;
  while (x < stop) {
    if (x >= wholeStart && x < wholeStop) {
      let i = x * channelCount + channel;
      for (; x < wholeStop; x += 1) {
        means[start + i] = sum * share;
        sum += (sums[i + ahead] ?? 0) - (sums[i - behind] ?? 0);
        i += channelCount;
      }
    } else {
      const columns = Math.min(end - 1, x + radius) - Math.max(0, x - radius) + 1;
      means[start + x * channelCount + channel] = sum / (rows * columns);
      if (x + radius + 1 < end) sum += sums[(x + radius + 1) * channelCount + channel] ?? 0;
      if (x - radius >= 0) sum -= sums[(x - radius) * channelCount + channel] ?? 0;
      x += 1;
    }
  }
}
