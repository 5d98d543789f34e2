import type { Size } from '#core/geometry/size.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { FileReport } from './fileReport.ts';

/** What rings of foreign origin enclose, and the rings where they may be stored as they are. */
export interface ForeignShape {
  readonly mask: Rle; // not empty
  readonly polygon: Polygon | null;
}

/**
 * The area inside flat lists x0, y0, x1, y1, … of one object, image px; null where they enclose no
 * pixel or are no rings, which is then reported. What lies outside of the image is cut off; the rings
 * are then left out, and that is reported too.
 */
export function shapeOfRings(
  rings: readonly (readonly number[])[],
  size: Size,
  { report, path }: { readonly report: FileReport; readonly path: string },
): ForeignShape | null {
  for (const ring of rings) {
    const isOdd = ring.length % 2 !== 0;
    if (isOdd || ring.length < 6 || !ring.every(Number.isFinite)) {
      report.error(isOdd ? 'oddCoordinates' : 'tooFewPoints', path, `${ring.length} numbers`);
      return null;
    }
  }
  const polygon = { rings: rings.map((ring) => ({ points: Float64Array.from(ring) })) };
  const mask = rasterizePolygon(polygon, size);
  if (isEmptyMask(mask)) {
    report.error('emptyMask', path);
    return null;
  }
  if (isSound(polygon, size)) return { mask, polygon };
  report.warning('outOfImage', path);
  return { mask, polygon: null };
}
