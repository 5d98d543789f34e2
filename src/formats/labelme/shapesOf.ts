import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { LossKind } from '#core/dataset/loss.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import { bridgeRings } from '#core/polygon/bridgeRings.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import { partsOfPolygon } from '#core/polygon/polygonParts.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { Ring } from '#core/polygon/ring.ts';
import type { Dialect, Shape } from './dialect.ts';
import { maskShapeOf } from './maskShape.ts';

type Geometry = Pick<Shape, 'points' | 'type' | 'mask'>;

/** The shapes that an object becomes, and what they do not say. */
export interface Geometries {
  readonly shapes: readonly Geometry[]; // at least one
  readonly losses: readonly { readonly kind: LossKind; readonly detail: string }[];
}

/**
 * A rectangle where only the box is known, else a polygon for each part. An outline with holes is a
 * shape of pixels where the tool has such; where it has none, slits join holes to the outside.
 */
export function geometriesOf(
  object: DataSetObject,
  { hasMasks }: Dialect,
  tolerancePx: number,
): Geometries {
  if (object.isBoxOnly) return { shapes: [rectangleOf(object)], losses: [] };
  const outline = outlineOf(object, tolerancePx);
  const all = partsOfPolygon(outline);
  const areas = all.map((part) => areaOf(rasterizePolygon(part, object.mask.size)));
  const parts = all.length > 1 ? all.filter((_, i) => (areas[i] ?? 0) > 0) : all;
  const hasHoles = parts.some(({ rings }) => rings.length > 1);
  const isSayable = parts.length > 0 && isUnionOf(object, areas);
  if ((hasHoles && hasMasks) || !isSayable) return pixelsOf(object, hasMasks);
  const losses: Geometries['losses'][number][] = [];
  if (parts.length < all.length) {
    const detail = `${all.length - parts.length} parts that hold no centre of a pixel`;
    losses.push({ kind: 'simplified', detail });
  }
  if (hasHoles) losses.push({ kind: 'holeBridged', detail: holeCountOf(parts) });
  if (!hasMasks && parts.length > 1) losses.push({ kind: 'partsSplit', detail: `${parts.length}` });
  if (object.polygon === null && tolerancePx > 0) {
    const iou = iouOf(object.mask, rasterizePolygon(outline, object.mask.size));
    if (iou < 1) losses.push({ kind: 'simplified', detail: `IoU ${iou.toFixed(4)}` });
  }
  return { shapes: parts.map((part) => polygonOf(bridgeRings(part))), losses };
}

/** Whether the rings are together what the parts are one by one: not so where drawn rings cross. */
function isUnionOf({ polygon, mask }: DataSetObject, partAreas: readonly number[]): boolean {
  if (polygon === null) return true;
  return partAreas.reduce((sum, area) => sum + area, 0) === areaOf(mask);
}

/** Pixels, or the outlines of the pixels for a tool that has none; drawn rings are lost. */
function pixelsOf(object: DataSetObject, hasMasks: boolean): Geometries {
  if (hasMasks) {
    const { points, mask } = maskShapeOf(object.mask);
    const losses = object.polygon ? [drawnRingsLost] : [];
    return { shapes: [{ type: 'mask', points, mask }], losses };
  }
  const parts = partsOfPolygon(outlineOf({ polygon: null, mask: object.mask }, 0));
  const shapes = parts.map((part) => polygonOf(bridgeRings(part)));
  return { shapes, losses: [drawnRingsLost, { kind: 'holeBridged', detail: holeCountOf(parts) }] };
}

const drawnRingsLost = { kind: 'simplified', detail: 'the drawn rings became pixels' } as const;

function holeCountOf(parts: readonly Polygon[]): string {
  const count = parts.reduce((sum, { rings }) => sum + rings.length - 1, 0);
  return `${count}`;
}

function rectangleOf({ box, mask }: DataSetObject): Geometry {
  const { x, y, width, height } = box ?? boundsOf(mask);
  const points = [
    [x, y],
    [x + width, y + height],
  ] as const;
  return { type: 'rectangle', points, mask: null };
}

function polygonOf({ points }: Ring): Geometry {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < points.length; i += 2) pairs.push([points[i] ?? 0, points[i + 1] ?? 0]);
  return { type: 'polygon', points: pairs, mask: null };
}
