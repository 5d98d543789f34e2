import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { LossKind } from '#core/dataset/loss.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import type { Size } from '#core/geometry/size.ts';
import { isEmptyMask, isSameMask } from '#core/mask/measures.ts';
import { bridgeRings } from '#core/polygon/bridgeRings.ts';
import { nestingOf } from '#core/polygon/nesting.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import { detailLoss, rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { Ring } from '#core/polygon/ring.ts';
import { placeOfShare, shareOfPlace } from './shares.ts';

/** An object as the numbers of a row, and what that costs. */
export interface Row {
  readonly shares: readonly string[];
  readonly losses: readonly { readonly kind: LossKind; readonly detail: string }[];
}

/**
 * The outline of an object as one ring: x0 y0 x1 y1 … as shares of width and height. Holes and parts
 * are joined by slits. With a tolerance of 0 the numbers, read again, give the very pixels of the mask:
 * whole pixels in six digits, drawn rings in as many as they need; where drawn rings run so close by
 * the centre of a pixel that no digits would do, the outline of the pixels takes their place.
 */
export function segmentRow(object: DataSetObject, tolerancePx: number): Row {
  const { mask } = object;
  const outline = outlineOf(object, tolerancePx);
  const shares = sharesOf(bridgeRings(outline), mask.size);
  if (object.polygon === null && tolerancePx === 0) return { shares, losses: joints(outline) };
  const read = rasterizePolygon({ rings: [ringOfShares(shares, mask.size)] }, mask.size);
  if (isSameMask(read, mask)) return { shares, losses: joints(outline) };
  if (isEmptyMask(read) || object.polygon !== null) {
    return segmentRow({ ...object, polygon: null }, isEmptyMask(read) ? 0 : tolerancePx);
  }
  const loss = detailLoss(mask, { rings: [ringOfShares(shares, mask.size)] });
  const detail = `IoU ${(1 - loss).toFixed(4)}`;
  return { shares, losses: [...joints(outline), { kind: 'simplified', detail }] };
}

/** What the slits of {@link bridgeRings} join. */
function joints({ rings }: Polygon): Row['losses'] {
  if (rings.length < 2) return [];
  const { depths } = nestingOf(rings);
  const parts = depths.filter((depth) => depth % 2 === 0).length;
  const holes = rings.length - parts;
  return [
    ...(holes > 0 ? [{ kind: 'holeBridged', detail: String(holes) } as const] : []),
    ...(parts > 1 ? [{ kind: 'partsBridged', detail: String(parts) } as const] : []),
  ];
}

/** Points as shares, x and y in turn; what lies off the image is moved to its rim. */
export function sharesOf({ points }: Ring, { width, height }: Size): readonly string[] {
  return Array.from(points, (place, i) => {
    const side = i % 2 === 0 ? width : height;
    return shareOfPlace(Math.min(side, Math.max(0, place)), side);
  });
}

/** The ring that shares mean on an image of that size. */
export function ringOfShares(shares: readonly string[], { width, height }: Size): Ring {
  const points = shares.map((share, i) => placeOfShare(share, i % 2 === 0 ? width : height));
  return { points: Float64Array.from(points) };
}
