import { filledBox } from '#core/dataset/filledBox.ts';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { isAttributeValues } from '#core/annotation/attributes.ts';
import type { Box } from '#core/geometry/box.ts';
import { areaOfSize, isSameSize, type Size } from '#core/geometry/size.ts';
import { areaOf, boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { rleFromString } from '#core/mask/rleString.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { DataSetBuilder } from '../codecs/dataSetBuilder.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { fieldOf, isJsonObject, readJsonFile, type JsonObject } from '../codecs/jsonFile.ts';
import { asJsonList, asJsonNumber, asJsonText } from '../codecs/jsonValues.ts';
import { placeImage, statedSize } from '../codecs/placeImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';

const wholePath = /(?:^|\/)instances_default\.json$/u;

/**
 * COCO instances: `instances_default.json` where there is one, since it holds all images, else every
 * JSON file. Masks as compressed RLE, lists of counts and polygons, whose parts are united.
 */
export const cocoReader: FormatReader = {
  async recognise(files) {
    const [path] = annotationPaths(files);
    if (path === undefined) return 0;
    const head = files.decode(await files.headOf(path));
    return /"images"\s*:/u.test(head) && /"(?:annotations|info)"\s*:/u.test(head) ? 0.9 : 0;
  },
  async read(files, context) {
    const builder = new DataSetBuilder();
    let name = '';
    for (const path of annotationPaths(files)) {
      const report = reportOn(path, (issue) => context.report(issue));
      const value = await readJsonFile(files, report);
      if (!isJsonObject(value)) continue;
      const info = fieldOf(value, 'info');
      if (isJsonObject(info)) name ||= asJsonText(fieldOf(info, 'description')) ?? '';
      await readInstances(value, builder, { files, context, report });
    }
    return builder.finish(name);
  },
};

function annotationPaths({ paths }: InputFiles): readonly string[] {
  const json = paths.filter((path) => path.endsWith('.json'));
  const whole = json.filter((path) => wholePath.test(path));
  return whole.length > 0 ? whole : json;
}

interface Source {
  readonly files: InputFiles;
  readonly context: ReadContext;
  readonly report: FileReport;
}

async function readInstances(value: JsonObject, builder: DataSetBuilder, source: Source) {
  const { context, report } = source;
  const categories = readCategories(value, builder, report);
  const images = await readImages(value, builder, source);
  const annotations = asJsonList(fieldOf(value, 'annotations')) ?? [];
  for (const [index, record] of annotations.entries()) {
    const path = `annotations[${index}]`;
    if (index % 1000 === 0) {
      context.stopIfAborted();
      context.progress(index / annotations.length);
    }
    if (!isJsonObject(record)) {
      report.error('wrongShape', path);
      continue;
    }
    const image = images.get(fieldOf(record, 'image_id'));
    const category = categories.get(fieldOf(record, 'category_id'));
    const size = image === undefined ? null : builder.sizeOf(image);
    if (image === undefined || size === null) report.error('missingImage', `${path}.image_id`);
    else if (category === undefined) report.error('missingCategory', `${path}.category_id`);
    else {
      const object = readObject(record, { category, size, report, path });
      if (object) builder.addObject(image, object);
    }
  }
}

function readCategories(value: JsonObject, builder: DataSetBuilder, report: FileReport) {
  const places = new Map<unknown, number>();
  for (const [index, record] of (asJsonList(fieldOf(value, 'categories')) ?? []).entries()) {
    const name = isJsonObject(record) ? asJsonText(fieldOf(record, 'name')) : null;
    if (!isJsonObject(record) || name === null || name === '') {
      report.error('wrongShape', `categories[${index}]`);
      continue;
    }
    const supercategory = asJsonText(fieldOf(record, 'supercategory')) ?? '';
    builder.addCategory({ name, supercategory, color: null, attributes: [] });
    places.set(fieldOf(record, 'id'), builder.categoryOf(name));
  }
  return places;
}

async function readImages(value: JsonObject, builder: DataSetBuilder, source: Source) {
  const { files, report } = source;
  const places = new Map<unknown, number>();
  for (const [index, record] of (asJsonList(fieldOf(value, 'images')) ?? []).entries()) {
    const path = `images[${index}]`;
    const name = isJsonObject(record) ? asJsonText(fieldOf(record, 'file_name')) : null;
    if (!isJsonObject(record) || name === null) {
      report.error('wrongShape', path);
      continue;
    }
    const size = statedSize(fieldOf(record, 'width'), fieldOf(record, 'height'));
    const picture = await placeImage(files, { names: [name], size, path }, report);
    if (!picture) continue;
    const { fileName } = picture;
    const image = { fileName, size: size ?? picture.size };
    const place = builder.addImage({ ...image, split: null, tags: [], contentHash: null });
    if (place === null) report.error('duplicateName', path, fileName);
    else places.set(fieldOf(record, 'id'), place);
  }
  return places;
}

interface ObjectSource {
  readonly category: number;
  readonly size: Size;
  readonly report: FileReport;
  readonly path: string;
}

function readObject(record: JsonObject, source: ObjectSource): DataSetObject | null {
  const { category, size, report, path } = source;
  const box = boxOf(fieldOf(record, 'bbox'));
  const segmentation = fieldOf(record, 'segmentation');
  const isBoxOnly =
    box !== null && (asJsonList(segmentation)?.length ?? (segmentation ? 1 : 0)) === 0;
  const mask = isBoxOnly ? filledBox(box, size) : maskOf(segmentation, source);
  if (mask === null) return null;
  if (isEmptyMask(mask)) {
    report.error('emptyMask', path);
    return null;
  }
  const statedArea = asJsonNumber(fieldOf(record, 'area'));
  const attributes = fieldOf(record, 'attributes');
  return {
    ...plainObject(category, mask),
    box: box && isSameBox(box, boundsOf(mask)) && !isBoxOnly ? null : box,
    isBoxOnly,
    statedArea: statedArea === areaOf(mask) ? null : statedArea,
    isCrowd: fieldOf(record, 'iscrowd') === 1,
    attributes: isAttributeValues(attributes) ? attributes : {},
  };
}

function boxOf(value: unknown): Box<'image'> | null {
  const numbers = (asJsonList(value) ?? []).map(asJsonNumber);
  const [x, y, width, height] = numbers;
  if (x == null || y == null || width == null || height == null) return null;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

function isSameBox(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Null, which is reported, when it is no mask of the image. */
function maskOf(segmentation: unknown, source: ObjectSource): Rle | null {
  const rings = asJsonList(segmentation);
  if (rings) return maskOfRings(rings, source);
  if (isJsonObject(segmentation)) return maskOfRuns(segmentation, source);
  source.report.error('wrongShape', `${source.path}.segmentation`);
  return null;
}

function maskOfRings(rings: readonly unknown[], source: ObjectSource): Rle | null {
  const { size, report, path } = source;
  let union: Rle | null = null;
  for (const [index, ring] of rings.entries()) {
    const numbers = (asJsonList(ring) ?? []).flatMap((each) => asJsonNumber(each) ?? []);
    if (numbers.length < 6 || numbers.length % 2 === 1) {
      const kind = numbers.length < 6 ? 'tooFewPoints' : 'oddCoordinates';
      report.warning(kind, `${path}.segmentation[${index}]`);
      continue;
    }
    const part = rasterizePolygon({ rings: [{ points: Float64Array.from(numbers) }] }, size);
    union = union === null ? part : combineMasks(union, part, 'union');
  }
  if (union === null) report.error('tooFewPoints', `${path}.segmentation`);
  return union;
}

function maskOfRuns(value: JsonObject, source: ObjectSource): Rle | null {
  const { size, report, path } = source;
  const counts = fieldOf(value, 'counts');
  const [height, width] = (asJsonList(fieldOf(value, 'size')) ?? []).map(asJsonNumber);
  const isFitting = isSameSize(size, { width: width ?? 0, height: height ?? 0 });
  if (!isFitting) {
    report.error('wrongSize', `${path}.segmentation.size`);
    return null;
  }
  if (typeof counts === 'string') {
    const read = rleFromString(counts, size);
    if (read.isValid) return read.rle;
  }
  const runs = asJsonList(counts)?.map(asJsonNumber) ?? [];
  const isWhole = runs.every((run) => run !== null && Number.isInteger(run) && run >= 0);
  const total = runs.reduce<number>((sum, run) => sum + (run ?? 0), 0);
  if (runs.length > 0 && isWhole && total === areaOfSize(size)) return canonical(runs, size);
  report.error('badRuns', `${path}.segmentation.counts`);
  return null;
}

/** Runs without empty ones but the first. */
function canonical(runs: readonly (number | null)[], size: Size): Rle {
  const counts: number[] = [];
  for (const [index, run] of runs.entries()) {
    const length = run ?? 0;
    const isForeground = index % 2 === 1;
    if (length === 0 && counts.length > 0) continue;
    const isSameKind = counts.length > 0 && ((counts.length - 1) % 2 === 1) === isForeground;
    if (isSameKind) counts[counts.length - 1] = (counts.at(-1) ?? 0) + length;
    else counts.push(length);
  }
  return { size, counts: Uint32Array.from(counts) };
}
