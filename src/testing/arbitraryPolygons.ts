import * as fc from 'fast-check';
import type { Size } from '#core/geometry/size.ts';
import { encodeMask } from '#core/mask/codec.ts';
import type { Rle } from '#core/mask/rle.ts';
import { pointCountOf, type Polygon } from '#core/polygon/polygon.ts';
import type { Ring } from '#core/polygon/ring.ts';
import { traceRings } from '#core/polygon/traceRings.ts';
import { masks } from './arbitraries.ts';

/** Rings through any points in quarters of a pixel, on and around the image: they cross and overlap. */
export function wildPolygons(size: Size): fc.Arbitrary<Polygon> {
  const x = fc.integer({ min: -8, max: 4 * size.width + 8 }).map((quarters) => quarters / 4);
  const y = fc.integer({ min: -8, max: 4 * size.height + 8 }).map((quarters) => quarters / 4);
  const ring = fc
    .array(fc.tuple(x, y), { minLength: 3, maxLength: 9 })
    .map((points): Ring => ({ points: Float64Array.from(points.flat()) }));
  return fc.array(ring, { minLength: 1, maxLength: 3 }).map((rings) => ({ rings }));
}

/** Masks that are not empty, with their outlines: stairs, holes, islands, points that touch. */
export function tracedMasks(maxSide = 14): fc.Arbitrary<{ mask: Rle; polygon: Polygon }> {
  return masks(maxSide)
    .map((mask) => {
      const rle = encodeMask(mask);
      return { mask: rle, polygon: { rings: traceRings(rle) } };
    })
    .filter(({ polygon }) => pointCountOf(polygon) > 0);
}

/** One ring seen from its middle (20, 20) in turn, so that it never crosses; jagged or round. */
export function starPolygons(maxPoints = 60): fc.Arbitrary<Polygon> {
  return fc
    .array(fc.integer({ min: 2, max: 19 }), { minLength: 5, maxLength: maxPoints })
    .map((radii) => {
      const points = radii.flatMap((radius, i) => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [20 + radius * Math.cos(angle), 20 + radius * Math.sin(angle)];
      });
      return { rings: [{ points: Float64Array.from(points) }] };
    });
}

/** A polygon from plain lists of coordinates x0, y0, x1, y1, … */
export function polygonOf(...rings: readonly (readonly number[])[]): Polygon {
  return { rings: rings.map((points) => ({ points: Float64Array.from(points) })) };
}
