import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { rleToString } from '#core/mask/rleString.ts';
import type { Split } from '#core/project/split.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';
import { cardOf } from './card.ts';
import { instancePng } from './instancePng.ts';
import { splitFolders, withoutSplitWords } from './paths.ts';
import { placedSplits } from './placedSplits.ts';

/**
 * A folder that `load_dataset("imagefolder", …)` of Hugging Face reads: for each split a folder of
 * pictures, of masks (see `instancePng`) and a `metadata.jsonl` whose rows all have the same columns, of
 * the same types. Images without a split are in `train`.
 * Source: huggingface/datasets, "Create an image dataset".
 */
export const huggingFaceWriter: FormatWriter = {
  async *write(dataSet, context) {
    for (const loss of unsaidOfSet(dataSet, ['splitDropped'])) context.lose(loss);
    const names = namesOf(dataSet, context);
    const placed = await placedSplits(dataSet);
    for (const [image, { split: own }] of dataSet.images.entries()) {
      const split = placed[image] ?? 'train';
      if (own === split) continue;
      const detail = `${own ?? 'none'}, written to ${split}`;
      context.lose({ kind: 'splitDropped', image, object: null, detail });
    }
    yield textFile('README.md', cardOf(dataSet));
    const labels = Object.fromEntries(dataSet.categories.map(({ name }, i) => [String(i), name]));
    yield textFile('id2label.json', `${JSON.stringify(labels, null, 2)}\n`);
    for (const split of ['train', 'val', 'test'] as const) {
      yield* splitFiles(dataSet, context, { split, placed, names });
    }
  },
};

/** Pictures and masks first, the table of the split when all of its rows are known. */
async function* splitFiles(
  dataSet: DataSet,
  context: WriteContext,
  {
    split,
    placed,
    names,
  }: {
    readonly split: Split;
    readonly placed: readonly Split[];
    readonly names: readonly string[];
  },
): AsyncGenerator<OutputFile> {
  const folder = splitFolders[split];
  const rows: string[] = [];
  for (const [image, { size }] of dataSet.images.entries()) {
    if (placed[image] !== split) continue;
    const name = names[image] ?? '';
    const objects = await dataSet.objectsOf(image);
    const { bytes, hiddenAreas, unpainted } = instancePng(size, objects);
    for (const [object, each] of objects.entries()) {
      const place = { image, object };
      for (const loss of unsaidOfObject(each, place, ['attributeDropped', 'crowdDropped'])) {
        context.lose(loss);
      }
      const hidden = hiddenAreas[object] ?? 0;
      if (hidden > 0) context.lose({ kind: 'overlapResolved', ...place, detail: `${hidden} px` });
      if (unpainted.includes(object)) {
        context.lose({ kind: 'maskDropped', ...place, detail: 'of the mask picture' });
      }
    }
    const maskName = `masks/${name}.png`;
    rows.push(rowOf({ file_name: name, mask_file_name: maskName, ...size }, objects));
    yield { path: `${folder}/${maskName}`, content: { kind: 'bytes', bytes } };
    if (context.options.hasPictures) {
      yield { path: `${folder}/${name}`, content: { kind: 'picture', image } };
    }
  }
  if (rows.length > 0) yield textFile(`${folder}/metadata.jsonl`, rows.join(''));
}

/**
 * One row of the table. Whole numbers of boxes and areas are written with a point, since the loader
 * takes the type of a column from its first rows and no other split may have another one.
 */
function rowOf(image: object, objects: readonly DataSetObject[]): string {
  const boxes = objects.map(({ box, mask }) => box ?? boundsOf(mask));
  const lists = {
    id: objects.map((_, i) => String(i + 1)),
    bbox: boxes.map(
      ({ x, y, width, height }) => `[${[x, y, width, height].map(floatText).join(', ')}]`,
    ),
    categories: objects.map(({ category }) => String(category)),
    area: objects.map(({ statedArea, mask }) => floatText(statedArea ?? areaOf(mask))),
    iscrowd: objects.map(({ isCrowd }) => (isCrowd ? '1' : '0')),
    rle: objects.map(({ isBoxOnly, mask }) => JSON.stringify(isBoxOnly ? '' : rleToString(mask))),
    attributes: objects.map(({ attributes }) => JSON.stringify(JSON.stringify(attributes))),
  };
  const columns = Object.entries(lists).map(
    ([column, values]) => `"${column}": [${values.join(', ')}]`,
  );
  return `${JSON.stringify(image).slice(0, -1)}, "objects": {${columns.join(', ')}}}\n`;
}

function floatText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Where each image lies below the folder of its split; names that would be in two splits change. */
function namesOf(dataSet: DataSet, context: WriteContext): readonly string[] {
  const taken = new Set<string>();
  return dataSet.images.map(({ fileName }, image) => {
    const given = context.fileNames[image] ?? String(image + 1);
    let name = withoutSplitWords(given);
    while (taken.has(name)) name = `x${name}`;
    taken.add(name);
    if (name !== fileName) context.lose({ kind: 'renamed', image, object: null, detail: name });
    return name;
  });
}

function textFile(path: string, text: string): OutputFile {
  return { path, content: { kind: 'text', text: [text] } };
}
