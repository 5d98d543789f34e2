import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import { fillHoles } from '#core/mask/holes.ts';
import { isCrossing } from '#core/polygon/crossings.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { traceRings } from '#core/polygon/traceRings.ts';
import type { DrawnShape } from '#store/sessionStore.ts';

/**
 * What lies inside a closed way. Where the way crosses itself or runs back on itself, all that it goes
 * round is taken, with the outline of that.
 */
export function cutOut(
  way: readonly Point<'image'>[],
  size: Size,
): Pick<DrawnShape, 'mask' | 'polygon'> {
  const ring = { points: Float64Array.from(withoutRepeats(way).flatMap(({ x, y }) => [x, y])) };
  const polygon: Polygon = { rings: [ring] };
  const mask = rasterizePolygon(polygon, size);
  if (isSound(polygon, size) && !isCrossing(ring)) return { mask, polygon };
  const filled = fillHoles(mask, Infinity);
  return { mask: filled, polygon: { rings: traceRings(filled) } };
}

function withoutRepeats(way: readonly Point<'image'>[]): readonly Point<'image'>[] {
  return way.filter(({ x, y }, i) => {
    const before = way.at(i - 1); // of the first the last: the way is closed
    return !before || before.x !== x || before.y !== y;
  });
}
