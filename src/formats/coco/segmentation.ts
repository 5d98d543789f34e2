import type { Rle } from '#core/mask/rle.ts';
import { rleToString } from '#core/mask/rleString.ts';
import { hasHoles } from '#core/polygon/ring.ts';
import { traceRings } from '#core/polygon/traceRings.ts';

/**
 * How masks are written. `rle` is always exact. `polygonWhereExact` writes polygons for readers that
 * know nothing else, and falls back to RLE for masks with holes, which polygons cannot say.
 */
export type CocoGeometry = 'rle' | 'polygonWhereExact';

/** The value of `segmentation`: compressed RLE, or one flat list x0, y0, x1, y1, … for each part. */
export type CocoSegmentation =
  | { readonly size: readonly [height: number, width: number]; readonly counts: string }
  | readonly (readonly number[])[];

/**
 * The mask in the wanted form. Polygons run along pixel edges; pycocotools rasterises them to the
 * same mask, pixel by pixel: it upsamples by 5 and looks for the crossing with the middle of each
 * column, which for whole coordinates is the edge itself, and the parts do not overlap.
 */
export function segmentationOf(mask: Rle, geometry: CocoGeometry): CocoSegmentation {
  if (geometry === 'polygonWhereExact') {
    const rings = traceRings(mask);
    if (!hasHoles(rings)) return rings.map(({ points }) => [...points]);
  }
  return { size: [mask.size.height, mask.size.width], counts: rleToString(mask) };
}
