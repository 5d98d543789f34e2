import type { DataSetImage } from '#core/dataset/dataSet.ts';
import type { ReadIssueKind } from '#core/dataset/readIssue.ts';
import type { Split } from '#core/project/split.ts';
import type { InputFiles, ReadContext } from '../format.ts';
import { readJsonItems } from '../codecs/jsonStream.ts';
import { CocoGathering, lazyDataSet, relativeName, type CocoDataSet } from './cocoDataSet.ts';
import { idKey, isFiniteNumber, isObject, parseJson, type JsonObject } from './foreign.ts';
import { readObject } from './readObject.ts';

/** A record of a file with its place in it. */
interface Placed {
  readonly record: JsonObject;
  readonly path: string;
}

/** What one file holds, before its parts know of one another: they come in any order. */
interface Scan {
  readonly images: Placed[];
  readonly categories: Placed[];
  readonly items: { readonly item: number; readonly index: number }[]; // annotations, kept as JSON
}

interface Reading {
  readonly files: InputFiles;
  readonly context: ReadContext;
  readonly gathering: CocoGathering;
}

/**
 * The data set of COCO instances files. Several files are one data set: images of one name are one image,
 * whose objects come from the first file that has it, and categories of one name are one. A split is read
 * off the names of files and folders. Every annotation is looked at in full and only its JSON kept.
 *
 * @param paths of the files, in the order in which they count
 */
export async function readInstances(
  paths: readonly string[],
  files: InputFiles,
  context: ReadContext,
): Promise<CocoDataSet> {
  const gathering = new CocoGathering();
  for (const [i, path] of paths.entries()) {
    const progress = (share: number) => context.progress((i + share) / paths.length);
    const reading = { files, context: { ...context, progress }, gathering };
    const scan = await scanFile(reading, path);
    await gather(reading, path, scan);
  }
  context.progress(1);
  const { categories, images, imageOfId, categoryOfId, itemsOf, store } = gathering;
  const parts = { name: '', categories, images, imageOfId, categoryOfId };
  return lazyDataSet(parts, { itemsOf, store, decode: (utf8) => files.decode(utf8) });
}

async function scanFile({ files, context, gathering }: Reading, path: string): Promise<Scan> {
  const scan: Scan = { images: [], categories: [], items: [] };
  const stream = countedStream(files.streamOf(path), context);
  const end = await readJsonItems(
    stream,
    (utf8) => files.decode(utf8),
    ({ key, index, bytes }) => {
      if (index === null) return;
      if (key === 'annotations') scan.items.push({ item: gathering.store.add(bytes), index });
      if (key !== 'images' && key !== 'categories') return;
      const place = `${key}[${index}]`;
      const parsed = parseJson(files.decode(bytes));
      if (!parsed) report(context, path, place, { kind: 'notJson' });
      else if (!isObject(parsed.value)) report(context, path, place, { kind: 'wrongShape' });
      else scan[key].push({ record: parsed.value, path: place });
    },
  );
  if (end !== 'complete') {
    const detail = end === 'truncated' ? 'what came before was read' : '';
    report(context, path, '', { kind: end, detail });
  }
  return scan;
}

async function* countedStream(
  stream: AsyncIterable<Uint8Array<ArrayBuffer>>,
  context: ReadContext,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  for await (const piece of stream) {
    context.stopIfAborted();
    bytes += piece.length;
    // the size is not known; a file of 200 MB is at the half of this
    context.progress((bytes / (bytes + 200e6)) * 0.8);
    yield piece;
  }
}

async function gather(reading: Reading, path: string, scan: Scan): Promise<void> {
  const { gathering } = reading;
  const categories = gatherCategories(reading, path, scan.categories);
  const { images, repeated } = await gatherImages(reading, path, scan.images);
  gathering.noteIds({ images, categories });
  const seenIds = new Set<string>();
  for (const [done, { item, index }] of scan.items.entries()) {
    if (done % 1000 === 0) {
      reading.context.stopIfAborted();
      reading.context.progress(0.8 + (0.2 * done) / scan.items.length);
    }
    const place = { path, at: `annotations[${index}]`, seenIds };
    gatherItem(reading, item, { images, categories, repeated }, place);
  }
}

interface Known {
  readonly images: ReadonlyMap<string, number>;
  readonly categories: ReadonlyMap<string, number>;
  readonly repeated: ReadonlySet<number>; // images whose objects an earlier file has
}

interface Place {
  readonly path: string;
  readonly at: string;
  readonly seenIds: Set<string>;
}

function gatherItem(
  { files, context, gathering }: Reading,
  item: number,
  known: Known,
  { path, at, seenIds }: Place,
): void {
  const parsed = parseJson(files.decode(gathering.store.get(item)));
  if (!parsed) {
    report(context, path, at, { kind: 'notJson', detail: 'such as NaN or Infinity' });
    return;
  }
  const record = parsed.value;
  if (!isObject(record)) {
    report(context, path, at, { kind: 'wrongShape' });
    return;
  }
  const id = idKey(record['id']);
  if (id !== null && seenIds.has(id)) {
    report(context, path, `${at}.id`, { kind: 'duplicateId', detail: id, severity: 'warning' });
  }
  if (id !== null) seenIds.add(id);
  const image = known.images.get(idKey(record['image_id']) ?? '');
  const category = known.categories.get(idKey(record['category_id']) ?? '');
  if (image === undefined) {
    const detail = String(record['image_id']);
    report(context, path, `${at}.image_id`, { kind: 'missingImage', detail });
    return;
  }
  if (category === undefined) {
    const detail = String(record['category_id']);
    report(context, path, `${at}.category_id`, { kind: 'missingCategory', detail });
    return;
  }
  if (known.repeated.has(image)) return;
  const size = gathering.images[image]?.size ?? { width: 0, height: 0 };
  const { object, issues } = readObject(record, category, size);
  for (const issue of issues) {
    report(context, path, issue.path === '' ? at : `${at}.${issue.path}`, issue);
  }
  if (object) gathering.itemsOf[image]?.push({ item, category });
}

function gatherCategories(
  { context, gathering }: Reading,
  path: string,
  records: readonly Placed[],
): ReadonlyMap<string, number> {
  const categories = new Map<string, number>();
  const ownNames = new Set<string>();
  for (const { record, path: at } of records) {
    const { id, name, supercategory, color } = record;
    const key = idKey(id);
    if (key === null || typeof name !== 'string' || name.trim() === '') {
      report(context, path, at, { kind: 'wrongShape', detail: 'a category has an id and a name' });
      continue;
    }
    if (categories.has(key))
      report(context, path, `${at}.id`, { kind: 'duplicateId', detail: key });
    if (ownNames.has(name)) {
      const detail = `${name}: both are taken for one`;
      report(context, path, `${at}.name`, { kind: 'duplicateName', detail, severity: 'warning' });
    }
    ownNames.add(name);
    const { index } = gathering.addCategory({
      name,
      supercategory:
        typeof supercategory === 'string' && supercategory !== name ? supercategory : '',
      color: hexOf(color),
      attributes: [],
    });
    if (!categories.has(key)) categories.set(key, index);
  }
  return categories;
}

async function gatherImages(
  { files, context, gathering }: Reading,
  path: string,
  records: readonly Placed[],
) {
  const images = new Map<string, number>();
  const repeated = new Set<number>();
  for (const { record, path: at } of records) {
    const key = idKey(record['id']);
    const fileName = relativeName(record['file_name']);
    if (key === null || fileName === null) {
      report(context, path, at, {
        kind: 'wrongShape',
        detail: 'an image has an id and a file name',
      });
      continue;
    }
    if (images.has(key)) {
      report(context, path, `${at}.id`, { kind: 'duplicateId', detail: key });
      continue;
    }
    const image = await imageOf({ files, context }, { record, fileName, path, at });
    if (!image) continue;
    const { index, isKnown } = gathering.addImage(image);
    images.set(key, index);
    if (isKnown) repeated.add(index);
  }
  return { images, repeated };
}

async function imageOf(
  { files, context }: Pick<Reading, 'files' | 'context'>,
  { record, fileName, path, at }: Placed & { readonly fileName: string; readonly at: string },
): Promise<DataSetImage | null> {
  const { width, height } = record;
  const picture = await files.pictureOf(fileName);
  const isStated =
    isFiniteNumber(width) && isFiniteNumber(height) && isSide(width) && isSide(height);
  if (!picture && !isStated) {
    report(context, path, at, { kind: 'unknownSize', detail: fileName });
    return null;
  }
  const size = picture?.size ?? { width: Number(width), height: Number(height) };
  if (picture && isStated && (width !== size.width || height !== size.height)) {
    const isTurned = width === size.height && height === size.width;
    const detail = `${width} × ${height}, the picture has ${size.width} × ${size.height}`;
    const kind = isTurned ? 'turnedSize' : 'wrongSize';
    report(context, path, at, { kind, detail, severity: 'warning' });
  }
  return {
    fileName: picture?.fileName ?? fileName,
    size,
    split: splitOfPath(path) ?? splitOfPath(fileName),
    tags: [],
    contentHash: null,
  };
}

function isSide(px: number): boolean {
  return Number.isInteger(px) && px > 0 && px <= 1_000_000;
}

/** The split that a path names, as `instances_train2017.json` and `valid/_annotations.coco.json` do. */
function splitOfPath(path: string): Split | null {
  const found = /(?:^|[/_.-])(train|val|valid|validation|test)(?:\d{4})?(?=[/_.-]|$)/iu.exec(path);
  const word = found?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return word === 'train' || word === 'test' ? word : 'val';
}

function hexOf(color: unknown): string | null {
  if (typeof color === 'string') return /^#[0-9a-f]{6}$/iu.test(color) ? color : null;
  if (!Array.isArray(color) || color.length !== 3) return null;
  const bytes: readonly unknown[] = color;
  if (
    !bytes.every(
      (byte) => typeof byte === 'number' && Number.isInteger(byte) && byte >= 0 && byte < 256,
    )
  ) {
    return null;
  }
  return `#${bytes.map((byte) => Number(byte).toString(16).padStart(2, '0')).join('')}`;
}

function report(
  context: ReadContext,
  file: string,
  path: string,
  issue: {
    readonly kind: ReadIssueKind;
    readonly detail?: string;
    readonly severity?: 'error' | 'warning';
  },
): void {
  const { kind, detail = '', severity = 'error' } = issue;
  context.report({ severity, kind, file, path, detail });
}
