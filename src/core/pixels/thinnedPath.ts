import { clamp } from '../geometry/box.ts';
import { distanceBetween, type Point, type Space } from '../geometry/point.ts';

/**
 * The path without points that lie so near to the straight way between those that stay; both ends stay.
 * Source: Ramer 1972; Douglas and Peucker 1973.
 *
 * @param tolerance in the unit of the space
 */
export function thinnedPath<S extends Space>(
  path: readonly Point<S>[],
  tolerance: number,
): readonly Point<S>[] {
  const isKept = new Uint8Array(path.length);
  isKept[0] = 1;
  isKept[path.length - 1] = 1;
  const stretches: (readonly [first: number, last: number])[] = [[0, path.length - 1]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [first, last] = stretch;
    const { index, distance } = farthest(path, first, last);
    if (distance <= tolerance) continue;
    isKept[index] = 1;
    stretches.push([first, index], [index, last]);
  }
  return path.filter((_, i) => isKept[i] === 1);
}

/** Of the points between two, the one farthest from the straight way; distance 0 if there is none. */
function farthest<S extends Space>(path: readonly Point<S>[], first: number, last: number) {
  let found = { index: first, distance: 0 };
  const a = path[first];
  const b = path[last];
  if (!a || !b) return found;
  const along = { x: b.x - a.x, y: b.y - a.y };
  const squaredLength = along.x * along.x + along.y * along.y;
  for (let index = first + 1; index < last; index += 1) {
    const at = path[index];
    if (!at) continue;
    const product = (at.x - a.x) * along.x + (at.y - a.y) * along.y;
    const share = squaredLength > 0 ? clamp(product / squaredLength, 0, 1) : 0;
    const nearest: Point<S> = { x: a.x + along.x * share, y: a.y + along.y * share };
    const distance = distanceBetween<S>(at, nearest);
    if (distance > found.distance) found = { index, distance };
  }
  return found;
}
