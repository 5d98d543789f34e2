import type { EdgeGuide, EdgeTile } from './edgeGuide.ts';
import { coefficientCount, type LocalLinearModel } from './guidedFilter.ts';

/** Between the values that masks are cut at: 0.42 and 0.5. */
const usualCut = 0.46;
/** A coarse pixel's value is clear at this distance from the cut, and so much more per slope of its model. */
const clear = { distance: 0.03, perSlope: 0.12 };

const unclear = -1;
const perLevel = 1 / 255;

/**
 * Writes the tile's work pixels: 0 or 1 where that is clear, else the model's coefficients interpolated to
 * them, applied to their colours.
 * @param model of the tile's padded pixels
 * @param values of all of the region's work pixels, column-major
 */
export function drawTile(
  values: Float32Array,
  tile: EdgeTile,
  model: LocalLinearModel,
  { picture, region, columns, rows }: EdgeGuide,
): void {
  const { padded, work } = tile;
  const { coefficients } = model;
  const flat = flatPartsOf(coefficients, tile);
  const { width } = picture.size;
  const colors = picture.data;
  const end = work.y + work.height;
  for (let x = work.x; x < work.x + work.width; x += 1) {
    const left = (columns.low[x] ?? 0) - padded.x;
    const right = (columns.high[x] ?? 0) - padded.x;
    const u = columns.weight[x] ?? 0;
    const pixelColumn = columns.pixels[x] ?? 0;
    const column = x * region.size.height;
    let y = work.y;
    while (y < end) {
      const row = rows.low[y] ?? 0;
      const top = (row - padded.y) * padded.width;
      const known = flat[top + left] ?? 0;
      if (known >= 0) {
        for (; y < end && rows.low[y] === row; y += 1) values[column + y] = known;
        continue;
      }
      const bottom = ((rows.high[y] ?? 0) - padded.y) * padded.width;
      const a = mixed(coefficients, 4 * (top + left), 4 * (top + right), u);
      const b = mixed(coefficients, 4 * (top + left) + 1, 4 * (top + right) + 1, u);
      const c = mixed(coefficients, 4 * (top + left) + 2, 4 * (top + right) + 2, u);
      const d = mixed(coefficients, 4 * (top + left) + 3, 4 * (top + right) + 3, u);
      const aStep = mixed(coefficients, 4 * (bottom + left), 4 * (bottom + right), u) - a;
      const bStep = mixed(coefficients, 4 * (bottom + left) + 1, 4 * (bottom + right) + 1, u) - b;
      const cStep = mixed(coefficients, 4 * (bottom + left) + 2, 4 * (bottom + right) + 2, u) - c;
      const dStep = mixed(coefficients, 4 * (bottom + left) + 3, 4 * (bottom + right) + 3, u) - d;
      for (; y < end && rows.low[y] === row; y += 1) {
        const v = rows.weight[y] ?? 0;
        const i = 4 * ((rows.pixels[y] ?? 0) * width + pixelColumn);
        const color =
          (a + aStep * v) * (colors[i] ?? 0) +
          (b + bStep * v) * (colors[i + 1] ?? 0) +
          (c + cStep * v) * (colors[i + 2] ?? 0);
        values[column + y] = color * perLevel + d + dStep * v;
      }
    }
  }
}

function mixed(values: Float32Array, i: number, j: number, weight: number): number {
  const value = values[i] ?? 0;
  return value + ((values[j] ?? 0) - value) * weight;
}

/**
 * Per padded pixel of the core 0 or 1 if it and its neighbours right and below are clearly on that side
 * whatever is left out between them, else `unclear`.
 */
function flatPartsOf(coefficients: Float32Array, { core, padded, guide }: EdgeTile): Float32Array {
  const { planes, part } = guide();
  const values = new Float32Array(padded.width * padded.height);
  for (let y = part.y; y < part.y + part.height; y += 1) {
    for (let x = part.x; x < part.x + part.width; x += 1) {
      const i = y * padded.width + x;
      const k = i * coefficientCount;
      const a = coefficients[k] ?? 0;
      const b = coefficients[k + 1] ?? 0;
      const c = coefficients[k + 2] ?? 0;
      const colored =
        a * (planes.red[i] ?? 0) + b * (planes.green[i] ?? 0) + c * (planes.blue[i] ?? 0);
      const value = (coefficients[k + 3] ?? 0) + colored;
      const slope = Math.abs(a) + Math.abs(b) + Math.abs(c);
      const distance = value - usualCut;
      const isClear = Math.abs(distance) > clear.distance + clear.perSlope * slope;
      values[i] = isClear ? (distance > 0 ? 1 : 0) : unclear;
    }
  }
  for (let y = part.y; y < part.y + core.height; y += 1) {
    const below = y + 1 < part.y + part.height ? padded.width : 0;
    for (let x = part.x; x < part.x + core.width; x += 1) {
      const right = x + 1 < part.x + part.width ? 1 : 0;
      const i = y * padded.width + x;
      const own = values[i] ?? 0;
      if (
        own !== values[i + right] ||
        own !== values[i + below] ||
        own !== values[i + below + right]
      )
        values[i] = unclear;
    }
  }
  return values;
}
