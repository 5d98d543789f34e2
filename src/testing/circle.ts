import type { Point } from '#core/geometry/point.ts';
import type { Ring } from '#core/polygon/ring.ts';

/** A regular polygon, clockwise on the screen. */
export function circleOf(pointCount: number, { x, y }: Point<'image'>, radius: number): Ring {
  const points = Float64Array.from({ length: 2 * pointCount }, (_, i) => {
    const angle = (Math.PI * 2 * Math.floor(i / 2)) / pointCount;
    return i % 2 === 0 ? x + radius * Math.cos(angle) : y + radius * Math.sin(angle);
  });
  return { points };
}
