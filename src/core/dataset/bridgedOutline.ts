import { isEmptyMask } from '../mask/measures.ts';
import { iouOf } from '../mask/overlap.ts';
import { bridgeRings } from '../polygon/bridgeRings.ts';
import { partsOfPolygon } from '../polygon/polygonParts.ts';
import { rasterizePolygon } from '../polygon/rasterizePolygon.ts';
import type { Ring } from '../polygon/ring.ts';
import type { DataSetObject } from './dataSet.ts';
import type { Loss } from './loss.ts';
import { outlineOf } from './outline.ts';

/** The outline of an object as one ring, and what that costs. */
export interface BridgedOutline {
  readonly ring: Ring;
  readonly losses: readonly Pick<Loss, 'kind' | 'detail'>[];
}

/**
 * For formats whose outlines are one ring: slits join holes to the outside and parts to one another.
 * An outline that would hold no centre of a pixel any more runs along every pixel.
 *
 * @param tolerancePx see `outlineOf`
 */
export function bridgedOutlineOf(
  object: Pick<DataSetObject, 'polygon' | 'mask'>,
  tolerancePx: number,
): BridgedOutline {
  const { polygon, mask } = object;
  const coarse = outlineOf(object, tolerancePx);
  const isLeft = polygon !== null || !isEmptyMask(rasterizePolygon(coarse, mask.size));
  const outline = isLeft ? coarse : outlineOf(object, 0);
  const losses: Pick<Loss, 'kind' | 'detail'>[] = [];
  if (outline.rings.length > 1) {
    const partCount = partsOfPolygon(outline).length;
    const holeCount = outline.rings.length - partCount;
    if (holeCount > 0) losses.push({ kind: 'holeBridged', detail: `${holeCount}` });
    if (partCount > 1) losses.push({ kind: 'partsBridged', detail: `${partCount}` });
  }
  if (polygon === null && tolerancePx > 0) {
    const iou = iouOf(mask, rasterizePolygon(outline, mask.size));
    if (iou < 1) losses.push({ kind: 'simplified', detail: `IoU ${iou.toFixed(4)}` });
  }
  return { ring: bridgeRings(outline), losses };
}
