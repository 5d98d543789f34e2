import type { AttributeSpec } from '#core/annotation/attributes.ts';
import type { DataSet, DataSetCategory, DataSetObject } from '#core/dataset/dataSet.ts';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import { isSameSize, type Size } from '#core/geometry/size.ts';
import { readClassTable, type ClassTable } from '#formats/codecs/classTable.ts';
import { hasPath } from '#formats/codecs/hasPath.ts';
import type { FormatReader, InputFiles, ReadContext } from '#formats/format.ts';
import { findVoc, readImageSets, stemOf, type VocFiles } from './findVoc.ts';
import { readAnnotation, type VocAnnotation } from './readAnnotation.ts';
import { vocObjects } from './vocObjects.ts';
import { vocClasses } from './vocNames.ts';

/**
 * Pascal VOC folders, and XML of that kind beside pictures. The i-th object of an XML takes number i of
 * `SegmentationObject` where the classes agree; numbers that no object takes become objects of the class
 * below most of their pixels; 255 is nobody's. Without numbers and boxes classes become objects.
 * Boxes count pixels from 1, the last one included, as in the devkit, unless one of the set begins at
 * 0 or between pixels: then all are taken as corners from 0, which is told.
 */
export const vocReader: FormatReader = { recognise, read };

async function recognise(files: InputFiles): Promise<number> {
  const found = findVoc(files);
  const hasFolders = files.paths.some((path) => /(?:^|\/)(?:ImageSets|JPEGImages)\//u.test(path));
  for (const { xml } of found.filter((each) => each.xml !== undefined).slice(0, 5)) {
    const head = xml === undefined ? '' : files.decode(await files.headOf(xml));
    if (/<annotation[\s>]/u.test(head) && /<(?:bndbox|segmented)[\s>]/u.test(head)) return 0.95;
  }
  return hasFolders && found.some(({ objectMask, classMask }) => objectMask ?? classMask) ? 0.7 : 0;
}

/** An image with all that is known of it. */
interface VocImage {
  readonly fileName: string;
  readonly size: Size;
  readonly of: VocFiles;
}

async function read(files: InputFiles, context: ReadContext): Promise<DataSet> {
  const sets = await readImageSets(files);
  const table = await classTable(files);
  const known = new Map(findVoc(files).map((each) => [each.id, each]));
  for (const id of sets.ids) if (!known.has(id)) known.set(id, { id });
  const survey = new Survey(table);
  const images = new Map<string, VocImage>(); // by file name
  for (const of of known.values()) {
    context.stopIfAborted();
    const annotation = await annotationOf(files, of, (issue) => {
      context.report(issue);
    });
    const image = await imageOf(files, of, annotation, context);
    if (annotation) survey.add(annotation);
    if (image && images.has(image.fileName)) {
      const issue = { severity: 'error', kind: 'duplicateRecord', path: '' } as const;
      context.report({ ...issue, file: of.xml ?? of.id, detail: image.fileName });
    } else if (image) images.set(image.fileName, image);
  }
  if (survey.isFromZero) {
    const detail =
      'boxes taken as corners counted from 0, as some do not fit pixels counted from 1';
    context.report({ severity: 'warning', kind: 'other', file: '', path: '', detail });
  }
  const found = [...images.values()];
  const places = new Map(survey.names.map((name, i) => [name, i]));
  const load = async ({ of, size }: VocImage, report: (issue: ReadIssue) => void) => {
    const annotation = await annotationOf(files, of, () => undefined);
    const isFromZero = survey.isFromZero && annotation?.isOurs !== true;
    return vocObjects(files, { of, size, annotation, isFromZero, table, places }, report);
  };
  for (const [i, image] of found.entries()) {
    context.stopIfAborted();
    context.progress(i / found.length);
    await load(image, (issue) => {
      context.report(issue);
    });
  }
  return {
    name: '',
    categories: survey.categories(),
    images: found.map(({ fileName, size, of }) => {
      return { fileName, size, split: sets.splits.get(of.id) ?? null, tags: [], contentHash: null };
    }),
    objectsOf: (image): Promise<readonly DataSetObject[]> => {
      const asked = found[image];
      return asked ? load(asked, () => undefined) : Promise.resolve([]);
    },
  };
}

/** The names beside the masks; VOC's own where none are. */
async function classTable(files: InputFiles): Promise<ClassTable> {
  const table = await readClassTable(files);
  const hasMasks = findVoc(files).some(({ classMask }) => classMask !== undefined);
  if (table.byIndex !== null || !hasMasks) return table;
  return { byIndex: ['', ...vocClasses], byColour: new Map() };
}

async function annotationOf(
  files: InputFiles,
  { xml }: VocFiles,
  report: (issue: ReadIssue) => void,
): Promise<VocAnnotation | null> {
  if (xml === undefined) return null;
  const text = await files.textOf(xml);
  const annotation = text === null ? null : await readAnnotation(text);
  if (annotation !== null && typeof annotation !== 'string') return annotation;
  const issue = { severity: 'error', file: xml, path: '', detail: annotation ?? '' } as const;
  report({ ...issue, kind: annotation === null ? 'notText' : 'notXml' });
  return null;
}

/** The image of some files; null, and told, where nobody knows its size. */
async function imageOf(
  files: InputFiles,
  of: VocFiles,
  annotation: VocAnnotation | null,
  context: ReadContext,
): Promise<VocImage | null> {
  const picture = await pictureOf(files, of, annotation);
  const stated = annotation?.size ?? null;
  const file = of.xml ?? of.objectMask ?? of.classMask ?? of.picture ?? of.id;
  const issue = { file, path: '' } as const;
  if (picture) {
    if (stated && !isSameSize(stated, picture.size)) {
      const isTurned = stated.width === picture.size.height && stated.height === picture.size.width;
      const detail = `${stated.width} × ${stated.height}`;
      const kind = isTurned ? 'turnedSize' : 'wrongSize';
      context.report({ ...issue, severity: 'warning', kind, detail });
    }
    return { ...picture, of };
  }
  const name = annotation?.fileName ?? '';
  const fileName = name === '' ? `${of.id}.jpg` : name;
  const kind = stated ? 'missingImage' : 'unknownSize';
  context.report({ ...issue, severity: stated ? 'warning' : 'error', kind, detail: fileName });
  return stated ? { fileName, size: stated, of } : null;
}

async function pictureOf(files: InputFiles, of: VocFiles, annotation: VocAnnotation | null) {
  const name = annotation?.fileName ?? '';
  const folder = (of.xml ?? '').replace(/[^/]*$/u, '');
  const inFolder = `${folder}${name}`;
  const candidates = [
    ...(of.picture === undefined ? [] : [of.picture]),
    ...(name === '' ? [] : [...(hasPath(files, inFolder) ? [inFolder] : []), name]),
    ...['jpg', 'jpeg', 'png', 'webp', 'bmp', 'tif', 'tiff'].map((end) => `${of.id}.${end}`),
  ];
  const masks = new Set([of.objectMask, of.classMask]);
  for (const candidate of candidates) {
    const picture = await files.pictureOf(candidate);
    if (!picture || masks.has(picture.fileName)) continue;
    const { fileName, size } = picture;
    const end = `/${stemOf(candidate)}`;
    const isIt = candidate === of.picture || end.endsWith(`/${stemOf(fileName)}`);
    if (isIt || `/${stemOf(fileName)}`.endsWith(end)) return { fileName, size };
  }
  return null;
}

/** Whether a box cannot count pixels from 1. */
function beginsAtZero({ objects, isOurs }: VocAnnotation): boolean {
  if (isOurs) return false;
  return objects.some(({ corners }) => {
    if (!corners) return false;
    return corners[0] < 1 || corners[1] < 1 || corners.some((corner) => !Number.isInteger(corner));
  });
}

/** What all annotations have in common: names, attributes, and how boxes count. */
class Survey {
  readonly #specs = new Map<string, Map<string, AttributeSpec>>();
  isFromZero = false;

  constructor({ byIndex, byColour }: ClassTable) {
    for (const name of [...(byIndex ?? []), ...byColour.values()]) {
      if (name) this.#specs.set(name, new Map());
    }
  }

  add(annotation: VocAnnotation): void {
    if (beginsAtZero(annotation)) this.isFromZero = true;
    for (const { name, attributes } of annotation.objects) {
      if (name === '') continue;
      const specs = this.#specs.get(name) ?? new Map<string, AttributeSpec>();
      this.#specs.set(name, specs);
      for (const [key, value] of Object.entries(attributes)) {
        if (typeof value === 'boolean')
          specs.set(key, { kind: 'checkbox', name: key, initial: false });
        else if (typeof value === 'number') {
          specs.set(key, { kind: 'number', name: key, initial: null });
        } else specs.set(key, { kind: 'text', name: key, initial: '' });
      }
    }
  }

  get names(): readonly string[] {
    return [...this.#specs.keys()];
  }

  categories(): readonly DataSetCategory[] {
    return Array.from(this.#specs, ([name, specs]) => {
      return { name, supercategory: '', color: null, attributes: [...specs.values()] };
    });
  }
}
