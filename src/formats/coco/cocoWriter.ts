import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import type { Loss } from '#core/dataset/loss.ts';
import { outlineOf } from '#core/dataset/outline.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import { splits } from '#core/division/ratios.ts';
import { areaOf, boundsOf, isSameMask } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import { rleToString } from '#core/mask/rleString.ts';
import { bridgeRings } from '#core/polygon/bridgeRings.ts';
import { partsOfPolygon } from '#core/polygon/polygonParts.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { FormatWriter, WriteContext } from '../format.ts';
import type { CocoSegmentation } from './segmentation.ts';

/**
 * COCO instances: `annotations/instances_default.json` with all images, one more file for each split,
 * and the pictures in `images/`. All ids count from 1; an annotation of id 0 would be taken for "no
 * match" by the evaluation. RLE stays `iscrowd` 0 unless the object is a crowd. Attributes lie under
 * `attributes`, as CVAT has them.
 * Source: COCO data format, "object detection"; CVAT, "MS COCO Object Detection".
 */
export const cocoWriter: FormatWriter = {
  async *write(dataSet, context) {
    const all = [...dataSet.images.keys()];
    const isDivided = dataSet.images.some(({ split }) => split !== null);
    for (const loss of unsaidOfSet(dataSet, ['supercategoryDropped'])) {
      const isKept = loss.kind === 'splitDropped';
      if (!isKept) context.lose(loss);
    }
    const text = instances(dataSet, context, { images: all, isTold: true });
    yield { path: 'annotations/instances_default.json', content: { kind: 'text', text } };
    for (const split of isDivided ? splits : []) {
      const images = all.filter((image) => dataSet.images[image]?.split === split);
      if (images.length === 0) continue;
      const part = instances(dataSet, context, { images, isTold: false });
      const path = `annotations/instances_${split}.json`;
      yield { path, content: { kind: 'text', text: part } };
    }
    if (!context.options.hasPictures) return;
    for (const image of all) {
      const path = `images/${context.fileNames[image] ?? image}`;
      yield { path, content: { kind: 'picture', image } };
    }
  },
};

interface Listed {
  readonly images: readonly number[];
  readonly isTold: boolean; // losses are told once
}

async function* instances(
  dataSet: DataSet,
  context: WriteContext,
  { images, isTold }: Listed,
): AsyncGenerator<string, void, undefined> {
  const createdAt = new Date(context.createdAt).toISOString();
  yield `{\n"info": ${JSON.stringify(infoOf(dataSet.name, createdAt))},\n`;
  yield '"licenses": [],\n"images": [';
  for (const [index, image] of images.entries()) {
    const { width, height } = dataSet.images[image]?.size ?? { width: 0, height: 0 };
    const fileName = context.fileNames[image];
    yield recordLine({ id: index + 1, file_name: fileName, width, height }, index === 0);
  }
  yield '],\n"annotations": [';
  let id = 0;
  for (const [index, image] of images.entries()) {
    for (const [place, object] of (await dataSet.objectsOf(image)).entries()) {
      id += 1;
      const lose = (loss: Pick<Loss, 'kind' | 'detail'>) =>
        isTold && context.lose({ ...loss, image, object: place });
      const ids = { id, image_id: index + 1, category_id: object.category + 1 };
      yield recordLine({ ...ids, ...recordOf(object, context, lose) }, id === 1);
    }
  }
  yield '],\n"categories": [';
  for (const [index, { name, supercategory }] of dataSet.categories.entries()) {
    yield recordLine({ id: index + 1, name, supercategory }, index === 0);
  }
  yield ']\n}\n';
}

function infoOf(description: string, createdAt: string): object {
  return {
    description,
    version: '1.0',
    year: Number(createdAt.slice(0, 4)),
    contributor: '',
    url: '',
    date_created: createdAt,
  };
}

type Lose = (loss: Pick<Loss, 'kind' | 'detail'>) => void;

function recordOf(object: DataSetObject, context: WriteContext, lose: Lose): object {
  const { mask, box, statedArea, isCrowd, attributes } = object;
  const kept = ['attributeDropped', 'crowdDropped'] as const;
  for (const loss of unsaidOfObject(object, { image: null, object: null }, kept)) lose(loss);
  const { x, y, width, height } = box ?? boundsOf(mask);
  return {
    segmentation: segmentationOf(object, context, lose),
    area: statedArea ?? areaOf(mask),
    bbox: [x, y, width, height],
    iscrowd: isCrowd ? 1 : 0,
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

/** Crowds are RLE always, as readers take them for; a box without a mask has no segmentation. */
function segmentationOf(
  object: DataSetObject,
  { options: { geometry, tolerancePx } }: WriteContext,
  lose: Lose,
): CocoSegmentation {
  const { mask, isBoxOnly, isCrowd } = object;
  if (isBoxOnly) return [];
  const exact = { size: [mask.size.height, mask.size.width] as const, counts: rleToString(mask) };
  if (geometry === 'rle' || isCrowd) return exact;
  const parts = partsOfPolygon(outlineOf(object, tolerancePx));
  const rings = parts.map((part) => bridgeRings(part));
  const holeCount = parts.reduce((sum, part) => sum + part.rings.length - 1, 0);
  const raster = rasterizePolygon({ rings }, mask.size);
  const isExact = isSameMask(raster, mask);
  if (geometry === 'mixed' && (holeCount > 0 || !isExact)) return exact;
  if (holeCount > 0) lose({ kind: 'holeBridged', detail: `${holeCount}` });
  if (!isExact) lose({ kind: 'simplified', detail: `IoU ${iouOf(raster, mask).toFixed(4)}` });
  return rings.map(({ points }) => [...points]);
}

/** One record on a line of its own, with the comma that parts it from the one before. */
function recordLine(value: object, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n${JSON.stringify(value)}`;
}
