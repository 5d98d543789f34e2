import type { RgbaPixels } from '#core/image/rgbaPixels.ts';

const columnCount = 9;
const rowCount = 8;

/**
 * Difference hash of a picture: 64 bits, each whether of two neighbours in a 9 × 8 version in greys the
 * left one is darker. Pictures that look alike differ in few bits, whatever their size, compression and
 * brightness; copies are rarely further than 6 apart, others rarely nearer than 16.
 *
 * @param pixels opaque; a thumbnail is enough
 * @returns 16 hex digits
 * Source: Krawetz 2013, "Kind of Like That".
 */
export function perceptualHash(pixels: RgbaPixels): string {
  const greys = averagedGreys(pixels);
  let hash = '';
  for (let row = 0; row < rowCount; row += 1) {
    let bits = 0;
    for (let column = 0; column < columnCount - 1; column += 1) {
      const at = row * columnCount + column;
      bits = bits * 2 + Number((greys[at] ?? 0) < (greys[at + 1] ?? 0));
    }
    hash += bits.toString(16).padStart(2, '0');
  }
  return hash;
}

/** Mean luminance of each cell of a grid; a pixel on an edge of cells counts for each by its share. */
function averagedGreys({ size, data }: RgbaPixels): Float64Array {
  const rows = shares(size.height, rowCount);
  const columns = shares(size.width, columnCount);
  const greys = new Float64Array(rowCount * columnCount);
  for (const { pixel: y, cell: row, share: high } of rows) {
    for (const { pixel: x, cell: column, share: wide } of columns) {
      const at = (y * size.width + x) * 4;
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      const cell = row * columnCount + column;
      greys[cell] = (greys[cell] ?? 0) + (0.299 * red + 0.587 * green + 0.114 * blue) * high * wide;
    }
  }
  // sums differ in their last digits where the cells are equal
  return greys.map((grey) => Math.round(grey * 64) / 64);
}

interface Share {
  readonly pixel: number;
  readonly cell: number;
  readonly share: number; // of the cell, 0 … 1
}

/** How `length` pixels fall into `cellCount` cells of equal length. */
function shares(length: number, cellCount: number): readonly Share[] {
  const cellLength = length / cellCount;
  const found: Share[] = [];
  for (let cell = 0; cell < cellCount; cell += 1) {
    const start = cell * cellLength;
    const end = start + cellLength;
    for (let pixel = Math.floor(start); pixel < Math.min(length, Math.ceil(end)); pixel += 1) {
      const covered = Math.min(end, pixel + 1) - Math.max(start, pixel);
      if (covered > 0) found.push({ pixel, cell, share: covered / cellLength });
    }
  }
  return found;
}
