import { clamp } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import { luminancesOf } from './adjustment.ts';

/** Some whole rows of a picture. */
export interface PictureStrip {
  readonly top: number; // row of the picture
  readonly rgba: Uint8ClampedArray; // row-major, 4 bytes a pixel
}

/** How often each luminance occurs in each tile of a picture. */
export interface TileHistograms {
  readonly size: Size; // of the picture
  readonly tiles: Size; // how many there are, each at least one pixel wide and high
  readonly counts: Uint32Array; // 256 for each tile, tiles row-major
}

/** More would be the noise of single pixels. */
const maxTilesPerSide = 32;

/**
 * A pixel belongs to the tile that holds its centre.
 *
 * @param strips that make up the picture, each taken up before the next is asked for
 * @param tilesPerSide 1 … 32, at most the pixels there are
 */
export function tileHistogramsOf(
  strips: Iterable<PictureStrip>,
  size: Size,
  tilesPerSide: number,
): TileHistograms {
  const wished = Number.isNaN(tilesPerSide)
    ? 1
    : clamp(Math.round(tilesPerSide), 1, maxTilesPerSide);
  const tiles = { width: Math.min(wished, size.width), height: Math.min(wished, size.height) };
  const counts = new Uint32Array(tiles.width * tiles.height * 256);
  const columns = tilesAlong(size.width, tiles.width);
  const rows = tilesAlong(size.height, tiles.height);
  for (const { top, rgba } of strips) {
    const luminances = luminancesOf(rgba);
    for (let i = 0; i < luminances.length;) {
      const tileRow = (rows[top + i / size.width] ?? 0) * tiles.width;
      for (let x = 0; x < size.width; x += 1, i += 1) {
        const bin = (tileRow + (columns[x] ?? 0)) * 256 + (luminances[i] ?? 0);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
    }
  }
  return { size, tiles, counts };
}

/** The tile of each pixel along a side. */
function tilesAlong(length: number, tileCount: number): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => Math.floor(((i + 0.5) * tileCount) / length));
}
