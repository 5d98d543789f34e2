import type { Polygon } from '../polygon/polygon.ts';
import { simplifyPolygon } from '../polygon/simplifyPolygon.ts';
import { traceRings } from '../polygon/traceRings.ts';
import type { DataSetObject } from './dataSet.ts';

/**
 * The outlines of an object: its own rings where they are the master, else those around its pixels,
 * simplified. Filled even-odd; see `partsOfPolygon` for parts with their holes.
 *
 * @param tolerancePx how far a traced outline may be from the mask; 0: none, its pixels come back
 */
export function outlineOf(
  { polygon, mask }: Pick<DataSetObject, 'polygon' | 'mask'>,
  tolerancePx: number,
): Polygon {
  if (polygon) return polygon;
  const traced = { rings: traceRings(mask) };
  return tolerancePx > 0 ? simplifyPolygon(traced, tolerancePx) : traced;
}
