import type { Size } from '#core/geometry/size.ts';

/**
 * Replaces each value by the mean over the square of `radius` around it, cut off at the raster's rim.
 * Row-major, exact up to rounding. Cost: two passes with running sums, independent of the radius.
 *
 * @param scratch at least as long as `values`; overwritten
 * @returns `values` itself, overwritten: the buffers belong to the caller's function
 */
export function boxMeanInPlace(
  values: Float32Array,
  { width, height }: Size,
  radius: number,
  scratch: Float32Array,
): Float32Array {
  for (let y = 0; y < height; y += 1) meanAlongRow(values, scratch, y * width, { width, radius });
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y += 1) addRow(sums, scratch, y * width, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) addRow(sums, scratch, (y + radius) * width, 1);
    if (y - radius - 1 >= 0) addRow(sums, scratch, (y - radius - 1) * width, -1);
    const share = 1 / (Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1);
    const row = y * width;
    for (let x = 0; x < width; x += 1) values[row + x] = (sums[x] ?? 0) * share;
  }
  return values;
}

function meanAlongRow(
  source: Float32Array,
  target: Float32Array,
  row: number,
  { width, radius }: { readonly width: number; readonly radius: number },
): void {
  let sum = 0;
  for (let x = 0; x < Math.min(radius, width); x += 1) sum += source[row + x] ?? 0;
  for (let x = 0; x < width; x += 1) {
    if (x + radius < width) sum += source[row + x + radius] ?? 0;
    if (x - radius - 1 >= 0) sum -= source[row + x - radius - 1] ?? 0;
    target[row + x] = sum / (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1);
  }
}

function addRow(sums: Float64Array, values: Float32Array, row: number, sign: 1 | -1): void {
  for (let x = 0; x < sums.length; x += 1) {
    sums[x] = (sums[x] ?? 0) + sign * (values[row + x] ?? 0);
  }
}
