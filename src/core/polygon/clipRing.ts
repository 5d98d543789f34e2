import type { Size } from '../geometry/size.ts';
import type { Ring } from './ring.ts';

/**
 * The part of a convex ring that lies on the image, its rim too; null when nothing does.
 * Source: Sutherland & Hodgman 1974. A ring with dents would get edges that run along each other.
 */
export function clipConvexRing(ring: Ring, { width, height }: Size): Ring | null {
  const sides: readonly Side[] = [
    { axis: 0, limit: 0, keeps: 1 },
    { axis: 0, limit: width, keeps: -1 },
    { axis: 1, limit: 0, keeps: 1 },
    { axis: 1, limit: height, keeps: -1 },
  ];
  let points: readonly number[] = [...ring.points];
  for (const side of sides) points = cutAt(points, side);
  return points.length < 6 ? null : { points: Float64Array.from(points) };
}

/** A straight line across the image, and on which side of it points stay. */
interface Side {
  readonly axis: 0 | 1; // x, y
  readonly limit: number;
  readonly keeps: 1 | -1; // values above, below
}

function cutAt(points: readonly number[], side: Side): readonly number[] {
  const { axis, limit, keeps } = side;
  const kept: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const before = (i + points.length - 2) % points.length;
    const beyond = ((points[i + axis] ?? 0) - limit) * keeps;
    const beyondBefore = ((points[before + axis] ?? 0) - limit) * keeps;
    if ((beyond > 0 && beyondBefore < 0) || (beyond < 0 && beyondBefore > 0)) {
      const share = beyondBefore / (beyondBefore - beyond);
      const other = between(points[before + 1 - axis] ?? 0, points[i + 1 - axis] ?? 0, share);
      if (axis === 0) kept.push(limit, other);
      else kept.push(other, limit);
    }
    if (beyond >= 0) kept.push(points[i] ?? 0, points[i + 1] ?? 0);
  }
  return kept;
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
