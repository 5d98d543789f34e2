import { plainObject, type DataSet, type DataSetObject } from '#core/dataset/dataSet.ts';
import type { Rle } from '#core/mask/rle.ts';
import { masksOfValues } from '#formats/codecs/labelImage.ts';
import type { FormatReader, InputFiles, ReadContext } from '#formats/format.ts';
import { loadDataSet, readLabels, type MaskImage, type Report } from './loadDataSet.ts';
import {
  findIndex,
  readIndex,
  type IndexedImage,
  type IndexedObject,
  type MaskIndex,
} from './readIndex.ts';
import { findMasks } from './findMasks.ts';
import { readForeignInstances, readForeignSemantic } from './readForeign.ts';

/** Masks of categories: our own by their index, those of other tools by names that lie beside them. */
export const semanticPngReader: FormatReader = {
  recognise: (files) => recognise(files, 'semantic'),
  read: (files, context) =>
    readKind(files, context, {
      kind: 'semantic',
      load: loadSemantic,
      foreign: readForeignSemantic,
    }),
};

/** Masks of objects: our own by their index, those of other tools with masks of categories beside them. */
export const instancePngReader: FormatReader = {
  recognise: (files) => recognise(files, 'instance'),
  read: (files, context) =>
    readKind(files, context, {
      kind: 'instance',
      load: loadInstances,
      foreign: readForeignInstances,
    }),
};

/** One mask an object, by the index beside them. */
export const binaryMasksReader: FormatReader = {
  recognise: async (files) => ((await findIndex(files, 'binary')) === null ? 0 : 1),
  read: (files, context) =>
    readKind(files, context, { kind: 'binary', load: loadBinary, foreign: nothing }),
};

type Load = (place: {
  readonly files: InputFiles;
  readonly index: MaskIndex;
  readonly image: IndexedImage;
  readonly report: Report;
}) => Promise<readonly DataSetObject[]>;

interface Kind {
  readonly kind: 'semantic' | 'instance' | 'binary';
  readonly load: Load;
  readonly foreign: (files: InputFiles, context: ReadContext) => Promise<DataSet>;
}

async function readKind(
  files: InputFiles,
  context: ReadContext,
  { kind, load, foreign }: Kind,
): Promise<DataSet> {
  const path = await findIndex(files, kind);
  if (path === null) return foreign(files, context);
  const index = await readIndex(files, path, context);
  if (!index) return loadDataSet([], [], context);
  const images: MaskImage[] = [];
  for (const image of index.images) {
    const picture = await files.pictureOf(`${index.folder}images/${image.fileName}`);
    const { size } = image;
    if (picture && (picture.size.width !== size.width || picture.size.height !== size.height)) {
      const detail = `${size.width} × ${size.height}, not ${picture.size.width} × ${picture.size.height}`;
      const issue = { severity: 'error', kind: 'wrongSize', file: path, detail } as const;
      context.report({ ...issue, path: image.fileName });
      continue;
    }
    images.push({
      ...image,
      fileName: picture?.fileName ?? image.fileName,
      load: (report) => load({ files, index, image, report }),
    });
  }
  return loadDataSet(index.categories, images, context);
}

const loadSemantic: Load = async ({ files, index, image, report }) => {
  const path = index.folder + image.mask;
  const labels = await readLabels(files, path, image.size, report);
  const masks = labels && masksOfValues(labels);
  return [...(masks ?? [])].flatMap(([value, mask]) => {
    const category = index.places.get(value);
    if (category !== undefined) return [plainObject(category, mask)];
    report({
      severity: 'error',
      kind: 'missingCategory',
      file: path,
      path: '',
      detail: String(value),
    });
    return [];
  });
};

const loadInstances: Load = async ({ files, index, image, report }) => {
  const path = index.folder + image.mask;
  const labels = await readLabels(files, path, image.size, report);
  const masks = labels && masksOfValues(labels);
  if (!masks) return [];
  const known = new Set(image.objects.map(({ id }) => id));
  for (const id of masks.keys()) {
    if (known.has(id)) continue;
    report({
      severity: 'error',
      kind: 'missingCategory',
      file: path,
      path: '',
      detail: `id ${id}`,
    });
  }
  return image.objects.flatMap((object) => {
    const { id } = object;
    const mask = masks.get(id);
    if (mask) return [objectOf(object, mask)];
    const issue = { severity: 'error', kind: 'emptyMask', file: path, path: `id ${id}` } as const;
    report({ ...issue, detail: '' });
    return [];
  });
};

const loadBinary: Load = async ({ files, index, image, report }) => {
  const objects: DataSetObject[] = [];
  for (const object of image.objects) {
    const path = index.folder + object.file;
    const labels = await readLabels(files, path, image.size, report);
    if (!labels) continue;
    const values = labels.values.map((value) => (value === 0 ? 0 : 1));
    const mask = masksOfValues({ size: labels.size, values })?.get(1);
    if (mask) objects.push(objectOf(object, mask));
    else report({ severity: 'error', kind: 'emptyMask', file: path, path: '', detail: '' });
  }
  return objects;
};

function objectOf(
  { category, isCrowd, score, name, group, attributes }: IndexedObject,
  mask: Rle,
): DataSetObject {
  return { ...plainObject(category, mask), isCrowd, score, name, group, attributes };
}

async function recognise(files: InputFiles, kind: 'semantic' | 'instance'): Promise<number> {
  if ((await findIndex(files, kind)) !== null) return 1;
  const found = await findMasks(files, kind);
  const [first] = found;
  if (first === undefined) return 0;
  const head = await files.headOf(first);
  const isPng = head[1] === 0x50 && head[2] === 0x4e && head[3] === 0x47;
  return isPng ? 0.5 : 0;
}

function nothing(_: InputFiles, context: ReadContext): Promise<DataSet> {
  return loadDataSet([], [], context);
}
