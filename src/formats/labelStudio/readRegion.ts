import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { clipBox, type Box } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import { boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { ellipseRing, rectangleRing } from '#core/polygon/shapes.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import { shapeOfRings } from '../codecs/foreignRings.ts';
import { asJsonList, asJsonNumber } from '../codecs/jsonValues.ts';
import { maskOfBrush } from './brushMask.ts';
import { pxOf } from './percent.ts';

/** Kinds of regions that have an area, by the beginning of their type: `polygon`, `polygonlabels` … */
const shapeKinds = ['polygon', 'rectangle', 'ellipse', 'brush'] as const;

export type ShapeKind = (typeof shapeKinds)[number];

/** The kind of shape that a value of a region holds; null: none with an area. */
export function shapeKindOf(type: string, value: JsonObject): ShapeKind | null {
  const named = shapeKinds.find((kind) => type === kind || type === `${kind}labels`);
  if (named || type !== 'labels') return named ?? null;
  if (value['points'] !== undefined) return 'polygon';
  if (value['rle'] !== undefined) return 'brush';
  if (value['radiusX'] !== undefined) return 'ellipse';
  return value['width'] === undefined ? null : 'rectangle';
}

/** The categories that a value names: what its `…labels` list. */
export function labelsIn(value: JsonObject): readonly string[] {
  return Object.entries(value).flatMap(([key, labels]) =>
    key.endsWith('labels')
      ? (asJsonList(labels) ?? []).filter((each) => typeof each === 'string' && each !== '')
      : [],
  ) as readonly string[];
}

type JsonObject = Readonly<Record<string, unknown>>;

interface RegionPlace {
  readonly size: Size; // of the image
  readonly report: FileReport;
  readonly path: string;
}

/** The object of a region, its category aside; null where it has no area, which is then reported. */
export function readRegion(
  kind: ShapeKind,
  value: JsonObject,
  place: RegionPlace,
): DataSetObject | null {
  switch (kind) {
    case 'polygon': {
      const ring = (asJsonList(value['points']) ?? []).flatMap((point) => {
        const [x, y] = asJsonList(point) ?? [];
        return [px(x, place.size.width), px(y, place.size.height)];
      });
      return ringObject(ring, place);
    }
    case 'rectangle':
      return rectangleObject(value, place);
    case 'ellipse':
      return ellipseObject(value, place);
    case 'brush': {
      const mask = maskOfBrush(asJsonList(value['rle']) ?? [], place.size);
      if (mask && !isEmptyMask(mask)) return plainObject(0, mask);
      place.report.error(mask ? 'emptyMask' : 'badRuns', place.path);
      return null;
    }
  }
}

function px(percent: unknown, side: number): number {
  return pxOf(asJsonNumber(percent) ?? NaN, side);
}

function ringObject(ring: readonly number[], place: RegionPlace): DataSetObject | null {
  const shape = shapeOfRings([ring], place.size, place);
  return shape && { ...plainObject(0, shape.mask), polygon: shape.polygon };
}

/** Rotation is clockwise, in degrees, about the top left corner. Source: Label Studio, same page. */
function rectangleObject(value: JsonObject, place: RegionPlace): DataSetObject | null {
  const { size, report, path } = place;
  const box = {
    x: px(value['x'], size.width),
    y: px(value['y'], size.height),
    width: px(value['width'], size.width),
    height: px(value['height'], size.height),
  };
  if (!Object.values(box).every(Number.isFinite) || box.width < 0 || box.height < 0) {
    report.error('wrongShape', path);
    return null;
  }
  const rotation = asJsonNumber(value['rotation']) ?? 0;
  if (rotation === 0) return boxObject(box, place);
  return ringObject(turned([...rectangleRing(box).points], box, rotation), place);
}

function boxObject(box: Box<'image'>, { size, report, path }: RegionPlace): DataSetObject | null {
  const mask = rasterizePolygon({ rings: [rectangleRing(clipBox(box, size))] }, size);
  if (isEmptyMask(mask)) {
    report.error('emptyMask', path);
    return null;
  }
  report.warning('onlyBox', path);
  const isSame = JSON.stringify(boundsOf(mask)) === JSON.stringify(box);
  return { ...plainObject(0, mask), isBoxOnly: true, box: isSame ? null : box };
}

/** `x` and `y` are the middle of an ellipse; it turns about it. */
function ellipseObject(value: JsonObject, place: RegionPlace): DataSetObject | null {
  const { size, report, path } = place;
  const x = px(value['x'], size.width);
  const y = px(value['y'], size.height);
  const radiusX = px(value['radiusX'], size.width);
  const radiusY = px(value['radiusY'], size.height);
  if (!(Number.isFinite(x + y) && radiusX > 0 && radiusY > 0)) {
    report.error('wrongShape', path);
    return null;
  }
  const box = { x: x - radiusX, y: y - radiusY, width: 2 * radiusX, height: 2 * radiusY };
  const ring = [...ellipseRing(box).points];
  return ringObject(turned(ring, { x, y }, asJsonNumber(value['rotation']) ?? 0), place);
}

/** Points x0, y0, x1, y1, … turned clockwise on the screen. */
function turned(
  ring: readonly number[],
  { x, y }: { readonly x: number; readonly y: number },
  degrees: number,
): readonly number[] {
  if (degrees === 0) return ring;
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  return ring.map((_, i) => {
    const dx = (ring[i - (i % 2)] ?? 0) - x;
    const dy = (ring[i - (i % 2) + 1] ?? 0) - y;
    return i % 2 === 0 ? x + dx * cos - dy * sin : y + dx * sin + dy * cos;
  });
}
