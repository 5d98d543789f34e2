import type { AttributeSpec, AttributeValue } from '#core/annotation/attributes.ts';
import type { DataSetObject } from '#core/dataset/dataSet.ts';
import {
  objectOfBox,
  objectOfEllipse,
  objectOfMask,
  objectOfRings,
  type ShapeReading,
} from '#core/dataset/shapeObject.ts';
import type { Size } from '#core/geometry/size.ts';
import { rotateRing } from '#core/polygon/rotateRing.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import type { XmlElement } from '../codecs/xml.ts';
import { valueOfText } from './attributes.ts';
import { maskOfRowRuns } from './rowRuns.ts';

/** Where a shape stands and what it may be. */
export interface ShapeSource {
  readonly size: Size;
  readonly report: FileReport;
  readonly path: string;
  categoryOf(label: string): number;
  specsOf(category: number): readonly AttributeSpec[];
}

/** A shape with its place among those of its image. */
export interface ReadShape {
  readonly object: DataSetObject;
  readonly zOrder: number;
}

/** The shape of an element of an image, or null and a reason in the report. */
export function readShape(element: XmlElement, source: ShapeSource): ReadShape | null {
  const { report, path } = source;
  const { label = '', z_order: zOrder = '0', group_id: group = '0' } = element.attributes;
  const reading = readGeometry(element, source);
  if (!reading.isObject) {
    report.error(reading.fault, path, reading.detail);
    return null;
  }
  if (label === '') {
    report.error('missingCategory', `${path}.label`);
    return null;
  }
  if (reading.isCut) report.warning('outOfImage', path, label);
  const category = source.categoryOf(label);
  const attributes = attributesOf(element, source.specsOf(category));
  const object = {
    ...reading.object,
    category,
    attributes,
    group: group === '0' || group === '' ? null : group,
  };
  const order = Number(zOrder);
  return { object, zOrder: Number.isFinite(order) ? order : 0 };
}

function readGeometry(element: XmlElement, source: ShapeSource): ShapeReading {
  const { size } = source;
  switch (element.name) {
    case 'polygon':
      return readPolygon(element, size);
    case 'box':
      return readBox(element, size);
    case 'ellipse':
      return readEllipse(element, size);
    case 'mask':
      return readMask(element, source);
    default: {
      const detail = `${element.name} has no area`;
      return { isObject: false, fault: 'unknownShape', detail };
    }
  }
}

function readPolygon({ attributes }: XmlElement, size: Size): ShapeReading {
  const points: number[] = [];
  for (const pair of (attributes['points'] ?? '').split(';')) {
    const [x = '', y = '', ...more] = pair.split(',');
    if (x.trim() === '' || y.trim() === '' || more.length > 0) {
      return { isObject: false, fault: 'oddCoordinates', detail: `"${pair.slice(0, 40)}"` };
    }
    points.push(Number(x), Number(y));
  }
  return objectOfRings(0, [{ points: Float64Array.from(points) }], size);
}

function readBox({ attributes }: XmlElement, size: Size): ShapeReading {
  const left = numberOf(attributes['xtl']);
  const top = numberOf(attributes['ytl']);
  const right = numberOf(attributes['xbr']);
  const bottom = numberOf(attributes['ybr']);
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const radians = radiansOf(attributes);
  if (radians === 0) return objectOfBox(0, box, size);
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  return objectOfRings(0, [rotateRing(rectangleRing(box), middle, radians)], size);
}

function readEllipse({ attributes }: XmlElement, size: Size): ShapeReading {
  const radiusX = numberOf(attributes['rx']);
  const radiusY = numberOf(attributes['ry']);
  const x = numberOf(attributes['cx']) - radiusX;
  const y = numberOf(attributes['cy']) - radiusY;
  const box = { x, y, width: 2 * radiusX, height: 2 * radiusY };
  return objectOfEllipse(0, box, radiansOf(attributes), size);
}

/** Degrees, clockwise on the screen; absent: 0. */
function radiansOf({ rotation = '0' }: XmlElement['attributes']): number {
  return (numberOf(rotation) * Math.PI) / 180;
}

/** NaN for what is no number, also for ''. */
function numberOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? NaN : Number(text);
}

function readMask({ attributes }: XmlElement, { size, report, path }: ShapeSource): ShapeReading {
  const left = numberOf(attributes['left']);
  const top = numberOf(attributes['top']);
  const width = numberOf(attributes['width']);
  const height = numberOf(attributes['height']);
  const isBox = [left, top, width, height].every(Number.isSafeInteger) && width > 0 && height > 0;
  if (!isBox) return { isObject: false, fault: 'wrongShape', detail: 'no box of whole pixels' };
  const text = attributes['rle'] ?? '';
  const runs = text.trim() === '' ? [] : text.split(',').map(numberOf);
  if (runs.length === 0) return { isObject: false, fault: 'emptyMask', detail: 'no runs' };
  const total = runs.reduce((sum, run) => sum + run, 0);
  const isRun = (run: number): boolean => Number.isSafeInteger(run) && run >= 0;
  if (!runs.every(isRun) || total > width * height) {
    const detail = `runs of ${total} px in a box of ${width} × ${height}`;
    return { isObject: false, fault: 'badRuns', detail };
  }
  if (total < width * height) {
    report.warning('badRuns', path, `${total} of ${width * height} px; the rest is background`);
  }
  const mask = maskOfRowRuns({ left, top, width, height, runs }, size);
  if (!mask) return { isObject: false, fault: 'wrongSize', detail: `${width} × ${height} px` };
  const isCut = left < 0 || top < 0 || left + width > size.width || top + height > size.height;
  return objectOfMask(0, mask, isCut);
}

/** Values by their names; `occluded` is one where CVAT says so. */
function attributesOf(
  { attributes, children }: XmlElement,
  specs: readonly AttributeSpec[],
): Readonly<Record<string, AttributeValue>> {
  const values = children.flatMap((child): readonly (readonly [string, AttributeValue])[] => {
    const name = child.name === 'attribute' ? (child.attributes['name'] ?? '') : '';
    if (name === '') return [];
    const spec = specs.find((each) => each.name === name);
    const value = valueOfText(child.text, spec);
    return value === null ? [] : [[name, value]];
  });
  const isOccluded = attributes['occluded'] === '1';
  return Object.fromEntries([...(isOccluded ? [['occluded', true] as const] : []), ...values]);
}
