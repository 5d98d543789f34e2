import { isAttributeValues, type AttributeValues } from '#core/annotation/attributes.ts';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { clipBox, type Box } from '#core/geometry/box.ts';
import { isSameSize, type Size } from '#core/geometry/size.ts';
import { areaOf, boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import type { FileReport } from '../codecs/fileReport.ts';
import {
  asJsonList,
  asJsonNumber,
  asJsonObject,
  asJsonText,
  parseJsonText,
} from '../codecs/jsonValues.ts';
import type { MaskPng } from './maskPng.ts';

/** The lists under `objects`, by their names; null where there are none. */
export type ObjectColumns = ReadonlyMap<string, readonly unknown[]>;

/** The lists of a row; `category` is another name for `categories`. */
export function columnsOf(objects: unknown): ObjectColumns | null {
  const record = asJsonObject(objects);
  if (!record) return null;
  const lists = Object.entries(record).flatMap(([name, value]) => {
    const list = asJsonList(value);
    return list ? [[name === 'category' ? 'categories' : name, list] as const] : [];
  });
  return new Map(lists);
}

/** What a row knows of its objects. */
interface RowContent {
  readonly columns: ObjectColumns | null;
  readonly masks: MaskPng | null;
  readonly size: Size; // of the image
}

interface RowPlace {
  readonly at: string;
  readonly report: FileReport;
}

/** An object and the id of its category. */
export type RowObject = Omit<DataSetObject, 'category'> & { readonly categoryId: number };

/** The objects of a row: those of its lists, else those of the picture of masks. */
export function readObjects(content: RowContent, place: RowPlace): readonly RowObject[] {
  const { columns, masks, size } = content;
  if (masks && !isSameSize(masks.size, size)) {
    place.report.error('wrongSize', place.at, 'mask');
    return [];
  }
  const count = columns?.get('bbox')?.length ?? columns?.get('rle')?.length ?? null;
  if (columns === null || count === null) {
    return (masks?.instances ?? []).map(({ categoryId, mask }) => ({
      ...plainObject(0, mask),
      categoryId,
    }));
  }
  return Array.from({ length: count }, (_, i) => readObject(content, i, place)).flatMap(
    (object) => object ?? [],
  );
}

function readObject(
  { columns, masks, size }: RowContent,
  index: number,
  { at, report }: RowPlace,
): RowObject | null {
  const path = `${at} objects[${index}]`;
  const valueOf = (column: string): unknown => columns?.get(column)?.[index];
  const categoryId = asJsonNumber(valueOf('categories'));
  if (categoryId === null || categoryId < 0 || !Number.isInteger(categoryId)) {
    report.error('missingCategory', path);
    return null;
  }
  const number = asJsonNumber(valueOf('id')) ?? index + 1;
  const box = boxOf(valueOf('bbox'));
  const rle = asJsonText(valueOf('rle')) ?? '';
  const read = rle === '' ? null : rleFromString(rle, size);
  if (read && !read.isValid) {
    report.error('badRuns', path, read.issue.code);
    return null;
  }
  const exact = read ? read.rle : masks?.instances.find((each) => each.number === number)?.mask;
  if (!exact) report.warning('onlyBox', path);
  const mask = exact ?? (box && filledBox(box, size));
  if (!mask || isEmptyMask(mask)) {
    report.error(mask ? 'emptyMask' : 'wrongShape', path);
    return null;
  }
  const area = asJsonNumber(valueOf('area'));
  return {
    ...plainObject(0, mask),
    categoryId,
    box: box && isSameBox(box, boundsOf(mask)) ? null : box,
    isBoxOnly: !exact,
    statedArea: area === areaOf(mask) ? null : area,
    isCrowd: valueOf('iscrowd') === 1,
    attributes: attributesOf(valueOf('attributes'), path, report),
  };
}

function filledBox(box: Box<'image'>, size: Size): Rle {
  return rasterizePolygon({ rings: [rectangleRing(clipBox(box, size))] }, size);
}

function boxOf(value: unknown): Box<'image'> | null {
  const [x, y, width, height] = (asJsonList(value) ?? []).map(asJsonNumber);
  if (typeof x !== 'number' || typeof y !== 'number') return null;
  if (typeof width !== 'number' || typeof height !== 'number') return null;
  return width >= 0 && height >= 0 ? { x, y, width, height } : null;
}

function isSameBox(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function attributesOf(value: unknown, path: string, report: FileReport): AttributeValues {
  const text = asJsonText(value);
  if (text === null || text === '{}' || text === '') return {};
  const read = parseJsonText(text, report, path);
  if (isAttributeValues(read)) return read;
  report.warning('wrongShape', path, 'attributes');
  return {};
}
