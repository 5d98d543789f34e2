import { type Box, clipBox } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { visitColumnSpans } from '#core/mask/columnSpans.ts';
import type { Rle } from '#core/mask/rle.ts';
import { type RasterPart, wholeOf } from './boxMean.ts';
import type { ColorPlanes } from './guidedFilter.ts';
import type { Raster } from './rasterMask.ts';

/** A part of the image at a resolution that is affordable to work on. */
export interface WorkRegion {
  readonly box: Box<'image'>; // whole numbers, inside of the image, not empty
  readonly size: Size; // work px
  readonly cellWidth: number; // image px per work px, ≥ 1
  readonly cellHeight: number; // image px per work px, ≥ 1
}

/** The smallest whole-numbered region that holds the bounds, with at most about `maxPixels` work pixels. */
export function workRegionOf(bounds: Box<'image'>, imageSize: Size, maxPixels: number): WorkRegion {
  const inside = clipBox(bounds, imageSize);
  const x = Math.min(imageSize.width - 1, Math.floor(inside.x));
  const y = Math.min(imageSize.height - 1, Math.floor(inside.y));
  const width = Math.max(1, Math.ceil(inside.x + inside.width) - x);
  const height = Math.max(1, Math.ceil(inside.y + inside.height) - y);
  const shrink = Math.max(1, Math.sqrt((width * height) / maxPixels));
  const size = {
    width: Math.max(1, Math.round(width / shrink)),
    height: Math.max(1, Math.round(height / shrink)),
  };
  return {
    box: { x, y, width, height },
    size,
    cellWidth: width / size.width,
    cellHeight: height / size.height,
  };
}

/** The same region with one work pixel where there were `stride` × `stride`. */
export function coarserRegion(region: WorkRegion, stride: number): WorkRegion {
  const { box } = region;
  const size = {
    width: Math.max(1, Math.round(region.size.width / stride)),
    height: Math.max(1, Math.round(region.size.height / stride)),
  };
  return { box, size, cellWidth: box.width / size.width, cellHeight: box.height / size.height };
}

/**
 * The picture's colours, each work pixel the mean of its image pixels; of 3 × 3 of them spread over it
 * where there are more, so that a big picture costs no more than a small one.
 * @param part of the region's work pixels: as if the rest were cut off
 */
export function planesOf(
  { size, data }: RgbaPixels,
  region: WorkRegion,
  part: RasterPart = wholeOf(region.size),
): ColorPlanes {
  const { box } = region;
  const { width, height } = part;
  const red = new Float32Array(width * height);
  const green = new Float32Array(width * height);
  const blue = new Float32Array(width * height);
  const columns = tapsAlong(box.x, region.cellWidth, part.x, width);
  const rows = tapsAlong(box.y, region.cellHeight, part.y, height);
  const share = 1 / (255 * columns.perPixel * rows.perPixel);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let j = y * rows.perPixel; j < (y + 1) * rows.perPixel; j += 1) {
        const row = (rows.places[j] ?? 0) * size.width;
        for (let k = x * columns.perPixel; k < (x + 1) * columns.perPixel; k += 1) {
          const i = (row + (columns.places[k] ?? 0)) * 4;
          r += data[i] ?? 0;
          g += data[i + 1] ?? 0;
          b += data[i + 2] ?? 0;
        }
      }
      const target = y * width + x;
      red[target] = r * share;
      green[target] = g * share;
      blue[target] = b * share;
    }
  }
  return { size: { width, height }, red, green, blue };
}

/** The image pixels that stand for the work pixels from `first` on along one axis, equally many for each. */
function tapsAlong(
  start: number,
  cell: number,
  first: number,
  count: number,
): { readonly places: Int32Array; readonly perPixel: number } {
  const perPixel = Math.min(3, Math.max(1, Math.round(cell)));
  const places = new Int32Array(count * perPixel);
  for (let tap = 0; tap < places.length; tap += 1) {
    places[tap] = start + Math.floor(((first * perPixel + tap + 0.5) * cell) / perPixel);
  }
  return { places, perPixel };
}

/**
 * A raster's values at the centres of the work pixels, bilinear, edges replicated.
 * @param part of the region's work pixels
 */
export function sampleRaster(
  raster: Raster,
  region: WorkRegion,
  part: RasterPart = wholeOf(region.size),
): Float32Array<ArrayBuffer> {
  const { values } = raster;
  const { columns, rows } = placesOn(raster, region, part);
  const out = new Float32Array(part.width * part.height);
  for (let y = 0; y < part.height; y += 1) {
    const top = (rows.low[y] ?? 0) * raster.size.width;
    const bottom = (rows.high[y] ?? 0) * raster.size.width;
    const v = rows.weight[y] ?? 0;
    for (let x = 0; x < part.width; x += 1) {
      const left = columns.low[x] ?? 0;
      const right = columns.high[x] ?? 0;
      const u = columns.weight[x] ?? 0;
      const a = values[top + left] ?? 0;
      const b = values[top + right] ?? 0;
      const c = values[bottom + left] ?? 0;
      const d = values[bottom + right] ?? 0;
      const above = a + (c - a) * v;
      out[y * part.width + x] = above + (b + (d - b) * v - above) * u;
    }
  }
  return out;
}

/** Between which columns and rows of the raster the centres of the part's pixels lie. */
export function placesOn(
  { size, origin, cellWidth, cellHeight }: Omit<Raster, 'values'>,
  region: WorkRegion,
  part: RasterPart,
): { readonly columns: Places; readonly rows: Places } {
  const xOf = (x: number) =>
    (region.box.x + (part.x + x + 0.5) * region.cellWidth - origin.x) / cellWidth - 0.5;
  const yOf = (y: number) =>
    (region.box.y + (part.y + y + 0.5) * region.cellHeight - origin.y) / cellHeight - 0.5;
  return {
    columns: placesAlong(xOf, part.width, size.width),
    rows: placesAlong(yOf, part.height, size.height),
  };
}

/** Places between neighbours: `weight` of the way from `low` to `high`. */
export interface Places {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float64Array;
}

function placesAlong(placeOf: (i: number) => number, count: number, length: number): Places {
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const weight = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const at = Math.min(length - 1, Math.max(0, placeOf(i)));
    low[i] = Math.floor(at);
    high[i] = Math.min(length - 1, Math.floor(at) + 1);
    weight[i] = at - Math.floor(at);
  }
  return { low, high, weight };
}

/** Whether the image pixel at the centre of each work pixel is foreground: 1 or 0. */
export function sampleMask(mask: Rle, region: WorkRegion): Uint8Array<ArrayBuffer> {
  const { box, size, cellWidth, cellHeight } = region;
  const out = new Uint8Array(size.width * size.height);
  visitColumnSpans(mask, (column, top, bottom) => {
    const first = Math.ceil((column - box.x) / cellWidth - 0.5);
    const end = Math.min(size.width, Math.ceil((column + 1 - box.x) / cellWidth - 0.5));
    for (let x = Math.max(0, first); x < end; x += 1) {
      const low = Math.max(0, Math.ceil((top - box.y) / cellHeight - 0.5));
      const high = Math.min(size.height, Math.ceil((bottom - box.y) / cellHeight - 0.5));
      for (let y = low; y < high; y += 1) out[y * size.width + x] = 1;
    }
  });
  return out;
}

/** The image pixel at the centre of each work pixel along one axis. */
export function pixelsAlong(start: number, cell: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => start + Math.floor((i + 0.5) * cell));
}

/** Values of the region's work pixels as a raster on the image. */
export function rasterOf(values: Float32Array, region: WorkRegion): Raster {
  const { size, box, cellWidth, cellHeight } = region;
  return { size, values, origin: box, cellWidth, cellHeight };
}
