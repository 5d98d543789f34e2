import type { AttributeValues } from '#core/annotation/attributes.ts';
import {
  objectOfBox,
  objectOfEllipse,
  objectOfMask,
  objectOfRings,
  type ShapeReading,
} from '#core/dataset/shapeObject.ts';
import { boxFromCorners } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import { polygonBounds } from '#core/polygon/polygon.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import { fieldOf, isJsonObject, type JsonObject } from '../codecs/jsonFile.ts';
import { readMaskShape } from './maskShape.ts';

/** One shape of a file as an object of its own, before shapes of one group are joined. */
export interface ReadShape {
  readonly label: string;
  readonly groupId: string | null;
  readonly object: (ShapeReading & { readonly isObject: true })['object'];
}

/** What is needed to read the shapes of one file. */
export interface ShapeSource {
  readonly size: Size;
  readonly report: FileReport;
  categoryOf(label: string): number;
}

/** A shape of a file, or null and a reason in the report. */
export function readShape(
  value: unknown,
  path: string,
  { size, report, categoryOf }: ShapeSource,
): ReadShape | null {
  if (!isJsonObject(value)) {
    report.error('wrongShape', path, 'not an object');
    return null;
  }
  const label = fieldOf(value, 'label');
  if (typeof label !== 'string' || label === '') {
    report.error('missingCategory', `${path}.label`);
    return null;
  }
  const points = pointsOf(fieldOf(value, 'points'));
  if (!points) {
    report.error('wrongShape', `${path}.points`, 'not a list of points');
    return null;
  }
  const reading = readGeometry(value, points, { size, report, path });
  if (!reading.isObject) {
    report.error(reading.fault, path, `${label}: ${reading.detail}`);
    return null;
  }
  if (reading.isCut) report.warning('outOfImage', path, label);
  const group = fieldOf(value, 'group_id');
  return {
    label,
    groupId: typeof group === 'number' || typeof group === 'string' ? String(group) : null,
    object: {
      ...reading.object,
      category: categoryOf(label),
      ...wordsOf(value, path, report),
    },
  };
}

interface GeometrySource {
  readonly size: Size;
  readonly report: FileReport;
  readonly path: string;
}

/** Versions before 3 know polygons only and name no type. */
function readGeometry(
  shape: JsonObject,
  points: Float64Array,
  source: GeometrySource,
): ShapeReading {
  const { size } = source;
  const type = fieldOf(shape, 'shape_type') ?? 'polygon';
  switch (type) {
    case 'polygon':
    case 'oriented_rectangle':
    case 'rotation':
    case 'quadrilateral':
      return objectOfRings(0, [{ points }], size);
    case 'rectangle':
      return readRectangle(points, size);
    case 'circle':
      return readCircle(points, size);
    case 'mask':
      return readMask(fieldOf(shape, 'mask'), points, source);
    default: {
      const kind = typeof type === 'string' ? type : typeof type;
      return { isObject: false, fault: 'unknownShape', detail: `${kind} has no area` };
    }
  }
}

/** Two opposite corners in any order, or all four of X-AnyLabeling; turned ones are a polygon. */
function readRectangle(points: Float64Array, size: Size): ShapeReading {
  if (points.length === 8) {
    const [x0, y0, x1, y1, x2, y2, x3, y3] = points;
    const isUpright =
      (x0 === x3 && x1 === x2 && y0 === y1 && y2 === y3) ||
      (x0 === x1 && x2 === x3 && y0 === y3 && y1 === y2);
    if (!isUpright) return objectOfRings(0, [{ points }], size);
    return objectOfBox(0, polygonBounds({ rings: [{ points }] }), size);
  }
  if (points.length !== 4) return wrongCount(points);
  const [x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = points;
  return objectOfBox(0, boxFromCorners({ x: x0, y: y0 }, { x: x1, y: y1 }), size);
}

/** The centre and a point on the rim. */
function readCircle(points: Float64Array, size: Size): ShapeReading {
  if (points.length !== 4) return wrongCount(points);
  const [x = NaN, y = NaN, rimX = NaN, rimY = NaN] = points;
  const radius = Math.hypot(rimX - x, rimY - y);
  const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  return objectOfEllipse(0, box, 0, size);
}

function readMask(mask: unknown, points: Float64Array, source: GeometrySource): ShapeReading {
  const { size, report, path } = source;
  if (points.length !== 4) return wrongCount(points);
  const [x = NaN, y = NaN, right = NaN, bottom = NaN] = points;
  const read = typeof mask === 'string' ? readMaskShape(mask, { x, y }, size) : null;
  if (!read) return { isObject: false, fault: 'notPng', detail: 'its mask is no PNG that fits' };
  const { cropSize } = read;
  const stated = `${Math.round(right - x) + 1} × ${Math.round(bottom - y) + 1}`;
  const found = `${cropSize.width} × ${cropSize.height}`;
  if (stated !== found) report.warning('wrongSize', path, `${stated} stated, ${found} found`);
  const left = Math.round(x);
  const top = Math.round(y);
  const isCut =
    left < 0 ||
    top < 0 ||
    left + cropSize.width > size.width ||
    top + cropSize.height > size.height;
  return objectOfMask(0, read.mask, isCut);
}

function wrongCount(points: Float64Array): ShapeReading {
  const fault = points.length < 4 ? 'tooFewPoints' : 'wrongShape';
  return { isObject: false, fault, detail: `${points.length / 2} points` };
}

/** Flags, attributes, text and score of a shape, of either tool. */
function wordsOf(shape: JsonObject, path: string, report: FileReport) {
  const name = fieldOf(shape, 'description');
  const score = fieldOf(shape, 'score');
  const linking = fieldOf(shape, 'kie_linking');
  if (Array.isArray(linking) && linking.length > 0) {
    report.warning('other', `${path}.kie_linking`, 'links between shapes are not read');
  }
  const difficult: AttributeValues =
    fieldOf(shape, 'difficult') === true ? { difficult: true } : {};
  return {
    name: typeof name === 'string' ? name : '',
    score: typeof score === 'number' && score >= 0 && score <= 1 ? score : null,
    attributes: {
      ...valuesOf(fieldOf(shape, 'attributes'), `${path}.attributes`, report),
      ...valuesOf(fieldOf(shape, 'flags'), `${path}.flags`, report),
      ...difficult,
    },
  };
}

function valuesOf(values: unknown, path: string, report: FileReport): AttributeValues {
  if (values === undefined || values === null) return {};
  if (!isJsonObject(values)) {
    report.warning('wrongShape', path, 'not an object');
    return {};
  }
  const good = Object.entries(values).filter(
    (entry): entry is [string, string | number | boolean] => {
      const [, value] = entry;
      return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
    },
  );
  if (good.length < Object.keys(values).length) {
    report.warning('wrongShape', path, 'a value is neither text, a number nor true or false');
  }
  return Object.fromEntries(good);
}

/** x0, y0, x1, y1, … of a list of pairs. */
function pointsOf(value: unknown): Float64Array | null {
  if (!Array.isArray(value)) return null;
  const points = new Float64Array(2 * value.length);
  for (const [i, pair] of value.entries()) {
    if (!Array.isArray(pair) || pair.length !== 2) return null;
    const [x, y]: readonly unknown[] = pair;
    if (typeof x !== 'number' || typeof y !== 'number') return null;
    points[2 * i] = x;
    points[2 * i + 1] = y;
  }
  return points;
}
