import { distanceBetween, type Point, type Space } from '../geometry/point.ts';

/**
 * A path with the points that matter: none of those left out is further than the tolerance from the
 * line between the two kept around it. Both ends are kept; points that are not finite are not.
 * Source: Douglas & Peucker 1973. Cost: n log n for what hands draw.
 *
 * @param tolerance ≥ 0, in the unit of the points; 0 keeps all but the points on straight lines
 */
export function thinPath<S extends Space>(
  points: readonly Point<S>[],
  tolerance: number,
): readonly Point<S>[] {
  const path = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (path.length < 3) return path;
  const isKept = new Uint8Array(path.length);
  isKept[0] = 1;
  isKept[path.length - 1] = 1;
  const open: (readonly [number, number])[] = [[0, path.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    const farthest = farthestBetween(path, first, last);
    if (farthest === null || !(farthest.distance > tolerance)) continue;
    isKept[farthest.index] = 1;
    open.push([first, farthest.index], [farthest.index, last]);
  }
  return path.filter((_, i) => isKept[i] === 1);
}

interface Farthest {
  readonly index: number;
  readonly distance: number;
}

function farthestBetween<S extends Space>(
  path: readonly Point<S>[],
  first: number,
  last: number,
): Farthest | null {
  const from = path[first];
  const to = path[last];
  if (!from || !to) return null;
  let index = -1;
  let distance = -1;
  for (let i = first + 1; i < last; i += 1) {
    const at = path[i];
    if (!at) break;
    const own = distanceToSegment(at, from, to);
    if (own > distance) [index, distance] = [i, own];
  }
  return index === -1 ? null : { index, distance };
}

/** How far a point is from the nearest point of a straight line between two others. */
export function distanceToSegment<S extends Space>(
  at: Point<S>,
  from: Point<S>,
  to: Point<S>,
): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return distanceBetween(at, from);
  const along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / lengthSquared;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(at.x - from.x - share * dx, at.y - from.y - share * dy);
}
