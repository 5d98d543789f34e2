import type { Provenance } from '#core/annotation/provenance.ts';
import { CategoryCollector } from '#core/dataset/categoryCollector.ts';
import {
  plainObject,
  type DataSet,
  type DataSetImage,
  type DataSetObject,
} from '#core/dataset/dataSet.ts';
import type { Size } from '#core/geometry/size.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { PromptPoint } from '#core/prompt/prompt.ts';
import { reportOn, type FileReport } from '../codecs/fileReport.ts';
import { fieldOf, isJsonObject, readJsonFile, type JsonObject } from '../codecs/jsonFile.ts';
import { besideFile, placeImage, statedSize } from '../codecs/placeImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '../format.ts';
import { onlyCategory } from './onlyCategory.ts';
import { readMask } from './readMask.ts';

/**
 * SA-1B JSON, one file for each image. Its `bbox` runs from the first pixel to the last and may be one
 * less than the mask's; a category is taken where other tools have added `category_name`, else all are
 * of one. Objects are read again, file by file, when they are asked for.
 */
export const sa1bReader: FormatReader = { recognise, read };

const sampleCount = 5;
const jsonName = /\.json$/iu;

async function recognise(files: InputFiles): Promise<number> {
  const paths = files.paths.filter((path) => jsonName.test(path)).slice(0, sampleCount);
  const heads = await Promise.all(
    paths.map(async (path) => files.decode(await files.headOf(path))),
  );
  const isOurs = (head: string): boolean =>
    /"image"\s*:\s*\{/u.test(head) && head.includes('"image_id"') && head.includes('"annotations"');
  return heads.some(isOurs) ? 0.95 : 0; // COCO has no "image" of its own
}

interface MaskFile {
  readonly path: string;
  readonly image: DataSetImage;
}

async function read(files: InputFiles, context: ReadContext): Promise<DataSet> {
  const categories = new CategoryCollector();
  const paths = files.paths.filter((path) => jsonName.test(path));
  const found: MaskFile[] = [];
  const taken = new Set<string>();
  for (const [i, path] of paths.entries()) {
    context.stopIfAborted();
    context.progress(i / paths.length);
    const report = reportOn(path, (issue) => context.report(issue));
    const file = await readMaskFile(files, report);
    if (!file) continue;
    if (taken.has(file.image.fileName)) {
      report.error('duplicateName', 'image.file_name', file.image.fileName);
      continue;
    }
    taken.add(file.image.fileName);
    found.push({ path, image: file.image });
    objectsIn(file.record, file.image.size, { report, categories });
  }
  context.progress(1);
  return {
    name: '',
    categories: categories.list(),
    images: found.map(({ image }) => image),
    objectsOf: async (index) => {
      const file = found[index];
      if (!file) return [];
      const report = reportOn(file.path, () => undefined); // all of it was reported before
      const record = await readJsonFile(files, report);
      if (!isJsonObject(record)) return [];
      return objectsIn(record, file.image.size, { report, categories });
    },
  };
}

async function readMaskFile(
  files: InputFiles,
  report: FileReport,
): Promise<{ readonly image: DataSetImage; readonly record: JsonObject } | null> {
  const record = await readJsonFile(files, report);
  if (record === undefined) return null;
  const image = isJsonObject(record) ? fieldOf(record, 'image') : undefined;
  if (!isJsonObject(record) || !isJsonObject(image)) {
    report.error('wrongShape', 'image', 'not a file of SA-1B');
    return null;
  }
  const size = statedSize(fieldOf(image, 'width'), fieldOf(image, 'height'));
  const name = fieldOf(image, 'file_name');
  const stem = report.file.replace(jsonName, '');
  const names = typeof name === 'string' && name !== '' ? [besideFile(report.file, name)] : [];
  const stated = { names: [...names, stem], size, path: 'image' };
  const picture = await placeImage(files, stated, report);
  if (!picture) return null;
  return { image: { ...picture, split: null, tags: [], contentHash: null }, record };
}

interface ObjectSource {
  readonly report: FileReport;
  readonly categories: CategoryCollector;
}

function objectsIn(
  record: JsonObject,
  size: Size,
  { report, categories }: ObjectSource,
): readonly DataSetObject[] {
  const annotations = fieldOf(record, 'annotations');
  if (!Array.isArray(annotations)) {
    report.error('wrongShape', 'annotations', 'not a list');
    return [];
  }
  return annotations.flatMap((value: unknown, i) => {
    const path = `annotations[${i}]`;
    if (!isJsonObject(value)) {
      report.error('wrongShape', path, 'not an object');
      return [];
    }
    const mask = readMask(fieldOf(value, 'segmentation'), size, { report, path });
    if (!mask) return [];
    checkBox(value, mask, { report, path });
    const name = fieldOf(value, 'category_name');
    const category = typeof name === 'string' && name !== '' ? name : onlyCategory;
    const area = fieldOf(value, 'area');
    const isOther = typeof area === 'number' && area >= 0 && area !== areaOf(mask);
    const object = plainObject(categories.indexOf(category), mask);
    return [{ ...object, statedArea: isOther ? area : null, provenance: provenanceOf(value) }];
  });
}

const boxTolerancePx = 1; // the last pixel, or where it ends

function checkBox(
  annotation: JsonObject,
  mask: Rle,
  { report, path }: { readonly report: FileReport; readonly path: string },
): void {
  const box = fieldOf(annotation, 'bbox');
  if (!Array.isArray(box)) return;
  const { x, y, width, height } = boundsOf(mask);
  const isNear = [x, y, width, height].every((side, i) => {
    const stated: unknown = box[i];
    return typeof stated === 'number' && Math.abs(stated - side) <= boxTolerancePx;
  });
  if (isNear) return;
  const detail = `${JSON.stringify(box)} stated, [${[x, y, width, height].join(',')}] is the mask's`;
  report.warning('other', `${path}.bbox`, detail);
}

/** What made the masks of SA-1B: SAM with a ViT-H, which no file names. */
const modelId = 'sa-1b';

/** Null where a score is missing, as for what a hand drew. */
function provenanceOf(annotation: JsonObject): Provenance | null {
  const predictedIou = fieldOf(annotation, 'predicted_iou');
  const stabilityScore = fieldOf(annotation, 'stability_score');
  if (typeof predictedIou !== 'number' || typeof stabilityScore !== 'number') return null;
  const coords = fieldOf(annotation, 'point_coords');
  const pairs: readonly unknown[] = Array.isArray(coords) ? coords : [];
  const points = pairs.flatMap((pair): readonly PromptPoint[] => {
    if (!Array.isArray(pair)) return [];
    const [x, y]: readonly unknown[] = pair;
    if (typeof x !== 'number' || typeof y !== 'number') return [];
    return Number.isFinite(x + y) ? [{ at: { x, y }, label: 'foreground' }] : [];
  });
  return { tool: 'sam', modelId, prompt: { points, box: null }, predictedIou, stabilityScore };
}
