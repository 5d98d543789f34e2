import type { DataSet, DataSetImage, DataSetObject } from '#core/dataset/dataSet.ts';
import type { LossKind } from '#core/dataset/loss.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { areaOf, boundsOf, isSameMask } from '#core/mask/measures.ts';
import { cocoRaster } from '#core/polygon/cocoRaster.ts';
import { partsOfPolygon } from '#core/polygon/polygonParts.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import { splits } from '#core/division/ratios.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';
import { segmentationOf, type CocoSegmentation } from './segmentation.ts';

/**
 * Writes COCO instances: `annotations/instances_default.json` with all images, one file more for each split
 * there is, and the pictures under `images/`. Ids count from 1 without gaps in the order of the data set, so
 * that none is taken for "no match"; all files name a category, image or object by the same id. Area and
 * bbox are those of the mask. iscrowd is 0 but for crowds: training leaves those out.
 *
 * `rle` is exact. `mixed` writes polygons where they say the mask exactly. `polygon` never writes RLE but for
 * crowds: holes are filled, outlines may be simplified, and each of that is told.
 * Source: COCO data format, "object detection".
 */
export const cocoWriter: FormatWriter = {
  async *write(dataSet, context) {
    for (const loss of unsaidOfSet(dataSet, ['supercategoryDropped', 'splitDropped']))
      context.lose(loss);
    for (const { name, hasImage, isFirst } of annotationFiles(dataSet)) {
      const told = isFirst ? context : { ...context, lose: () => undefined };
      yield {
        path: `annotations/${name}`,
        content: { kind: 'text', text: instancesText(dataSet, told, hasImage) },
      };
    }
    if (!context.options.hasPictures) return;
    for (const [image, fileName] of context.fileNames.entries()) {
      yield {
        path: `images/${fileName}`,
        content: { kind: 'picture', image },
      } satisfies OutputFile;
    }
  },
};

/** What COCO has room for, some of it under names of its own. */
const keptOfObjects: readonly LossKind[] = ['attributeDropped', 'crowdDropped', 'scoreDropped'];

interface AnnotationFile {
  readonly name: string;
  readonly isFirst: boolean;
  hasImage(image: DataSetImage): boolean;
}

/** All images in one file and, once they are divided, the images of each split in one of its own. */
function annotationFiles({ images }: DataSet): readonly AnnotationFile[] {
  const whole = { name: 'instances_default.json', isFirst: true, hasImage: () => true };
  const divided = splits.filter((split) => images.some((image) => image.split === split));
  return [
    whole,
    ...divided.map((split) => ({
      name: `instances_${split}.json`,
      isFirst: false,
      hasImage: (image: DataSetImage) => image.split === split,
    })),
  ];
}

/** The text of one file: of the images that are wanted, with the ids of the whole data set. */
export async function* instancesText(
  dataSet: DataSet,
  context: WriteContext,
  hasImage: (image: DataSetImage) => boolean,
): AsyncGenerator<string, void, undefined> {
  const { images, categories } = dataSet;
  const wanted = [...images.entries()].filter(([, image]) => hasImage(image));
  yield `{\n"info": ${JSON.stringify(infoOf(dataSet, context))},\n`;
  yield '"licenses": [],\n"images": [';
  yield* lines(
    wanted.map(([i, { size }]) => ({
      id: i + 1,
      file_name: context.fileNames[i],
      width: size.width,
      height: size.height,
    })),
  );
  yield '],\n"annotations": [';
  yield* annotationLines(dataSet, context, hasImage);
  yield '],\n"categories": [';
  yield* lines(
    categories.map(({ name, supercategory }, i) => ({ id: i + 1, name, supercategory })),
  );
  yield ']\n}\n';
}

function infoOf({ name }: DataSet, { createdAt }: WriteContext): object {
  const date = new Date(createdAt);
  return {
    description: name,
    version: '1.0',
    year: date.getUTCFullYear(),
    contributor: '',
    url: '',
    date_created: date.toISOString(),
  };
}

async function* annotationLines(
  dataSet: DataSet,
  context: WriteContext,
  hasImage: (image: DataSetImage) => boolean,
): AsyncGenerator<string, void, undefined> {
  let id = 0;
  let isFirst = true;
  for (const [i, image] of dataSet.images.entries()) {
    const objects = await dataSet.objectsOf(i);
    for (const [o, object] of objects.entries()) {
      id += 1;
      if (!hasImage(image)) continue;
      const lose = (kind: LossKind, detail = '') =>
        context.lose({ kind, image: i, object: o, detail });
      for (const loss of unsaidOfObject(object, { image: i, object: o }, keptOfObjects))
        context.lose(loss);
      const ids = { id, image_id: i + 1, category_id: object.category + 1 };
      yield line({ ...ids, ...geometryOf(object, context, lose) }, isFirst);
      isFirst = false;
    }
  }
}

function geometryOf(
  object: DataSetObject,
  context: WriteContext,
  lose: (kind: LossKind, detail?: string) => void,
): object {
  const { mask, attributes, box, isBoxOnly, isCrowd, score } = object;
  const bounds = boundsOf(mask);
  const { x, y, width, height } = isBoxOnly && box ? box : bounds;
  return {
    segmentation: segmentation(object, context, lose),
    area: areaOf(mask),
    bbox: [x, y, width, height],
    iscrowd: isCrowd ? 1 : 0,
    ...(score === null ? {} : { score }),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

function segmentation(
  object: DataSetObject,
  { options }: WriteContext,
  lose: (kind: LossKind, detail?: string) => void,
): CocoSegmentation | readonly [] {
  if (object.isBoxOnly) return []; // readers that need a mask leave it out; the box alone is the truth
  if (object.isCrowd || options.geometry === 'rle') return segmentationOf(object.mask, 'rle');
  if (options.geometry === 'mixed') return segmentationOf(object.mask, 'polygonWhereExact');
  return polygonsOf(object, options.tolerancePx, lose);
}

/** The outer rings, drawn ones as drawn; what is not the mask any more is told. */
function polygonsOf(
  object: DataSetObject,
  tolerancePx: number,
  lose: (kind: LossKind, detail?: string) => void,
): readonly (readonly number[])[] {
  const parts = partsOfPolygon(outlineOf(object, tolerancePx));
  const holeCount = parts.reduce((sum, { rings }) => sum + rings.length - 1, 0);
  if (holeCount > 0) lose('holeFilled', `${holeCount}`);
  const rings = parts.flatMap(({ rings: [outer] }) => (outer ? [[...outer.points]] : []));
  if (holeCount === 0) {
    const filled = rings.map((ring) => cocoRaster(ring, object.mask.size));
    const [first, ...others] = filled;
    const mask = first && others.reduce((a, b) => combineMasks(a, b, 'union'), first);
    if (!mask || !isSameMask(mask, object.mask)) lose('simplified');
  }
  if (rings.length > 0) return rings;
  return [[...rectangleRing(boundsOf(object.mask)).points]];
}

function* lines(values: readonly object[]): Generator<string, void, undefined> {
  for (const [i, value] of values.entries()) yield line(value, i === 0);
}

/** One record on a line of its own, with the comma that parts it from the one before. */
function line(value: object, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n${JSON.stringify(value)}`;
}
