import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { filledBox } from '#core/dataset/filledBox.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import { clipBox } from '#core/geometry/box.ts';
import { isSameSize, type Size } from '#core/geometry/size.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { classOf, type ClassTable } from '#formats/codecs/classTable.ts';
import {
  decodeLabelImage,
  masksOfValues,
  mostCommonBelow,
  colourNumber,
  type LabelImage,
} from '#formats/codecs/labelImage.ts';
import { vocColour } from '#formats/codecs/vocPalette.ts';
import type { InputFiles } from '#formats/format.ts';
import type { VocFiles } from './findVoc.ts';
import type { VocAnnotation, VocObject } from './readAnnotation.ts';

/** All that says what is on an image. */
export interface VocSource {
  readonly of: VocFiles;
  readonly size: Size;
  readonly annotation: VocAnnotation | null;
  readonly isFromZero: boolean; // how boxes count
  readonly table: ClassTable;
  readonly places: ReadonlyMap<string, number>; // of categories by name
}

type Report = (issue: ReadIssue) => void;

/** The objects of an image: those of the XML in their order, then masks that none of them takes. */
export async function vocObjects(
  files: InputFiles,
  source: VocSource,
  report: Report,
): Promise<readonly DataSetObject[]> {
  const { of, size, annotation, places } = source;
  const classes = await labels(files, of.classMask, size, report);
  const ids = await labels(files, of.objectMask, size, report);
  const masks = numberedMasks(source, ids, classes);
  const objects: DataSetObject[] = [];
  for (const [i, stated] of (annotation?.objects ?? []).entries()) {
    const mask = masks.get(i + 1);
    const isTaken = mask !== undefined && (mask.name === null || mask.name === stated.name);
    const object = statedObject(stated, i, { source, mask: isTaken ? mask.mask : null, report });
    if (object && isTaken) masks.delete(i + 1);
    if (object) objects.push(object);
  }
  for (const { name, mask } of masks.values()) {
    const category = places.get(name ?? '');
    if (category !== undefined) objects.push(plainObject(category, mask));
  }
  if (ids || objects.length > 0 || !classes) return objects;
  return classObjects(source, classes, report);
}

interface NumberedMask {
  readonly name: string | null; // of the class below; null: none
  readonly mask: Rle;
}

/** Masks by the number of the object, from 1. */
function numberedMasks(
  { table }: VocSource,
  ids: LabelImage | null,
  classes: LabelImage | null,
): Map<number, NumberedMask> {
  const found = new Map<number, NumberedMask>();
  if (!ids) return found;
  const below = classes ? mostCommonBelow(ids, classes) : null;
  for (const [value, mask] of masksOfValues(ids) ?? []) {
    const number = ids.kind === 'colour' ? indexOfColour(value) : value;
    if (number === 255) continue;
    const under = below?.get(value);
    const name = under === undefined || !classes ? null : classOf(table, under, classes.kind);
    found.set(number, { name: name === '' ? null : name, mask });
  }
  return found;
}

/** A colour's index in VOC's palette; a number of its own past it. */
function indexOfColour(value: number): number {
  for (let index = 1; index < 256; index += 1) {
    if (colourNumber(vocColour(index)) === value) return index;
  }
  return 256 + value;
}

/** One object for each class, of masks that know no objects. */
function classObjects(
  { of, table, places }: VocSource,
  classes: LabelImage,
  report: Report,
): readonly DataSetObject[] {
  return [...(masksOfValues(classes) ?? [])].flatMap(([value, mask]) => {
    const name = classOf(table, value, classes.kind);
    if (name === '') return [];
    const category = name === null ? undefined : places.get(name);
    if (category !== undefined) return [plainObject(category, mask)];
    const issue = { severity: 'error', kind: 'missingCategory', path: '' } as const;
    report({ ...issue, file: of.classMask ?? of.id, detail: `value ${value}` });
    return [];
  });
}

interface Stating {
  readonly source: VocSource;
  readonly mask: Rle | null;
  readonly report: Report;
}

/** An object of the XML, with its mask or as a box. */
function statedObject(stated: VocObject, i: number, stating: Stating): DataSetObject | null {
  const { name, corners, attributes, parts } = stated;
  const { source, mask, report } = stating;
  const category = source.places.get(name);
  const issue = { file: source.of.xml ?? '', path: `object[${i}]`, severity: 'error' } as const;
  if (category === undefined) {
    report({ ...issue, kind: 'missingCategory', detail: name });
    return null;
  }
  for (const detail of parts) {
    report({ ...issue, kind: 'unknownShape', path: `${issue.path}.part`, detail });
  }
  if (mask) return { ...plainObject(category, mask), attributes };
  if (!corners) {
    report({ ...issue, kind: 'wrongShape', detail: 'no box' });
    return null;
  }
  const { box, isCut } = boxOf(corners, source);
  const filled = box && filledBox(box, source.size);
  if (!filled || isEmptyMask(filled)) {
    report({ ...issue, kind: 'emptyMask', detail: 'box without an area on the image' });
    return null;
  }
  if (isCut) report({ ...issue, severity: 'warning', kind: 'outOfImage', detail: 'cut off' });
  return { ...plainObject(category, filled), box, isBoxOnly: true, attributes };
}

/** The part of a box that lies on the image; null when that has no area. */
function boxOf(
  [left, top, right, bottom]: readonly [number, number, number, number],
  { size, isFromZero }: VocSource,
) {
  const first = isFromZero ? 0 : 1;
  const [width, height] = [right - left + first, bottom - top + first];
  if (!(width > 0 && height > 0)) return { box: null, isCut: false };
  const box = clipBox({ x: left - first, y: top - first, width, height }, size);
  if (!(box.width > 0 && box.height > 0)) return { box: null, isCut: false };
  return { box, isCut: box.width < width || box.height < height };
}

/** The values of a mask of the image's size; null where there is none, told where it is bad. */
async function labels(
  files: InputFiles,
  path: string | undefined,
  size: Size,
  report: Report,
): Promise<LabelImage | null> {
  if (path === undefined) return null;
  const image = decodeLabelImage(await files.bytesOf(path));
  if (image && isSameSize(image.size, size)) return image;
  const detail = image ? `${image.size.width} × ${image.size.height}` : '';
  const kind = image ? 'wrongSize' : 'notPng';
  report({ severity: 'error', kind, file: path, path: '', detail });
  return null;
}
