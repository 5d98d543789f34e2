import type { DataSet, DataSetCategory, DataSetObject } from '#core/dataset/dataSet.ts';
import { labelMapOf } from '#core/dataset/labelMap.ts';
import type { Loss } from '#core/dataset/loss.ts';
import { overlapLosses } from '#core/dataset/overlapLosses.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import type { Size } from '#core/geometry/size.ts';
import { rgbOf } from '../codecs/labelMap.ts';
import { encodePng } from '../codecs/png.ts';
import type { FormatWriter, OutputFile, WriteContext } from '../format.ts';

interface Segment {
  readonly id: number;
  readonly category_id: number;
  readonly area: number;
  readonly bbox: readonly [x: number, y: number, width: number, height: number];
  readonly iscrowd: 0 | 1;
}

/**
 * Writes COCO panoptic: a PNG of ids for each image (R + 256·G + 65536·B, 0 is void), then one JSON with the
 * segments, ids from 1 in each image, and the pictures under `images/`. Of objects that overlap the one in
 * front has the pixel; what is hidden altogether is left out, for the scorer stops at an id without pixels.
 * Source: COCO data format, "panoptic segmentation"; panopticapi.
 */
export const panopticWriter: FormatWriter = {
  async *write(dataSet, context) {
    unsaidOfSet(dataSet, ['supercategoryDropped', 'colorDropped']).forEach((loss) =>
      context.lose(loss),
    );
    const annotations: object[] = [];
    for (const [image, { size }] of dataSet.images.entries()) {
      const objects = await dataSet.objectsOf(image);
      const { bytes, segments, losses } = segmentsOf(size, objects, image);
      losses.forEach((loss) => context.lose(loss));
      const fileName = pngNameOf(context.fileNames[image] ?? '');
      annotations.push({ image_id: image + 1, file_name: fileName, segments_info: segments });
      yield file(`annotations/panoptic_default/${fileName}`, bytes);
    }
    const text = jsonOf(dataSet, context, annotations);
    yield { path: 'annotations/panoptic_default.json', content: { kind: 'text', text: [text] } };
    if (!context.options.hasPictures) return;
    for (const [image, fileName] of context.fileNames.entries()) {
      yield {
        path: `images/${fileName}`,
        content: { kind: 'picture', image },
      } satisfies OutputFile;
    }
  },
};

function file(path: string, bytes: Uint8Array<ArrayBuffer>): OutputFile {
  return { path, content: { kind: 'bytes', bytes } };
}

interface ImageParts {
  readonly bytes: Uint8Array<ArrayBuffer>; // of the PNG
  readonly segments: readonly Segment[];
  readonly losses: readonly Loss[];
}

/** Ids are 24 bits: more objects than that fit no image. */
function segmentsOf(size: Size, objects: readonly DataSetObject[], image: number): ImageParts {
  const { labels, visibleAreas, hiddenAreas } = labelMapOf(
    size,
    objects.map(({ mask }) => mask),
  );
  const boxes = boxesOf(labels, size, objects.length);
  const data = new Uint8Array(labels.length * 3);
  for (let i = 0; i < labels.length; i += 1) {
    const id = labels[i] ?? 0;
    data[3 * i] = id & 255;
    data[3 * i + 1] = (id >> 8) & 255;
    data[3 * i + 2] = id >> 16;
  }
  const segments = objects.flatMap((object, i): Segment[] => {
    const area = visibleAreas[i] ?? 0;
    if (area === 0) return [];
    const bbox = boxes[i] ?? [0, 0, 0, 0];
    const iscrowd = object.isCrowd ? 1 : 0;
    return [{ id: i + 1, category_id: object.category + 1, area, bbox, iscrowd }];
  });
  const losses = [
    ...overlapLosses({ visibleAreas, hiddenAreas }, image),
    ...objects.flatMap((each, object) => unsaidOfObject(each, { image, object }, ['crowdDropped'])),
  ];
  return { bytes: encodePng({ size, channels: 3, data, palette: null }), segments, losses };
}

/** The box around the pixels of each label. */
function boxesOf(
  labels: Uint32Array,
  { width, height }: Size,
  count: number,
): readonly Segment['bbox'][] {
  const left = new Int32Array(count).fill(width);
  const right = new Int32Array(count).fill(-1);
  const top = new Int32Array(count).fill(height);
  const bottom = new Int32Array(count).fill(-1);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const i = (labels[y * width + x] ?? 0) - 1;
      if (i < 0) continue;
      left[i] = Math.min(left[i] ?? x, x);
      right[i] = Math.max(right[i] ?? x, x);
      top[i] = Math.min(top[i] ?? y, y);
      bottom[i] = y;
    }
  }
  return Array.from({ length: count }, (_, i) => {
    const [x = 0, y = 0] = [left[i], top[i]];
    return [x, y, (right[i] ?? 0) - x + 1, (bottom[i] ?? 0) - y + 1] as const;
  });
}

/** The picture's name with its folder, so that images of one name in two folders stay apart. */
function pngNameOf(fileName: string): string {
  return `${fileName.replace(/\.[^./]*$/u, '')}.png`;
}

function jsonOf(
  { name, images, categories }: DataSet,
  { createdAt, fileNames }: WriteContext,
  annotations: readonly object[],
): string {
  const date = new Date(createdAt);
  const info = {
    description: name,
    version: '1.0',
    year: date.getUTCFullYear(),
    date_created: date.toISOString(),
  };
  const imageRecords = images.map(({ size }, i) => ({
    id: i + 1,
    file_name: fileNames[i],
    width: size.width,
    height: size.height,
  }));
  const parts = [
    `"info": ${JSON.stringify(info)}`,
    `"images": ${linesOf(imageRecords)}`,
    `"annotations": ${linesOf(annotations)}`,
    `"categories": ${linesOf(categories.map(categoryRecord))}`,
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function categoryRecord(
  { name, supercategory, color, isThing }: DataSetCategory,
  i: number,
): object {
  return {
    id: i + 1,
    name,
    supercategory,
    isthing: isThing === false ? 0 : 1,
    color: (color === null ? null : rgbOf(color)) ?? spreadColor(i),
  };
}

function linesOf(records: readonly object[]): string {
  return `[${records.map((record) => `\n${JSON.stringify(record)}`).join(',')}]`;
}

/** Readers want a colour of every category: one that is not black, the same each time. */
function spreadColor(i: number): readonly number[] {
  return [0, 1, 2].map((channel) => 40 + ((i * 67 + channel * 101) % 200));
}
