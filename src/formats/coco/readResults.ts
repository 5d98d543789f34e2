import type { InputFiles, ReadContext } from '../format.ts';
import { readJsonItems } from '../codecs/jsonStream.ts';
import { CocoGathering, lazyDataSet, type CocoDataSet } from './cocoDataSet.ts';
import { idKey, isObject, parseJson } from './foreign.ts';
import { readObject } from './readObject.ts';

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
  const fault = (
    at: string,
    kind: 'notJson' | 'wrongShape' | 'missingImage' | 'missingCategory',
    detail = '',
  ) => context.report({ severity: 'error', kind, file: path, path: at, detail });
  const end = await readJsonItems(
    files.streamOf(path),
    (utf8) => files.decode(utf8),
    ({ key, index, bytes }) => {
      if (index === null || (key !== '' && key !== 'annotations')) return;
      const at = `${key}[${index}]`;
      const record = parseJson(files.decode(bytes))?.value;
      if (record === undefined) return fault(at, 'notJson', 'such as NaN or Infinity');
      if (!isObject(record)) return fault(at, 'wrongShape');
      const image = imageOfId.get(idKey(record['image_id']) ?? '');
      const category = categoryOfId.get(idKey(record['category_id']) ?? '');
      if (image === undefined)
        return fault(`${at}.image_id`, 'missingImage', String(record['image_id']));
      if (category === undefined) {
        return fault(`${at}.category_id`, 'missingCategory', String(record['category_id']));
      }
      const size = images[image]?.size ?? { width: 0, height: 0 };
      const { object, issues } = readObject(record, category, size);
      for (const issue of issues) {
        // boxes alone are a kind of results
        if (issue.kind === 'onlyBox') continue;
        context.report({ ...issue, file: path, path: `${at}.${issue.path}` });
      }
      if (!object) return;
      if (object.score === null)
        return fault(`${at}.score`, 'wrongShape', 'a detection has a score');
      gathering.itemsOf[image]?.push({ item: gathering.store.add(bytes), category });
    },
  );
  if (end !== 'complete') {
    context.report({ severity: 'error', kind: end, file: path, path: '', detail: '' });
  }
  const { itemsOf, store } = gathering;
  return lazyDataSet(
    { name: '', categories, images, imageOfId, categoryOfId },
    { itemsOf, store, decode: (utf8) => files.decode(utf8) },
  );
}
