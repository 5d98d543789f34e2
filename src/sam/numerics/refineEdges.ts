import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { fitToGuide, type Guide, guideOf, type LocalLinearModel } from './guidedFilter.ts';
import type { Raster } from './rasterMask.ts';
import { coarserRegion, planesOf, rasterOf, sampleRaster, type WorkRegion } from './workRegion.ts';

/** A region of a picture, made ready to draw the edges of many masks along its own. */
export interface EdgeGuide {
  readonly picture: RgbaPixels;
  readonly region: WorkRegion; // where edges are drawn
  readonly coarse: WorkRegion; // the same, where they are computed
  readonly guide: Guide; // of the coarse pixels
}

/** Cells of low-res logits: as far as a mask's edge may be off. */
const radiusInCells = 2.1;
/** Colours in 0…1: what varies less within the radius is no edge. */
const epsilon = 1e-4;
/** Coarse pixels per cell of the logits: where more are there, some are left out. */
const coarsePerCell = 1.4;
/** Where the colour moves the field by less, it is read off the coarse pixels. */
const flatSlope = 0.03;

/** @param cellPx side of one cell of the logits that are to come, image px */
export function edgeGuideOf(picture: RgbaPixels, region: WorkRegion, cellPx: number): EdgeGuide {
  const cell = cellPx / region.cellWidth;
  const coarse = coarserRegion(region, Math.max(1, Math.round(cell / coarsePerCell)));
  const radius = Math.max(2, Math.round((radiusInCells * cellPx) / coarse.cellWidth));
  const guide = guideOf(planesOf(picture, coarse), radius, epsilon);
  return { picture, region, coarse, guide };
}

/**
 * How likely each work pixel is foreground, about 0…1, with the edges of the picture; cut at 0.5.
 * @param logits raster of mask logits
 * @param threshold of the logits
 * Source: He and Sun 2015, "Fast guided filter".
 */
export function refineEdges(logits: Raster, threshold: number, edges: EdgeGuide): Raster {
  const field = sampleRaster(logits, edges.coarse);
  for (let i = 0; i < field.length; i += 1) {
    field[i] = 1 / (1 + Math.exp(threshold - (field[i] ?? 0)));
  }
  return rasterOf(drawModel(fitToGuide(field, edges.guide), edges), edges.region);
}

/** The model's coefficients interpolated to the work pixels, applied to the colours there. */
function drawModel(model: LocalLinearModel, edges: EdgeGuide): Float32Array {
  const { picture, region, coarse } = edges;
  const { width, height } = region.size;
  const columns = placesAlong(width, coarse.size.width);
  const rows = placesAlong(height, coarse.size.height);
  const pixelColumns = pixelsAlong(region.box.x, region.cellWidth, width);
  const pixelRows = pixelsAlong(region.box.y, region.cellHeight, height);
  const flat = flatPartsOf(model, edges);
  const field = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(rows[y] ?? 0);
    const v = (rows[y] ?? 0) - row;
    const below = row + 1 < coarse.size.height ? coarse.size.width : 0;
    const pixelRow = (pixelRows[y] ?? 0) * picture.size.width;
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor(columns[x] ?? 0);
      const i = row * coarse.size.width + column;
      const known = flat[i] ?? 0;
      if (known >= 0) {
        field[y * width + x] = known;
        continue;
      }
      const u = (columns[x] ?? 0) - column;
      const corner = { i, right: column + 1 < coarse.size.width ? 1 : 0, below, u, v };
      const pixel = 4 * (pixelRow + (pixelColumns[x] ?? 0));
      field[y * width + x] =
        mixed(model.offset, corner) +
        (mixed(model.red, corner) * (picture.data[pixel] ?? 0) +
          mixed(model.green, corner) * (picture.data[pixel + 1] ?? 0) +
          mixed(model.blue, corner) * (picture.data[pixel + 2] ?? 0)) /
          255;
    }
  }
  return field;
}

/** A place between four values: at i, right of it, below both; u and v lead away from i, 0…1. */
interface Corner {
  readonly i: number;
  readonly right: number;
  readonly below: number;
  readonly u: number;
  readonly v: number;
}

function mixed(values: Float32Array, { i, right, below, u, v }: Corner): number {
  const top = (values[i] ?? 0) * (1 - u) + (values[i + right] ?? 0) * u;
  const bottom = (values[i + below] ?? 0) * (1 - u) + (values[i + below + right] ?? 0) * u;
  return top * (1 - v) + bottom * v;
}

/** Per coarse pixel: its value if it and its neighbours right and below are clear whatever the colour, else −1. */
function flatPartsOf(model: LocalLinearModel, { guide, coarse }: EdgeGuide): Float32Array {
  const { red, green, blue } = guide.planes;
  const values = new Float32Array(model.offset.length);
  for (let i = 0; i < values.length; i += 1) {
    const a = model.red[i] ?? 0;
    const b = model.green[i] ?? 0;
    const c = model.blue[i] ?? 0;
    const value =
      (model.offset[i] ?? 0) + a * (red[i] ?? 0) + b * (green[i] ?? 0) + c * (blue[i] ?? 0);
    const isFlat = Math.abs(a) + Math.abs(b) + Math.abs(c) < flatSlope;
    values[i] = isFlat && Math.abs(value - 0.5) > 0.2 ? Math.max(0, value) : -1;
  }
  const { width } = coarse.size;
  return values.map((value, i) =>
    Math.min(values[i + 1] ?? 0, values[i + width] ?? 0, values[i + width + 1] ?? 0) < 0
      ? -1
      : value,
  );
}

/** Where the centres of `count` pixels lie among `coarseCount` ones over the same length. */
function placesAlong(count: number, coarseCount: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) =>
    Math.min(coarseCount - 1, Math.max(0, ((i + 0.5) * coarseCount) / count - 0.5)),
  );
}

/** The image pixel at the centre of each work pixel along one axis. */
function pixelsAlong(start: number, cell: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => start + Math.floor((i + 0.5) * cell));
}
