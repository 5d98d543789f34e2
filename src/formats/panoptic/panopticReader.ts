import type {
  DataSet,
  DataSetCategory,
  DataSetImage,
  DataSetObject,
} from '#core/dataset/dataSet.ts';
import { plainObject } from '#core/dataset/dataSet.ts';
import type { ReadIssueKind } from '#core/dataset/readIssue.ts';
import { isSameSize, type Size } from '#core/geometry/size.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { readJsonFile } from '../codecs/jsonFile.ts';
import { asJsonList, asJsonNumber, asJsonObject } from '../codecs/jsonValues.ts';
import { masksOfValues } from '../codecs/labelImage.ts';
import { hexOf } from '../codecs/labelMap.ts';
import { decodePng } from '../codecs/png.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads COCO panoptic: JSON files with `segments_info` and the PNGs that they name, wherever among the files.
 * Every PNG is looked at once, to tell what it and the JSON do not agree on, and decoded again when the
 * objects of its image are asked for: none is kept.
 */
export const panopticReader: FormatReader = {
  async recognise(files) {
    return (await panopticPaths(files)).length > 0 ? 0.95 : 0;
  },
  async read(files, context) {
    const gathering: Gathering = { categories: [], images: [], segmentsOf: [] };
    for (const path of await panopticPaths(files))
      await gather({ files, context, gathering }, path);
    const { categories, images, segmentsOf } = gathering;
    const dataSet: DataSet = {
      name: '',
      categories,
      images,
      async objectsOf(image) {
        const segments = segmentsOf[image];
        const size = images[image]?.size;
        return segments && size ? readObjects(files, segments, size) : [];
      },
    };
    for (const [image, { size }] of images.entries()) {
      context.stopIfAborted();
      context.progress(image / images.length);
      await checkPng({ files, context }, segmentsOf[image], size);
    }
    return dataSet;
  },
};

interface Gathering {
  readonly categories: DataSetCategory[];
  readonly images: DataSetImage[];
  readonly segmentsOf: ImageSegments[];
}

interface Reading {
  readonly files: InputFiles;
  readonly context: ReadContext;
  readonly gathering: Gathering;
}

interface ImageSegments {
  readonly json: string; // path of the file
  readonly at: string; // `annotations[3]`
  readonly png: string | null; // path; null: not among the files
  readonly segments: readonly SegmentRecord[];
}

interface SegmentRecord {
  readonly id: number;
  readonly category: number;
  readonly area: number | null;
  readonly isCrowd: boolean;
}

async function panopticPaths(files: InputFiles): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of files.paths) {
    if (!/\.json$/iu.test(path)) continue;
    const head = files.decode(await files.headOf(path));
    const text = head.includes('"segments_info"') || !head.includes('"images"') ? head : '';
    const whole =
      text === '' && /panoptic/iu.test(path) ? ((await files.textOf(path)) ?? '') : text;
    if (whole.includes('"segments_info"')) found.push(path);
  }
  return found;
}

async function gather({ files, context, gathering }: Reading, path: string): Promise<void> {
  const report = reportOn(path, (issue) => context.report(issue));
  const read = await readJsonFile(files, report);
  const parsed = asJsonObject(read);
  if (!parsed) {
    if (read !== undefined) report.error('wrongShape', '');
    return;
  }
  const categoryOfId = new Map<unknown, number>();
  for (const [i, record] of listOf(parsed['categories']).entries()) {
    const category = categoryOf(record);
    if (!category) report.error('wrongShape', `categories[${i}]`);
    else categoryOfId.set(record['id'], indexOfCategory(gathering.categories, category));
  }
  const imageOfId = new Map(listOf(parsed['images']).map((record) => [record['id'], record]));
  for (const [i, record] of listOf(parsed['annotations']).entries()) {
    const at = `annotations[${i}]`;
    const imageRecord = imageOfId.get(record['image_id']);
    const image = imageRecord && (await imageOf(files, imageRecord));
    if (!image) {
      report.error('missingImage', `${at}.image_id`, String(record['image_id']));
      continue;
    }
    const segments = listOf(record['segments_info']).flatMap((segment, place) => {
      const known = segmentOf(segment, categoryOfId, report, `${at}.segments_info[${place}]`);
      return known ? [known] : [];
    });
    const png = pngPathOf(files, path, record['file_name']);
    if (png === null) {
      report.error('missingFile', `${at}.file_name`, String(record['file_name']));
    }
    gathering.images.push(image);
    gathering.segmentsOf.push({ json: path, at, png, segments });
  }
}

/** A segment with a category and an id; null when it lacks one, which is told. */
function segmentOf(
  record: JsonObject,
  categoryOfId: ReadonlyMap<unknown, number>,
  report: FileReport,
  path: string,
): SegmentRecord | null {
  const { id, category_id: categoryId, area, iscrowd } = record;
  const category = categoryOfId.get(categoryId);
  if (category === undefined) {
    report.error('missingCategory', `${path}.category_id`, String(categoryId));
    return null;
  }
  if (typeof id !== 'number' || !Number.isInteger(id) || id <= 0) {
    report.error('wrongShape', `${path}.id`, String(id));
    return null;
  }
  return { id, category, area: asJsonNumber(area), isCrowd: iscrowd === 1 };
}

function categoryOf({ name, supercategory, color, isthing }: JsonObject): DataSetCategory | null {
  if (typeof name !== 'string' || name === '') return null;
  const rgb = (asJsonList(color) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0] = rgb;
  const isColor =
    rgb.length === 3 && rgb.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
  return {
    name,
    supercategory: typeof supercategory === 'string' && supercategory !== name ? supercategory : '',
    color: isColor ? hexOf([red, green, blue]) : null,
    attributes: [],
    ...(isthing === 0 ? { isThing: false } : {}),
  };
}

function indexOfCategory(categories: DataSetCategory[], category: DataSetCategory): number {
  const known = categories.findIndex(({ name }) => name === category.name);
  return known >= 0 ? known : categories.push(category) - 1;
}

async function imageOf(files: InputFiles, record: JsonObject): Promise<DataSetImage | null> {
  const { file_name: fileName, width, height } = record;
  if (typeof fileName !== 'string' || fileName === '') return null;
  const picture = await files.pictureOf(fileName);
  const size = picture?.size ?? { width: Number(width), height: Number(height) };
  const isSide = (px: number) => Number.isInteger(px) && px > 0 && px <= 1_000_000;
  if (!isSide(size.width) || !isSide(size.height)) return null;
  const name = picture?.fileName ?? fileName;
  return { fileName: name, size, split: null, tags: [], contentHash: null };
}

/** Beside the JSON, in the folder of its name, or anywhere under that name if only one is. */
function pngPathOf({ paths }: InputFiles, json: string, fileName: unknown): string | null {
  if (typeof fileName !== 'string') return null;
  const folder = json.slice(0, json.lastIndexOf('/') + 1);
  const stem = json.slice(folder.length).replace(/\.json$/iu, '');
  const near = [`${folder}${stem}/${fileName}`, `${folder}${fileName}`];
  const found = near.find((path) => paths.includes(path));
  if (found !== undefined) return found;
  const ending = paths.filter((path) => path.endsWith(`/${fileName}`));
  return ending.length === 1 ? (ending[0] ?? null) : null;
}

interface PngIds {
  readonly size: Size;
  readonly ids: Uint32Array; // row-major
}

async function idsOf(files: InputFiles, path: string): Promise<PngIds | null> {
  const png = decodePng(await files.bytesOf(path));
  if (!png) return null;
  const { size, channels, data } = png;
  const ids = new Uint32Array(size.width * size.height);
  const isColor = channels >= 3; // others are read as they are, like panopticapi does
  for (let i = 0; i < ids.length; i += 1) {
    const at = i * channels;
    const low = data[at] ?? 0;
    ids[i] = isColor ? low + 256 * (data[at + 1] ?? 0) + 65_536 * (data[at + 2] ?? 0) : low;
  }
  return { size, ids };
}

/** Tells what PNG and JSON of an image do not agree on. */
async function checkPng(
  { files, context }: Pick<Reading, 'files' | 'context'>,
  of: ImageSegments | undefined,
  size: Size,
): Promise<void> {
  if (!of || of.png === null) return;
  const { json, at, png, segments } = of;
  const say = (kind: ReadIssueKind, detail: string) =>
    context.report({ severity: 'error', kind, file: json, path: at, detail });
  const read = await idsOf(files, png);
  if (!read) return say('notPng', png);
  if (!isSameSize(read.size, size)) {
    const { width, height } = read.size;
    return say('wrongSize', `${width} × ${height}, the image has ${size.width} × ${size.height}`);
  }
  const inPng = new Set(read.ids);
  inPng.delete(0);
  for (const { id } of segments) {
    if (!inPng.delete(id)) say('emptyMask', `segment ${id} has no pixel in ${png}`);
  }
  for (const id of inPng) say('missingCategory', `${png} has pixels of ${id}, which is no segment`);
}

async function readObjects(
  files: InputFiles,
  { png, segments }: ImageSegments,
  size: Size,
): Promise<readonly DataSetObject[]> {
  const read = png === null ? null : await idsOf(files, png);
  if (!read || !isSameSize(read.size, size)) return [];
  const masks = masksOfValues({ size, values: read.ids });
  return segments.flatMap(({ id, category, area, isCrowd }): DataSetObject[] => {
    const mask = masks?.get(id);
    if (!mask) return [];
    return [{ ...plainObject(category, mask), statedArea: area, isCrowd }];
  });
}

function listOf(value: unknown): readonly JsonObject[] {
  return (asJsonList(value) ?? []).flatMap((each): readonly JsonObject[] => {
    const record = asJsonObject(each);
    return record ? [record] : [];
  });
}
