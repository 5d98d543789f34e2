import type { Box } from '../geometry/box.ts';
import { distanceBetween, type Point, type Space } from '../geometry/point.ts';
import type { Ring } from './ring.ts';

/** The rim of a box as an outer ring of four points; without area when the box has none. */
export function rectangleRing({ x, y, width, height }: Box<'image'>): Ring {
  const right = x + width;
  const bottom = y + height;
  return { points: Float64Array.of(x, y, right, y, right, bottom, x, bottom) };
}

/**
 * The ellipse that fills a box, as an outer ring through points on it; its four outermost points
 * are among them. Never outside of the box.
 *
 * @param maxErrorPx > 0: how far the chords may run inside the ellipse, image px
 */
export function ellipseRing(box: Box<'image'>, maxErrorPx = 0.25): Ring {
  const radiusX = box.width / 2;
  const radiusY = box.height / 2;
  const quarter = pointsPerQuarter(Math.max(radiusX, radiusY), maxErrorPx);
  const count = 4 * quarter;
  const points = new Float64Array(2 * count);
  for (let i = 0; i < count; i += 1) {
    const angle = (i * Math.PI) / 2 / quarter;
    // at the outermost points sine and cosine would be off by a rounding error
    const cos = i % (2 * quarter) === quarter ? 0 : Math.cos(angle);
    const sin = i % (2 * quarter) === 0 ? 0 : Math.sin(angle);
    points[2 * i] = box.x + radiusX * (1 + cos);
    points[2 * i + 1] = box.y + radiusY * (1 + sin);
  }
  return { points };
}

/** A chord over the angle α leaves a circle of radius r by r (1 − cos α/2); an ellipse by no more. */
function pointsPerQuarter(radius: number, maxErrorPx: number): number {
  const cosHalf = 1 - maxErrorPx / radius;
  if (!(cosHalf > 0)) return 2;
  const wished = Math.ceil(Math.PI / 4 / Math.acos(cosHalf));
  return Math.min(2500, Math.max(2, wished));
}

/** The point nearest to `to` that lies level with, plumb over or at 45° to `from`. */
export function snapTo45<S extends Space>(from: Point<S>, to: Point<S>): Point<S> {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const diagonal = (Math.abs(dx) + Math.abs(dy)) / 2;
  const candidates: readonly Point<S>[] = [
    { x: to.x, y: from.y },
    { x: from.x, y: to.y },
    { x: from.x + signOf(dx) * diagonal, y: from.y + signOf(dy) * diagonal },
  ];
  return candidates.reduce((best, each) =>
    distanceBetween(each, to) < distanceBetween(best, to) ? each : best,
  );
}

/** The corner across from `from` of the square that the longer side of the drag spans. */
export function squareCorner<S extends Space>(from: Point<S>, to: Point<S>): Point<S> {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  return { x: from.x + signOf(dx) * side, y: from.y + signOf(dy) * side };
}

function signOf(value: number): number {
  return value < 0 ? -1 : 1;
}
