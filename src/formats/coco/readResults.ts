import type { InputFiles, ReadContext } from '../format.ts';
import { readJsonItems } from '../codecs/jsonStream.ts';
import { CocoGathering, lazyDataSet, type CocoDataSet } from './cocoDataSet.ts';
import { idKey, isObject, parseJson } from './foreign.ts';
import { readObject } from './readObject.ts';
import type { ShapeIssue } from './readSegmentation.ts';

/**
 * The detections of a COCO results file on the images of a ground truth: a list of image_id, category_id,
 * score and bbox or segmentation. Both data sets have the same images and categories in the same order.
 * A detection of a box only, whose image or category is unknown, or without a score is told.
 *
 * Source: COCO results format.
 */
export async function readCocoResults(
  path: string,
  groundTruth: CocoDataSet,
  files: InputFiles,
  context: ReadContext,
): Promise<CocoDataSet> {
  const gathering = new CocoGathering();
  const { images, categories, imageOfId, categoryOfId } = groundTruth;
  for (const image of images) gathering.addImage(image);
  const report = (issue: ShapeIssue) => context.report({ ...issue, file: path });
  const end = await readJsonItems(
    files.streamOf(path),
    (utf8) => files.decode(utf8),
    ({ key, index, bytes }) => {
      if (index === null || (key !== '' && key !== 'annotations')) return;
      const { detection, issues } = readDetection(files.decode(bytes), groundTruth);
      for (const issue of issues) report({ ...issue, path: `${key}[${index}]${issue.path}` });
      if (!detection) return;
      const { image, category } = detection;
      gathering.itemsOf[image]?.push({ item: gathering.store.add(bytes), category });
    },
  );
  if (end !== 'complete') report({ severity: 'error', kind: end, path: '', detail: '' });
  const { itemsOf, store } = gathering;
  return lazyDataSet(
    { name: '', categories, images, imageOfId, categoryOfId },
    { itemsOf, store, decode: (utf8) => files.decode(utf8) },
  );
}

interface ReadDetection {
  readonly detection: { readonly image: number; readonly category: number } | null;
  readonly issues: readonly ShapeIssue[]; // paths below the detection, with the dot
}

function readDetection(json: string, groundTruth: CocoDataSet): ReadDetection {
  const { images, imageOfId, categoryOfId } = groundTruth;
  const record = parseJson(json)?.value;
  if (record === undefined) return refused('', 'notJson', 'such as NaN or Infinity');
  if (!isObject(record)) return refused('', 'wrongShape', '');
  const image = imageOfId.get(idKey(record['image_id']) ?? '');
  const category = categoryOfId.get(idKey(record['category_id']) ?? '');
  const size = images[image ?? -1]?.size;
  if (image === undefined || !size) {
    return refused('.image_id', 'missingImage', String(record['image_id']));
  }
  if (category === undefined) {
    return refused('.category_id', 'missingCategory', String(record['category_id']));
  }
  const { object, issues } = readObject(record, category, size);
  const told = issues
    .filter(({ kind }) => kind !== 'onlyBox') // boxes alone are a kind of results
    .map((issue) => ({ ...issue, path: `.${issue.path}` }));
  if (!object) return { detection: null, issues: told };
  if (object.score === null) return refused('.score', 'wrongShape', 'a detection has a score');
  return { detection: { image, category }, issues: told };
}

function refused(path: string, kind: ShapeIssue['kind'], detail: string): ReadDetection {
  return { detection: null, issues: [{ severity: 'error', kind, path, detail }] };
}
