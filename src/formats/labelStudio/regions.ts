import type { DataSetObject } from '#core/dataset/dataSet.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import { boundsOf, isSameMask } from '#core/mask/measures.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { WriteOptions } from '../writeOptions.ts';
import { brushOfMask } from './brushMask.ts';
import { controlNames } from './controls.ts';
import { percentOf, pxOf } from './percent.ts';

/** A region as a result of Label Studio. */
interface Region {
  readonly id: string;
  readonly type: string;
  readonly value: object;
  readonly from_name: string;
  readonly to_name: string;
  readonly original_width: number; // px
  readonly original_height: number;
  readonly image_rotation: 0;
  readonly score?: number;
  readonly meta?: { readonly text: readonly string[] };
}

/**
 * The region of an object: a rectangle where only the box is known, a polygon where one ring says the
 * mask, else a brush. With `geometry: 'rle'` only drawn rings become polygons, with `mixed` traced
 * ones too where they are exact, with `polygon` also where they are simplified.
 */
export function regionOf(
  object: DataSetObject,
  { id, category }: { readonly id: string; readonly category: string },
  options: WriteOptions,
): { readonly shape: Region; readonly isSimplified: boolean } {
  const { size } = object.mask;
  const frame = {
    id,
    to_name: controlNames.image,
    original_width: size.width,
    original_height: size.height,
    image_rotation: 0,
    ...(object.score === null ? {} : { score: object.score }),
    ...(object.name === '' ? {} : { meta: { text: [object.name] } }),
  } as const;
  if (object.isBoxOnly) {
    const rectangle = {
      type: 'rectanglelabels',
      from_name: controlNames.rectangle,
      value: { ...boxPercents(object), rotation: 0, rectanglelabels: [category] },
    };
    return { shape: { ...frame, ...rectangle }, isSimplified: false };
  }
  const { points, isSimplified } = ringOf(object, options);
  if (points) {
    const value = { points, closed: true, polygonlabels: [category] };
    const polygon = { type: 'polygonlabels', from_name: controlNames.polygon, value };
    return { shape: { ...frame, ...polygon }, isSimplified };
  }
  const value = { format: 'rle', rle: brushOfMask(object.mask), brushlabels: [category] };
  const brush = { type: 'brushlabels', from_name: controlNames.brush, value };
  return { shape: { ...frame, ...brush }, isSimplified: false };
}

function boxPercents({ box, mask }: DataSetObject): object {
  const { x, y, width, height } = box ?? boundsOf(mask);
  const { size } = mask;
  return {
    x: percentOf(x, size.width),
    y: percentOf(y, size.height),
    width: percentOf(width, size.width),
    height: percentOf(height, size.height),
  };
}

/** The one ring of an object in percent; null where it is to be a brush. */
function ringOf(
  object: DataSetObject,
  { geometry, tolerancePx }: WriteOptions,
): {
  readonly points: readonly (readonly [number, number])[] | null;
  readonly isSimplified: boolean;
} {
  const none = { points: null, isSimplified: false };
  if (geometry === 'rle' && !object.polygon) return none;
  const { mask } = object;
  const outline = outlineOf(object, tolerancePx);
  const [ring, another] = outline.rings;
  if (!ring || another) return none;
  const points: (readonly [number, number])[] = [];
  const { width, height } = mask.size;
  for (let i = 0; i < ring.points.length; i += 2) {
    points.push([
      percentOf(ring.points[i] ?? 0, width),
      percentOf(ring.points[i + 1] ?? 0, height),
    ]);
  }
  const back = points.flatMap(([x, y]) => [pxOf(x, width), pxOf(y, height)]);
  const read: Polygon = { rings: [{ points: Float64Array.from(back) }] };
  const isExact = isSameMask(rasterizePolygon(read, mask.size), mask);
  return isExact || geometry === 'polygon' ? { points, isSimplified: !isExact } : none;
}
