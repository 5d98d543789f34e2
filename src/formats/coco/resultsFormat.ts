import { boundsOf } from '#core/mask/measures.ts';
import type { FormatReader, FormatWriter, InputFiles } from '../format.ts';
import { isKind, instancesPaths } from './cocoReader.ts';
import { instancesText } from './cocoWriter.ts';
import { readInstances } from './readInstances.ts';
import { readCocoResults } from './readResults.ts';
import { segmentationOf } from './segmentation.ts';

/**
 * Writes detections as the evaluation of COCO takes them: one list, ids as in `instances_default.json` of the
 * same data set, and beside it the images and categories that the ids are of. Objects without a score are no
 * detections: they are left out and told.
 */
export const cocoResultsWriter: FormatWriter = {
  async *write(dataSet, context) {
    async function* text() {
      yield '[';
      let isFirst = true;
      for (const image of dataSet.images.keys()) {
        for (const [object, each] of (await dataSet.objectsOf(image)).entries()) {
          if (each.score === null) {
            context.lose({ kind: 'objectDropped', image, object, detail: 'it has no score' });
            continue;
          }
          const { x, y, width, height } = each.box ?? boundsOf(each.mask);
          const record = {
            image_id: image + 1,
            category_id: each.category + 1,
            bbox: [x, y, width, height],
            score: each.score,
            ...(each.isBoxOnly ? {} : { segmentation: segmentationOf(each.mask, 'rle') }),
          };
          yield `${isFirst ? '' : ','}\n${JSON.stringify(record)}`;
          isFirst = false;
        }
      }
      yield '\n]\n';
    }
    yield { path: 'results.json', content: { kind: 'text', text: text() } };
    const withoutObjects = { ...dataSet, objectsOf: () => Promise.resolve([]) };
    const info = instancesText(withoutObjects, context, () => true);
    yield { path: 'image_info.json', content: { kind: 'text', text: info } };
  },
};

/** Reads results beside the instances that they are about. */
export const cocoResultsReader: FormatReader = {
  async recognise(files) {
    return (await resultsPath(files)) === null ? 0 : 0.95;
  },
  async read(files, context) {
    const path = await resultsPath(files);
    const truthPaths = (await instancesPaths(files)).filter((each) => each !== path);
    const quiet = { ...context, progress: () => undefined };
    const truth = await readInstances(truthPaths, files, quiet);
    if (path !== null) return readCocoResults(path, truth, files, context);
    context.report({
      severity: 'error',
      kind: 'missingFile',
      file: '',
      path: '',
      detail: 'no results',
    });
    return { ...truth, objectsOf: () => Promise.resolve([]) };
  },
};

async function resultsPath(files: InputFiles): Promise<string | null> {
  for (const path of files.paths) {
    if (/\.json$/iu.test(path) && (await isKind(files, path, 'results'))) return path;
  }
  return null;
}
