import type { Size } from '#core/geometry/size.ts';
import { boxMeans, type RasterPart, type RowSource, wholeOf } from './boxMean.ts';

/** Three channels of a picture, 0…1, row-major planes of one size. */
export interface ColorPlanes {
  readonly size: Size;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** What the filter knows of a picture before it sees a field; made once, used for many fields. */
export interface Guide {
  readonly planes: ColorPlanes;
  readonly radius: number; // px of the planes
  readonly part: RasterPart; // where the model is wanted
  /** 9 per pixel: the mean colour, then the inverse of the colours' covariance + ε: rr, rg, rb, gg, gb, bb. */
  readonly statistics: Float32Array;
}

/** A field as a function of the colour at each place: value = a · colour + b. */
export interface LocalLinearModel {
  readonly size: Size;
  readonly coefficients: Float32Array; // 4 per pixel: a of red, green and blue, b
}

/** Memory for fits, to be used again and again. */
export interface FitBuffers {
  readonly fits: Float32Array<ArrayBuffer>;
  readonly means: Float32Array<ArrayBuffer>;
}

export const coefficientCount = 4;
const statisticCount = 9;

/**
 * The picture's half of a guided filter.
 * @param epsilon smallest variance of colours (0…1 units, squared) that counts as an edge
 * @param part the pixels at which the model will be asked for; those around are only looked at
 * Source: He, Sun and Tang 2013, "Guided image filtering", colour guide (eq. 19).
 */
export function guideOf(
  planes: ColorPlanes,
  radius: number,
  epsilon: number,
  part: RasterPart = wholeOf(planes.size),
): Guide {
  const { size } = planes;
  const addRow = (sums: Float64Array, row: number, sign: 1 | -1) =>
    addColors(sums, planes, row, sign);
  const source = { size, channelCount: statisticCount, addRow };
  const around = grown(part, radius, size);
  const statistics = new Float32Array(planes.red.length * statisticCount);
  boxMeans(source, radius, around, statistics);
  for (let y = around.y; y < around.y + around.height; y += 1) {
    const row = y * size.width;
    invertCovariances(statistics, row + around.x, row + around.x + around.width, epsilon);
  }
  return { planes, radius, part, statistics };
}

/** Buffers for fields of up to so many pixels. */
export function fitBuffersFor(pixelCount: number): FitBuffers {
  const length = pixelCount * coefficientCount;
  return { fits: new Float32Array(length), means: new Float32Array(length) };
}

/**
 * The field's half: around each place the linear model of the colours that fits the field best,
 * averaged over all windows that cover the place.
 * @param field one value per pixel of the guide's planes
 * @param buffers overwritten; the model's coefficients lie in one of them
 * @returns coefficients that hold in the guide's part
 */
export function fitToGuide(
  field: Float32Array,
  guide: Guide,
  buffers: FitBuffers = fitBuffersFor(field.length),
): LocalLinearModel {
  const { planes, radius, part, statistics } = guide;
  const { size } = planes;
  const around = grown(part, radius, size);
  const addRow = (sums: Float64Array, row: number, sign: 1 | -1) =>
    addProducts(sums, planes, { field, row, sign });
  const fits = boxMeans(
    { size, channelCount: coefficientCount, addRow },
    radius,
    around,
    buffers.fits,
  );
  for (let y = around.y; y < around.y + around.height; y += 1) {
    const row = y * size.width;
    solve(fits, statistics, row + around.x, row + around.x + around.width);
  }
  const coefficients = boxMeans(interleaved(fits, size), radius, part, buffers.means);
  return { size, coefficients };
}

function grown(part: RasterPart, margin: number, { width, height }: Size): RasterPart {
  const x = Math.max(0, part.x - margin);
  const y = Math.max(0, part.y - margin);
  return {
    x,
    y,
    width: Math.min(width, part.x + part.width + margin) - x,
    height: Math.min(height, part.y + part.height + margin) - y,
  };
}

function addColors(sums: Float64Array, planes: ColorPlanes, row: number, sign: 1 | -1): void {
  const { red, green, blue, size } = planes;
  const start = row * size.width;
  for (let x = 0; x < size.width; x += 1) {
    const r = red[start + x] ?? 0;
    const g = green[start + x] ?? 0;
    const b = blue[start + x] ?? 0;
    const at = x * statisticCount;
    sums[at] = (sums[at] ?? 0) + sign * r;
    sums[at + 1] = (sums[at + 1] ?? 0) + sign * g;
    sums[at + 2] = (sums[at + 2] ?? 0) + sign * b;
    sums[at + 3] = (sums[at + 3] ?? 0) + sign * r * r;
    sums[at + 4] = (sums[at + 4] ?? 0) + sign * r * g;
    sums[at + 5] = (sums[at + 5] ?? 0) + sign * r * b;
    sums[at + 6] = (sums[at + 6] ?? 0) + sign * g * g;
    sums[at + 7] = (sums[at + 7] ?? 0) + sign * g * b;
    sums[at + 8] = (sums[at + 8] ?? 0) + sign * b * b;
  }
}

interface FieldRow {
  readonly field: Float32Array;
  readonly row: number;
  readonly sign: 1 | -1;
}

function addProducts(
  sums: Float64Array,
  { red, green, blue, size }: ColorPlanes,
  { field, row, sign }: FieldRow,
): void {
  const start = row * size.width;
  for (let x = 0; x < size.width; x += 1) {
    const value = sign * (field[start + x] ?? 0);
    const at = x * coefficientCount;
    sums[at] = (sums[at] ?? 0) + value * (red[start + x] ?? 0);
    sums[at + 1] = (sums[at + 1] ?? 0) + value * (green[start + x] ?? 0);
    sums[at + 2] = (sums[at + 2] ?? 0) + value * (blue[start + x] ?? 0);
    sums[at + 3] = (sums[at + 3] ?? 0) + value;
  }
}

function interleaved(values: Float32Array, size: Size): RowSource {
  const length = size.width * coefficientCount;
  const addRow = (sums: Float64Array, row: number, sign: 1 | -1) => {
    const start = row * length;
    for (let i = 0; i < length; i += 1) {
      sums[i] = (sums[i] ?? 0) + sign * (values[start + i] ?? 0);
    }
  };
  return { size, channelCount: coefficientCount, addRow };
}

/** The mean products of each pixel from `start` to `end` become the inverse of covariance + ε, by cofactors. */
function invertCovariances(s: Float32Array, start: number, end: number, epsilon: number): void {
  for (let at = start * statisticCount; at < end * statisticCount; at += statisticCount) {
    const red = s[at] ?? 0;
    const green = s[at + 1] ?? 0;
    const blue = s[at + 2] ?? 0;
    const a = (s[at + 3] ?? 0) - red * red + epsilon;
    const b = (s[at + 4] ?? 0) - red * green;
    const c = (s[at + 5] ?? 0) - red * blue;
    const d = (s[at + 6] ?? 0) - green * green + epsilon;
    const e = (s[at + 7] ?? 0) - green * blue;
    const f = (s[at + 8] ?? 0) - blue * blue + epsilon;
    const cofactorA = d * f - e * e;
    const cofactorB = c * e - b * f;
    const cofactorC = b * e - c * d;
    const share = 1 / (a * cofactorA + b * cofactorB + c * cofactorC);
    s[at + 3] = cofactorA * share;
    s[at + 4] = cofactorB * share;
    s[at + 5] = cofactorC * share;
    s[at + 6] = (a * f - c * c) * share;
    s[at + 7] = (b * c - a * e) * share;
    s[at + 8] = (a * d - b * b) * share;
  }
}

/** The mean products of colours and field, and the field's mean, become a and b. */
function solve(fits: Float32Array, s: Float32Array, start: number, end: number): void {
  for (let i = start; i < end; i += 1) {
    const at = i * statisticCount;
    const to = i * coefficientCount;
    const red = s[at] ?? 0;
    const green = s[at + 1] ?? 0;
    const blue = s[at + 2] ?? 0;
    const mean = fits[to + 3] ?? 0;
    const r = (fits[to] ?? 0) - red * mean;
    const g = (fits[to + 1] ?? 0) - green * mean;
    const b = (fits[to + 2] ?? 0) - blue * mean;
    const ofRed = (s[at + 3] ?? 0) * r + (s[at + 4] ?? 0) * g + (s[at + 5] ?? 0) * b;
    const ofGreen = (s[at + 4] ?? 0) * r + (s[at + 6] ?? 0) * g + (s[at + 7] ?? 0) * b;
    const ofBlue = (s[at + 5] ?? 0) * r + (s[at + 7] ?? 0) * g + (s[at + 8] ?? 0) * b;
    fits[to] = ofRed;
    fits[to + 1] = ofGreen;
    fits[to + 2] = ofBlue;
    fits[to + 3] = mean - ofRed * red - ofGreen * green - ofBlue * blue;
  }
}
