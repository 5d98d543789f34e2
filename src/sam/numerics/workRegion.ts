import { type Box, clipBox } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { visitColumnSpans } from '#core/mask/columnSpans.ts';
import type { Rle } from '#core/mask/rle.ts';
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

/** The picture's colours, each work pixel the mean of the image pixels whose corner it covers. */
export function planesOf({ size, data }: RgbaPixels, region: WorkRegion): ColorPlanes {
  const { box } = region;
  const { width, height } = region.size;
  const red = new Float32Array(width * height);
  const green = new Float32Array(width * height);
  const blue = new Float32Array(width * height);
  const columns = startsOf(box.x, region.cellWidth, width);
  const rows = startsOf(box.y, region.cellHeight, height);
  for (let y = 0; y < height; y += 1) {
    const top = rows[y] ?? 0;
    const bottom = rows[y + 1] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const left = columns[x] ?? 0;
      const right = columns[x + 1] ?? 0;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let row = top; row < bottom; row += 1) {
        const end = (row * size.width + right) * 4;
        for (let i = (row * size.width + left) * 4; i < end; i += 4) {
          r += data[i] ?? 0;
          g += data[i + 1] ?? 0;
          b += data[i + 2] ?? 0;
        }
      }
      const share = 1 / (255 * (right - left) * (bottom - top));
      red[y * width + x] = r * share;
      green[y * width + x] = g * share;
      blue[y * width + x] = b * share;
    }
  }
  return { size: region.size, red, green, blue };
}

/** First image pixel of each work pixel along one axis, and the end of the last. */
function startsOf(start: number, cell: number, count: number): Int32Array {
  return Int32Array.from({ length: count + 1 }, (_, i) => start + Math.floor(i * cell + 1e-9));
}

/** A raster's values at the centres of the work pixels, bilinear, edges replicated. */
export function sampleRaster(raster: Raster, region: WorkRegion): Float32Array<ArrayBuffer> {
  const { width, height } = region.size;
  const { size, values, origin } = raster;
  const out = new Float32Array(width * height);
  const columns = new Float64Array(width);
  for (let x = 0; x < width; x += 1) {
    const at = (region.box.x + (x + 0.5) * region.cellWidth - origin.x) / raster.cellWidth - 0.5;
    columns[x] = Math.min(size.width - 1, Math.max(0, at));
  }
  const row = new Float64Array(size.width);
  for (let y = 0; y < height; y += 1) {
    const at = (region.box.y + (y + 0.5) * region.cellHeight - origin.y) / raster.cellHeight - 0.5;
    mixRows(values, Math.min(size.height - 1, Math.max(0, at)), row);
    for (let x = 0; x < width; x += 1) {
      const u = columns[x] ?? 0;
      const left = Math.floor(u);
      const a = row[left] ?? 0;
      out[y * width + x] = a + ((row[left + 1] ?? a) - a) * (u - left);
    }
  }
  return out;
}

/** Row `at` (a fraction) of a raster as wide as `row`, by the two rows around it. */
function mixRows(values: Float32Array, at: number, row: Float64Array): void {
  const top = Math.floor(at) * row.length;
  const weight = at - Math.floor(at);
  for (let x = 0; x < row.length; x += 1) {
    const a = values[top + x] ?? 0;
    row[x] = weight === 0 ? a : a + ((values[top + row.length + x] ?? a) - a) * weight;
  }
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

/** Values of the region's work pixels as a raster on the image. */
export function rasterOf(values: Float32Array, region: WorkRegion): Raster {
  const { size, box, cellWidth, cellHeight } = region;
  return { size, values, origin: box, cellWidth, cellHeight };
}
