import { clamp } from '../geometry/box.ts';
import { pointCountOf, type Polygon } from './polygon.ts';
import { removalOrder } from './removalOrder.ts';

/**
 * The polygon with fewer points, all of them points of the old one, and nothing of the old outline
 * further than the tolerance from the new one: 1 px takes the stairs of single pixels off a traced
 * mask, 0 only what lies on straight lines. Every ring stays, small ones as triangles (dropping specks
 * is an operation of its own), and whatever did not cross does not cross afterwards.
 *
 * @param tolerancePx ≥ 0, image px
 */
export function simplifyPolygon(polygon: Polygon, tolerancePx: number): Polygon {
  const gone = new Uint8Array(pointCountOf(polygon));
  for (const point of removalOrder(polygon, 'distance', tolerancePx)) gone[point] = 1;
  return withoutPoints(polygon, (point) => gone[point] === 1);
}

/** One polygon at any detail, from 0 (fewest points) to 1 (the polygon itself). */
export interface DetailLevels {
  /**
   * Number of points at a detail. Steps of the detail multiply the count, so that a slider is as fine
   * among few points as among many. What is no number counts as 1.
   */
  pointCountAt(fraction: number): number;
  /** The polygon with that many points; as sound as the original. Cost: one pass over all points. */
  polygonAt(fraction: number): Polygon;
}

/**
 * Ranks the points of a polygon once, so that a slider can show it at any detail while it is dragged.
 * Small triangles go first (see `removalOrder`, its cost too); rings stay as in {@link simplifyPolygon}.
 */
export function detailLevels(polygon: Polygon): DetailLevels {
  const order = removalOrder(polygon, 'area');
  const total = pointCountOf(polygon);
  const fewest = total - order.length;
  const ranks = new Int32Array(total).fill(total); // those that never go come last
  for (const [rank, point] of order.entries()) ranks[point] = rank;
  function pointCountAt(fraction: number): number {
    const share = Number.isNaN(fraction) ? 1 : clamp(fraction, 0, 1);
    return total === 0 ? 0 : Math.round(fewest * (total / fewest) ** share);
  }
  return {
    pointCountAt,
    polygonAt: (fraction) => {
      const goneCount = total - pointCountAt(fraction);
      return withoutPoints(polygon, (point) => (ranks[point] ?? 0) < goneCount);
    },
  };
}

/** The polygon without some points, which are counted through all rings; untouched rings are kept. */
function withoutPoints(polygon: Polygon, isGone: (point: number) => boolean): Polygon {
  let first = 0;
  const rings = polygon.rings.map((ring) => {
    const start = first;
    first += ring.points.length / 2;
    const points = ring.points.filter((_, i) => !isGone(start + (i >> 1)));
    return points.length === ring.points.length ? ring : { points };
  });
  return { rings };
}
