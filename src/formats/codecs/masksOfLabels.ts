import type { Size } from '#core/geometry/size.ts';
import { maskOfRuns } from '#core/mask/maskOfRuns.ts';
import type { Rle } from '#core/mask/rle.ts';

/**
 * The mask of each value that the pixels of a picture have, 0 aside, by value in ascending order.
 * Cost: one pass over the pixels.
 *
 * @param labelAt the value of the pixel with that row-major index, a whole number ≥ 0
 */
export function masksOfLabels(
  size: Size,
  labelAt: (pixel: number) => number,
): ReadonlyMap<number, Rle> {
  const runs = new Map<number, { readonly starts: number[]; readonly ends: number[] }>();
  const { width, height } = size;
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < height;) {
      const label = labelAt(y * width + x);
      const start = y;
      do y += 1;
      while (y < height && labelAt(y * width + x) === label);
      if (label === 0) continue;
      const known = runs.get(label) ?? { starts: [], ends: [] };
      known.starts.push(x * height + start);
      known.ends.push(x * height + y);
      runs.set(label, known);
    }
  }
  const labels = [...runs.keys()].toSorted((a, b) => a - b);
  return new Map(
    labels.map((label) => [label, maskOfRuns(size, runs.get(label) ?? { starts: [], ends: [] })]),
  );
}
