import type { Size } from '../geometry/size.ts';
import { luminancesOf } from './adjustment.ts';
import { tileHistogramsOf, type PictureStrip, type TileHistograms } from './tileHistograms.ts';

/** How strongly contrast is drawn out, and how locally. */
export interface ClaheOptions {
  readonly tilesPerSide: number; // 1 … 32
  readonly clipLimit: number; // most slope of a tile's table; 1 changes nothing, 2 … 4 is usual
}

/** The shown luminance of each stored one at the middle of each tile. */
export interface ClaheTables {
  readonly size: Size; // of the picture
  readonly tiles: Size;
  readonly values: Float32Array; // 0…255, 256 for each tile, tiles row-major
}

/**
 * Contrast-limited adaptive histogram equalisation of luminance; the differences between a pixel's
 * channels stay, unless one of them reaches 0 or 255. Cost: 4 megapixels in about 100 ms.
 * Source: Pizer et al. 1987, "Adaptive histogram equalization and its variations"; Zuiderveld 1994, in Graphics Gems IV.
 *
 * @param rgba row-major, 4 bytes a pixel; alpha is kept
 */
export function clahe(
  rgba: Uint8ClampedArray,
  size: Size,
  { tilesPerSide, clipLimit }: ClaheOptions,
): Uint8ClampedArray<ArrayBuffer> {
  const strip = { top: 0, rgba };
  return equaliseStrip(
    strip,
    claheTables(tileHistogramsOf([strip], size, tilesPerSide), clipLimit),
  );
}

/**
 * A value becomes the share of the tile that is darker, half of those that equal it included. So
 * a negative comes out as the negative, unlike in OpenCV, which counts all that equal it, and lightens.
 *
 * @param clipLimit at least 1; what is no number counts as 1
 */
export function claheTables(
  { size, tiles, counts }: TileHistograms,
  clipLimit: number,
): ClaheTables {
  const slope = Number.isNaN(clipLimit) ? 1 : Math.max(1, clipLimit);
  const values = new Float32Array(counts.length);
  for (let start = 0; start < counts.length; start += 256) {
    const shares = clippedShares(counts.subarray(start, start + 256), slope);
    let darker = 0;
    for (const [value, share] of shares.entries()) {
      values[start + value] = 255 * (darker + share / 2);
      darker += share;
    }
  }
  return { size, tiles, values };
}

/**
 * The shares of the values, none above `slope` / 256: what is cut off lifts all values alike, as far as
 * that limit. Cutting and spreading in turn, as Zuiderveld does, comes to this in the end.
 */
function clippedShares(counts: Uint32Array, slope: number): Float64Array {
  const area = counts.reduce((sum, count) => sum + count, 0);
  const limit = (slope * area) / 256;
  let low = 0;
  let lift = limit;
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + lift) / 2;
    const total = counts.reduce((sum, count) => sum + Math.min(limit, count + middle), 0);
    if (total < area) low = middle;
    else lift = middle;
  }
  return Float64Array.from(counts, (count) => Math.min(limit, count + lift) / area);
}

/** Between the middles of four tiles their tables are mixed by distance; at the rim the nearest hold. */
export function equaliseStrip(
  { top, rgba }: PictureStrip,
  { size, tiles, values }: ClaheTables,
): Uint8ClampedArray<ArrayBuffer> {
  const { width } = size;
  const columns = Array.from({ length: width }, (_, x) => mixAt(x, width, tiles.width));
  const lefts = Uint32Array.from(columns, ({ first }) => first * 256);
  const rights = Uint32Array.from(columns, ({ second }) => second * 256);
  const shares = Float32Array.from(columns, ({ share }) => share);
  const luminances = luminancesOf(rgba);
  const shown = new Uint8ClampedArray(rgba.length);
  for (let i = 0; i < luminances.length;) {
    const row = mixAt(top + i / width, size.height, tiles.height);
    const above = row.first * tiles.width * 256;
    const below = row.second * tiles.width * 256;
    for (let x = 0; x < width; x += 1, i += 1) {
      const stored = luminances[i] ?? 0;
      const left = (lefts[x] ?? 0) + stored;
      const right = (rights[x] ?? 0) + stored;
      const share = shares[x] ?? 0;
      const upper = mix(values[above + left] ?? 0, values[above + right] ?? 0, share);
      const lower = mix(values[below + left] ?? 0, values[below + right] ?? 0, share);
      const change = Math.round(mix(upper, lower, row.share)) - stored;
      const at = i * 4;
      shown[at] = (rgba[at] ?? 0) + change;
      shown[at + 1] = (rgba[at + 1] ?? 0) + change;
      shown[at + 2] = (rgba[at + 2] ?? 0) + change;
      shown[at + 3] = rgba[at + 3] ?? 0;
    }
  }
  return shown;
}

/** The two tiles whose middles enclose a pixel, and the share of the second. */
function mixAt(pixel: number, length: number, tileCount: number) {
  const position = ((pixel + 0.5) * tileCount) / length - 0.5;
  const first = Math.floor(position);
  return {
    first: Math.max(0, first),
    second: Math.min(tileCount - 1, first + 1),
    share: position - first,
  };
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
