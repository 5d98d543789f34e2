import type { Size } from '#core/geometry/size.ts';

/** Pixels of three 8-bit channels, row-major, interleaved RGB. */
export interface RgbImage {
  readonly size: Size;
  readonly pixels: Uint8Array;
}

const precisionBits = 22;

interface Taps {
  readonly first: Int32Array; // first source index of each output
  readonly length: Int32Array; // number of taps of each output
  readonly weights: Int32Array; // fixed point, `stride` per output
  readonly stride: number;
}

/**
 * Bilinear resize with antialiasing, bit for bit as Pillow does it on 8-bit images: triangle filter
 * widened when shrinking, 22-bit integer weights, horizontal pass first, rounding after each pass.
 * Integer arithmetic alone, so that every engine gives the same pixels.
 * Source: Pillow 11, src/libImaging/Resample.c; newer ones may begin with the vertical pass on tall
 * images and are a rounding apart there.
 *
 * @param pixels RGBA or RGB, row-major; `channels` says which, alpha is ignored
 */
export function resizeBilinear(
  pixels: Uint8Array | Uint8ClampedArray,
  channels: 3 | 4,
  from: Size,
  to: Size,
): RgbImage {
  return resizeStrips([pixels], channels, from, to);
}

/**
 * {@link resizeBilinear} of a picture that never is in memory as a whole: its rows come strip by strip,
 * from the top, any number of whole rows in each.
 */
export function resizeStrips(
  strips: Iterable<Uint8Array | Uint8ClampedArray>,
  channels: 3 | 4,
  from: Size,
  to: Size,
): RgbImage {
  const columns = tapsOf(from.width, to.width);
  const rows = tapsOf(from.height, to.height);
  const wide = new Uint8Array(to.width * from.height * 3);
  let top = 0;
  for (const pixels of strips) {
    const rowCount = pixels.length / (from.width * channels);
    const strip = resampleRows(pixels, channels, { width: from.width, height: rowCount }, columns);
    wide.set(strip, top * to.width * 3);
    top += rowCount;
  }
  return { size: to, pixels: resampleColumns(wide, to.width, to.height, rows) };
}

function tapsOf(inLength: number, outLength: number): Taps {
  const scale = inLength / outLength;
  const filterScale = Math.max(scale, 1);
  const stride = Math.ceil(filterScale) * 2 + 1;
  const first = new Int32Array(outLength);
  const length = new Int32Array(outLength);
  const weights = new Int32Array(outLength * stride);
  for (let out = 0; out < outLength; out += 1) {
    const center = (out + 0.5) * scale;
    const low = Math.max(0, Math.trunc(center - filterScale + 0.5));
    const high = Math.min(inLength, Math.trunc(center + filterScale + 0.5));
    const raw: number[] = [];
    let total = 0;
    for (let source = low; source < high; source += 1) {
      const weight = Math.max(0, 1 - Math.abs((source - center + 0.5) / filterScale));
      raw.push(weight);
      total += weight;
    }
    first[out] = low;
    length[out] = raw.length;
    raw.forEach((weight, tap) => {
      weights[out * stride + tap] = Math.trunc(0.5 + (weight / total) * (1 << precisionBits));
    });
  }
  return { first, length, weights, stride };
}

function resampleRows(
  pixels: Uint8Array | Uint8ClampedArray,
  channels: 3 | 4,
  from: Size,
  taps: Taps,
): Uint8Array {
  const outWidth = taps.first.length;
  const out = new Uint8Array(outWidth * from.height * 3);
  const half = 1 << (precisionBits - 1);
  let target = 0;
  for (let y = 0; y < from.height; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      let red = half;
      let green = half;
      let blue = half;
      let source = (y * from.width + (taps.first[x] ?? 0)) * channels;
      const base = x * taps.stride;
      const end = base + (taps.length[x] ?? 0);
      for (let tap = base; tap < end; tap += 1) {
        const weight = taps.weights[tap] ?? 0;
        red += (pixels[source] ?? 0) * weight;
        green += (pixels[source + 1] ?? 0) * weight;
        blue += (pixels[source + 2] ?? 0) * weight;
        source += channels;
      }
      out[target] = Math.min(255, red >> precisionBits);
      out[target + 1] = Math.min(255, green >> precisionBits);
      out[target + 2] = Math.min(255, blue >> precisionBits);
      target += 3;
    }
  }
  return out;
}

function resampleColumns(
  wide: Uint8Array,
  width: number,
  outHeight: number,
  taps: Taps,
): Uint8Array {
  const rowLength = width * 3;
  const out = new Uint8Array(rowLength * outHeight);
  const sums = new Int32Array(rowLength);
  for (let y = 0; y < outHeight; y += 1) {
    sums.fill(1 << (precisionBits - 1));
    const first = taps.first[y] ?? 0;
    for (let tap = 0; tap < (taps.length[y] ?? 0); tap += 1) {
      const weight = taps.weights[y * taps.stride + tap] ?? 0;
      const source = (first + tap) * rowLength;
      for (let i = 0; i < rowLength; i += 1) {
        sums[i] = (sums[i] ?? 0) + (wide[source + i] ?? 0) * weight;
      }
    }
    const target = y * rowLength;
    for (let i = 0; i < rowLength; i += 1) {
      out[target + i] = Math.min(255, (sums[i] ?? 0) >> precisionBits);
    }
  }
  return out;
}
