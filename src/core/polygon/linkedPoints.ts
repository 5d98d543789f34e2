import type { Polygon } from './polygon.ts';
import { pointCountOf, polygonBounds } from './polygon.ts';

/** The points of all rings in a row, each with its neighbours, which change as points are taken out. */
export interface LinkedPoints {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly before: Int32Array; // per point the one before it in its ring
  readonly after: Int32Array;
  readonly ringOf: Int32Array;
  readonly ringCounts: Int32Array; // points left, per ring
  readonly rounding: number; // what a difference of coordinates may be off by, image px
}

/** The points of a polygon, none taken out yet. */
export function linkPoints(polygon: Polygon): LinkedPoints {
  const count = pointCountOf(polygon);
  const { x, y, width, height } = polygonBounds(polygon);
  const points: LinkedPoints = {
    xs: new Float64Array(count),
    ys: new Float64Array(count),
    before: new Int32Array(count),
    after: new Int32Array(count),
    ringOf: new Int32Array(count),
    ringCounts: Int32Array.from(polygon.rings, (ring) => ring.points.length / 2),
    rounding: 1e-14 * (Math.abs(x) + Math.abs(y) + width + height),
  };
  let first = 0;
  for (const [ring, { points: own }] of polygon.rings.entries()) {
    const length = own.length / 2;
    for (let i = 0; i < length; i += 1) {
      const point = first + i;
      points.xs[point] = own[2 * i] ?? 0;
      points.ys[point] = own[2 * i + 1] ?? 0;
      points.before[point] = first + ((i + length - 1) % length);
      points.after[point] = first + ((i + 1) % length);
      points.ringOf[point] = ring;
    }
    first += length;
  }
  return points;
}

/** Twice the area of the triangle through three points, px²; positive when they turn clockwise. */
export function turnOf({ xs, ys }: LinkedPoints, a: number, b: number, c: number): number {
  const ax = xs[a] ?? 0;
  const ay = ys[a] ?? 0;
  return ((xs[b] ?? 0) - ax) * ((ys[c] ?? 0) - ay) - ((ys[b] ?? 0) - ay) * ((xs[c] ?? 0) - ax);
}

/** Whether two points lie at one place. */
export function coincide({ xs, ys }: LinkedPoints, a: number, b: number): boolean {
  return xs[a] === xs[b] && ys[a] === ys[b];
}

/** The cosine's numerator at `a` of the angle from b to c: positive when both lie on one side. */
export function facing({ xs, ys }: LinkedPoints, a: number, b: number, c: number): number {
  const ax = xs[a] ?? 0;
  const ay = ys[a] ?? 0;
  return ((xs[b] ?? 0) - ax) * ((xs[c] ?? 0) - ax) + ((ys[b] ?? 0) - ay) * ((ys[c] ?? 0) - ay);
}

/** How far a point is from the line from `a` to `c`, px. */
export function distanceFrom(points: LinkedPoints, point: number, a: number, c: number): number {
  const { xs, ys } = points;
  const length = Math.hypot((xs[c] ?? 0) - (xs[a] ?? 0), (ys[c] ?? 0) - (ys[a] ?? 0));
  const isBeside = facing(points, a, c, point) > 0 && facing(points, c, a, point) > 0;
  if (isBeside) return Math.abs(turnOf(points, a, c, point)) / length;
  const end = facing(points, a, c, point) > 0 ? c : a;
  return Math.hypot((xs[point] ?? 0) - (xs[end] ?? 0), (ys[point] ?? 0) - (ys[end] ?? 0));
}
