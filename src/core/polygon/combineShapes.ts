import { combineMasks } from '../mask/combine.ts';
import { isSameMask } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import type { Polygon } from './polygon.ts';
import { holeIn, partBeside } from './polygonParts.ts';
import { rasterizePolygon } from './rasterizePolygon.ts';

/** An area of an image: its mask, and the rings that the mask is the raster of where there are any. */
export interface Shape {
  readonly mask: Rle;
  readonly polygon: Polygon | null;
}

/**
 * The union of two shapes of one image, or what the second leaves of the first. Rings stay the master
 * where they can: a ring beside the first shape is one more part of it, a ring inside of it a hole.
 *
 * @returns the first shape itself when not one pixel changes
 */
export function combineShapes(first: Shape, second: Shape, rule: 'union' | 'difference'): Shape {
  const mask = combineMasks(first.mask, second.mask, rule);
  if (isSameMask(mask, first.mask)) return first;
  const polygon = ringsAfter(first.polygon, second.polygon, rule);
  if (!polygon) return { mask, polygon: null };
  return { mask: rasterizePolygon(polygon, mask.size), polygon };
}

function ringsAfter(
  first: Polygon | null,
  second: Polygon | null,
  rule: 'union' | 'difference',
): Polygon | null {
  const [ring, ...others] = second?.rings ?? [];
  if (!first || !ring || others.length > 0) return null;
  return rule === 'union' ? partBeside(first, ring) : holeIn(first, ring);
}
