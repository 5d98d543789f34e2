import type { Point } from '../geometry/point.ts';
import { isCrossing } from './crossings.ts';
import { nestingOf } from './nesting.ts';
import type { Polygon } from './polygon.ts';
import { type Ring, signedAreaOf } from './ring.ts';

/**
 * The polygon by its parts: each outer ring with the holes in it, in the order of the outer rings. An
 * island in a hole is a part of its own. Rings turn as {@link Ring} says.
 * For rings that do not cross.
 */
export function partsOfPolygon(polygon: Polygon): readonly Polygon[] {
  const { depths, parents } = nestingOf(polygon.rings);
  const parts = new Map<number, Ring[]>();
  for (const [i, ring] of polygon.rings.entries()) {
    if ((depths[i] ?? 0) % 2 === 0) parts.set(i, [turned(ring, true)]);
  }
  for (const [i, ring] of polygon.rings.entries()) {
    if ((depths[i] ?? 0) % 2 === 1) parts.get(parents[i] ?? -1)?.push(turned(ring, false));
  }
  return Array.from(parts.values(), (rings) => ({ rings }));
}

/**
 * The same polygon with outer rings clockwise on the screen and holes the other way, as {@link Ring}
 * says, so that signed areas add up. Rings that turn right are kept as they are.
 */
export function orientRings(polygon: Polygon): Polygon {
  const { depths } = nestingOf(polygon.rings);
  return { rings: polygon.rings.map((ring, i) => turned(ring, (depths[i] ?? 0) % 2 === 0)) };
}

/** Whether a place lies in the polygon, even-odd; on its left or upper rim it does. */
export function polygonContains({ rings }: Polygon, { x, y }: Point<'image'>): boolean {
  let isInside = false;
  for (const { points } of rings) {
    let fromX = points.at(-2) ?? 0;
    let fromY = points.at(-1) ?? 0;
    for (let i = 0; i < points.length; i += 2) {
      const toX = points[i] ?? 0;
      const toY = points[i + 1] ?? 0;
      if (fromX <= x !== toX <= x) {
        const side = (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX);
        if (fromX < toX ? side >= 0 : side <= 0) isInside = !isInside;
      }
      fromX = toX;
      fromY = toY;
    }
  }
  return isInside;
}

/** Whether all that a ring encloses is filled by the polygon. It may touch the rim in points. */
export function ringInPolygon(ring: Ring, polygon: Polygon): boolean {
  return placeOf(ring, polygon) === 'inside';
}

/**
 * The polygon with a hole punched; null when the ring does not lie wholly in filled ground, so that
 * the masks would have to be subtracted instead.
 */
export function holeIn(polygon: Polygon, ring: Ring): Polygon | null {
  if (placeOf(ring, polygon) !== 'inside') return null;
  return { rings: [...polygon.rings, turned(ring, false)] };
}

/**
 * The polygon with one more part, beside it or in one of its holes; null when the ring crosses
 * filled ground or goes round some, so that the masks would have to be united instead.
 */
export function partBeside(polygon: Polygon, ring: Ring): Polygon | null {
  if (placeOf(ring, polygon) !== 'outside') return null;
  return { rings: [...polygon.rings, turned(ring, true)] };
}

/** The place of what a ring encloses; `mixed` when the ring crosses the polygon or goes round a part. */
function placeOf(ring: Ring, polygon: Polygon): 'inside' | 'outside' | 'mixed' {
  const rings = [...polygon.rings, ring];
  if (signedAreaOf(ring) === 0 || isCrossing({ rings })) return 'mixed';
  const { depths, parents } = nestingOf(rings);
  const own = polygon.rings.length;
  if (parents.includes(own)) return 'mixed';
  return (depths[own] ?? 0) % 2 === 1 ? 'inside' : 'outside';
}

function turned(ring: Ring, isOuter: boolean): Ring {
  const area = signedAreaOf(ring);
  if (area === 0 || area > 0 === isOuter) return ring;
  const points = new Float64Array(ring.points.length);
  for (let i = 0; i < points.length; i += 2) {
    points[i] = ring.points.at(-2 - i) ?? 0;
    points[i + 1] = ring.points.at(-1 - i) ?? 0;
  }
  return { points };
}
