import { distanceBetween, type Point, type Space } from './point.ts';

/** Length of the way along all points. */
export function lengthOf<S extends Space>(path: readonly Point<S>[]): number {
  return path.reduce((sum, at, i) => sum + distanceBetween(path[i - 1] ?? at, at), 0);
}

/**
 * Points at equal distances along a path, both ends included.
 *
 * @param path at least one point
 * @param spacing wished distance; it grows where the path would need more than `maxCount` points
 * @param maxCount ≥ 2
 * @returns 2…maxCount points, along the way at least `spacing` apart unless the path is shorter
 */
export function spacedAlong<S extends Space>(
  path: readonly Point<S>[],
  spacing: number,
  maxCount: number,
): readonly Point<S>[] {
  const length = lengthOf(path);
  const gapCount = Math.min(maxCount - 1, Math.max(1, Math.floor(length / spacing)));
  return Array.from({ length: gapCount + 1 }, (_, i) => pointAlong(path, (length * i) / gapCount));
}

/** The point a distance along the path; its end when that is further than the path goes. */
function pointAlong<S extends Space>(path: readonly Point<S>[], distance: number): Point<S> {
  let left = distance;
  for (let i = 1; i < path.length; i += 1) {
    const from = path[i - 1];
    const to = path[i];
    if (!from || !to) break;
    const step = distanceBetween(from, to);
    if (left <= step && step > 0) {
      const share = left / step;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    left -= step;
  }
  return path.at(-1) ?? { x: 0, y: 0 };
}
