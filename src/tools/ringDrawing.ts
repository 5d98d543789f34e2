import type { HandTool } from '#core/annotation/provenance.ts';
import type { Size } from '#core/geometry/size.ts';
import { isCrossing } from '#core/polygon/crossings.ts';
import { isSound } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { Ring } from '#core/polygon/ring.ts';
import type { DrawnShape } from '#store/sessionStore.ts';

/**
 * What a drawn ring stands for: the pixels inside, even-odd, and the ring itself as the master. One
 * that crosses itself cannot be kept as it is, so that its pixels are the master.
 *
 * @param ring null: nothing of it lies on the image
 */
export function shapeOfRing(ring: Ring | null, tool: HandTool, size: Size): DrawnShape {
  const polygon = { rings: ring ? [ring] : [] };
  const isKept = isSound(polygon, size) && !isCrossing(polygon);
  return { mask: rasterizePolygon(polygon, size), polygon: isKept ? polygon : null, tool };
}
