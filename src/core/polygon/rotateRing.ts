import type { Point } from '../geometry/point.ts';
import type { Ring } from './ring.ts';

/** The ring turned about a point; an angle of more than 0 turns it clockwise on the screen. */
export function rotateRing(ring: Ring, about: Point<'image'>, radians: number): Ring {
  if (radians === 0) return ring;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const points = new Float64Array(ring.points.length);
  for (let i = 0; i < points.length; i += 2) {
    const dx = (ring.points[i] ?? 0) - about.x;
    const dy = (ring.points[i + 1] ?? 0) - about.y;
    points[i] = about.x + dx * cos - dy * sin;
    points[i + 1] = about.y + dx * sin + dy * cos;
  }
  return { points };
}
