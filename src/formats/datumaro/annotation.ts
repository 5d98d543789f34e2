import type { AttributeValues } from '#core/annotation/attributes.ts';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { clipBox } from '#core/geometry/box.ts';
import type { Size } from '#core/geometry/size.ts';
import { boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { ellipseRing, rectangleRing } from '#core/polygon/shapes.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import { shapeOfRings } from '../codecs/foreignRings.ts';
import { asJsonList, asJsonNumber, asJsonObject, asJsonText } from '../codecs/jsonValues.ts';

/** What an annotation is about. */
interface AnnotationPlace {
  readonly size: Size; // of its image
  readonly names: readonly (string | null)[]; // of categories, by label id
  readonly report: FileReport;
  readonly path: string;
}

/** A tag of the image, or an object with the name of its category. */
export type ReadAnnotation =
  { readonly tag: string } | { readonly category: string; readonly object: DataSetObject };

/** One annotation; null where it cannot be taken, which is then reported. */
export function readAnnotation(value: unknown, place: AnnotationPlace): ReadAnnotation | null {
  const { names, report, path } = place;
  const annotation = asJsonObject(value);
  const type = asJsonText(annotation?.['type']);
  if (!annotation || type === null) {
    report.error('wrongShape', path);
    return null;
  }
  const label = asJsonNumber(annotation['label_id']);
  const category = label === null ? null : (names[label] ?? null);
  if (category === null) {
    const isOther = !['label', 'mask', 'polygon', 'bbox', 'ellipse'].includes(type);
    report.error(isOther ? 'unknownShape' : 'missingCategory', path, isOther ? type : '');
    return null;
  }
  if (type === 'label') return { tag: category };
  const object = objectOf(type, annotation, place);
  return object && { category, object: { ...object, ...factsOf(annotation, place) } };
}

type JsonObject = Readonly<Record<string, unknown>>;

function objectOf(
  type: string,
  annotation: JsonObject,
  { size, report, path }: AnnotationPlace,
): DataSetObject | null {
  const points = (asJsonList(annotation['points']) ?? []).map((each) => asJsonNumber(each) ?? NaN);
  switch (type) {
    case 'mask': {
      const counts = asJsonText(asJsonObject(annotation['rle'])?.['counts']);
      const read = counts === null ? null : rleFromString(counts, size);
      if (read?.isValid && !isEmptyMask(read.rle)) return plainObject(0, read.rle);
      if (read?.isValid) report.error('emptyMask', path);
      else report.error(read ? 'badRuns' : 'wrongShape', path, read?.issue.code);
      return null;
    }
    case 'polygon': {
      const shape = shapeOfRings([points], size, { report, path });
      return shape && { ...plainObject(0, shape.mask), polygon: shape.polygon };
    }
    case 'ellipse': {
      const [left = NaN, top = NaN, right = NaN, bottom = NaN] = points;
      const box = { x: left, y: top, width: right - left, height: bottom - top };
      const ring = box.width > 0 && box.height > 0 ? ellipseRing(box) : null;
      const shape = shapeOfRings([ring ? [...ring.points] : []], size, { report, path });
      return shape && { ...plainObject(0, shape.mask), polygon: shape.polygon };
    }
    case 'bbox':
      return boxOnly(annotation, { size, report, path });
    default:
      report.error('unknownShape', path, type);
      return null;
  }
}

function boxOnly(
  annotation: JsonObject,
  { size, report, path }: Pick<AnnotationPlace, 'size' | 'report' | 'path'>,
): DataSetObject | null {
  const numbers = (asJsonList(annotation['bbox']) ?? []).map((each) => asJsonNumber(each) ?? NaN);
  const [x = NaN, y = NaN, width = NaN, height = NaN] = numbers;
  if (!(width >= 0 && height >= 0 && Number.isFinite(x) && Number.isFinite(y))) {
    report.error('wrongShape', path, 'bbox');
    return null;
  }
  const box = { x, y, width, height };
  const mask = rasterizePolygon({ rings: [rectangleRing(clipBox(box, size))] }, size);
  if (isEmptyMask(mask)) {
    report.error('emptyMask', path);
    return null;
  }
  report.warning('onlyBox', path);
  const bounds = boundsOf(mask);
  const isSame = JSON.stringify(bounds) === JSON.stringify(box);
  return { ...plainObject(0, mask), isBoxOnly: true, box: isSame ? null : box };
}

/** Attributes, and those of them that are facts of ours. */
function factsOf(
  annotation: JsonObject,
  { report, path }: AnnotationPlace,
): Pick<DataSetObject, 'attributes' | 'score' | 'isCrowd' | 'group'> {
  const values: [string, AttributeValues[string]][] = [];
  let score: number | null = null;
  let isCrowd = false;
  for (const [name, value] of Object.entries(asJsonObject(annotation['attributes']) ?? {})) {
    const isValue =
      typeof value === 'string' || typeof value === 'boolean' || asJsonNumber(value) !== null;
    if (name === 'score' && typeof value === 'number' && value >= 0 && value <= 1) score = value;
    else if (name === 'is_crowd' && typeof value === 'boolean') isCrowd = value;
    else if (isValue) values.push([name, value as AttributeValues[string]]);
    else report.warning('wrongShape', `${path}.attributes`, name);
  }
  const group = asJsonNumber(annotation['group']) ?? 0;
  return {
    attributes: Object.fromEntries(values),
    score,
    isCrowd,
    group: group === 0 ? null : String(group),
  };
}
