import type { Box } from '../geometry/box.ts';
import type { Size } from '../geometry/size.ts';
import type { Ring } from './ring.ts';

/**
 * An area by its outlines, filled even-odd: outer rings, holes in them, islands in the holes …, in any
 * order. At least one ring. See {@link isSound} for what may be stored.
 */
export interface Polygon {
  readonly rings: readonly Ring[];
}

/** Number of points of all rings. */
export function pointCountOf(polygon: Polygon): number {
  return polygon.rings.reduce((sum, { points }) => sum + points.length / 2, 0);
}

/** The smallest box that holds every point, image px; all 0 when there is none. */
export function polygonBounds(polygon: Polygon): Box<'image'> {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const { points } of polygon.rings) {
    for (let i = 0; i + 1 < points.length; i += 2) {
      const x = points[i] ?? 0;
      const y = points[i + 1] ?? 0;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  if (!(left <= right && top <= bottom)) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * Whether the polygon may be stored for an image of that size: at least one ring, each of three or
 * more points that are not all on one line, every coordinate finite and on the image (its rim too).
 * Rings that cross are another question, see `isCrossing`.
 */
export function isSound(polygon: Polygon, size: Size): boolean {
  return polygon.rings.length > 0 && polygon.rings.every((ring) => isSoundRing(ring, size));
}

function isSoundRing({ points }: Ring, { width, height }: Size): boolean {
  if (points.length < 6 || points.length % 2 !== 0) return false;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? NaN;
    const y = points[i + 1] ?? NaN;
    if (!(x >= 0 && x <= width && y >= 0 && y <= height)) return false;
  }
  return spreads(points);
}

/** Whether the points are not all on one line. */
function spreads(points: Float64Array): boolean {
  const originX = points[0] ?? 0;
  const originY = points[1] ?? 0;
  for (let i = 2; i + 3 < points.length; i += 2) {
    const x1 = (points[i] ?? 0) - originX;
    const y1 = (points[i + 1] ?? 0) - originY;
    const x2 = (points[i + 2] ?? 0) - originX;
    const y2 = (points[i + 3] ?? 0) - originY;
    if (x1 * y2 !== x2 * y1) return true;
  }
  return false;
}
