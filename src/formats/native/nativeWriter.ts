import type { DataSet } from '#core/dataset/dataSet.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';
import { objectToJson } from './objectJson.ts';

/** Of the layout of the folder; a reader refuses what is newer than itself. */
export const nativeDataSetVersion = 1;

/**
 * A data set as our own folder, with all that it says: `project.json` names categories and images,
 * `annotations/<image>.json` holds the objects of one image, one a line, `images/` the pictures. Nothing
 * is lost but names of files that the export gives others. The mirror of a linked folder has the same
 * layout, and one reader reads both.
 */
export const nativeWriter: FormatWriter = {
  async *write(dataSet, context) {
    for (const [image, { fileName }] of dataSet.images.entries()) {
      const given = fileNameOf(context, image);
      if (given !== fileName) context.lose({ kind: 'renamed', image, object: null, detail: given });
    }
    yield {
      path: 'project.json',
      content: { kind: 'text', text: indexLines(dataSet, context) },
    };
    for (const image of dataSet.images.keys()) yield* filesOf(dataSet, context, image);
  },
};

async function* filesOf(
  dataSet: DataSet,
  context: WriteContext,
  image: number,
): AsyncGenerator<OutputFile> {
  const fileName = fileNameOf(context, image);
  const objects = await dataSet.objectsOf(image);
  const lines = objects.map((object) => JSON.stringify(objectToJson(object, dataSet.categories)));
  const size = dataSet.images[image]?.size ?? { width: 1, height: 1 };
  const facts = {
    format: 'maskwright-image',
    version: nativeDataSetVersion,
    fileName,
    width: size.width,
    height: size.height,
  };
  const text = `${JSON.stringify(facts).slice(0, -1)},\n"objects": [${lines.map((line) => `\n${line}`).join(',')}\n]}\n`;
  yield { path: `annotations/${fileName}.json`, content: { kind: 'text', text: [text] } };
  if (context.options.hasPictures) {
    yield { path: `images/${fileName}`, content: { kind: 'picture', image } };
  }
}

function* indexLines(dataSet: DataSet, context: WriteContext): Generator<string, void, undefined> {
  const created = new Date(context.createdAt).toISOString();
  yield `{\n"format": "maskwright-dataset",\n"version": ${nativeDataSetVersion},\n`;
  yield `"name": ${JSON.stringify(dataSet.name)},\n"createdAt": "${created}",\n"categories": [`;
  for (const [index, { name, supercategory, color, attributes }] of dataSet.categories.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify({ name, supercategory, color, attributes })}`;
  }
  yield '\n],\n"images": [';
  for (const [index, { size, split, tags, contentHash }] of dataSet.images.entries()) {
    const fileName = fileNameOf(context, index);
    const { width, height } = size;
    const annotations = `annotations/${fileName}.json`;
    const row = { fileName, width, height, split, tags, contentHash, annotations };
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(row)}`;
  }
  yield '\n]\n}\n';
}

function fileNameOf({ fileNames }: WriteContext, image: number): string {
  return fileNames[image] ?? String(image + 1);
}
