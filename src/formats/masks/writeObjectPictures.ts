import type { DataSet, DataSetObject } from '#core/dataset/dataSet.ts';
import { unsaidOfObject, unsaidOfSet } from '#core/dataset/unsaid.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { decodeRle } from '#core/mask/codec.ts';
import { boundsOf } from '#core/mask/measures.ts';
import { encodePng } from '#formats/codecs/png.ts';
import type { FormatWriter, OutputFile, WriteContext } from '#formats/format.ts';
import { maskIndex, objectPath, stemOf } from './maskIndex.ts';
import { keptOfObjects } from './writeLabelPictures.ts';

const keptOfSet = ['supercategoryDropped', 'colorDropped', 'splitDropped', 'tagDropped'] as const;

/**
 * One PNG an object, 255 on its pixels and 0 elsewhere, of the size of its image:
 * `masks/<image>/<number>_<category>.png`. Objects may overlap; nothing is hidden. `index.json` says
 * what each is.
 */
export const binaryMasksWriter: FormatWriter = {
  async *write(dataSet, context) {
    for (const loss of unsaidOfSet(dataSet, keptOfSet)) context.lose(loss);
    for (const image of dataSet.images.keys()) {
      if (context.options.hasPictures) {
        const path = `images/${context.fileNames[image] ?? ''}`;
        yield { path, content: { kind: 'picture', image } };
      }
      for (const [i, object] of (await dataSet.objectsOf(image)).entries()) {
        for (const loss of unsaidOfObject(object, { image, object: i }, keptOfObjects)) {
          context.lose(loss);
        }
        const path = pathOf('masks', dataSet, context, { image, object: i, of: object });
        yield { path, content: { kind: 'bytes', bytes: binaryPng(object) } };
      }
    }
    yield index('binary', 'masks', dataSet, context);
  },
};

function binaryPng({ mask }: DataSetObject): Uint8Array<ArrayBuffer> {
  const { size, pixels } = decodeRle(mask);
  const data = pixels.map((pixel) => (pixel === 0 ? 0 : 255));
  return encodePng({ size, channels: 1, data, palette: null });
}

/**
 * One PNG an object: its pixels out of the picture, cropped to its box, transparent around it:
 * `cutouts/<image>/<number>_<category>.png`. `index.json` says where each was.
 */
export const cutoutsWriter: FormatWriter = {
  async *write(dataSet, context) {
    for (const loss of unsaidOfSet(dataSet, keptOfSet)) context.lose(loss);
    for (const image of dataSet.images.keys()) {
      const objects = await dataSet.objectsOf(image);
      if (objects.length === 0) continue;
      const pixels = await context.pixelsOf(image);
      for (const [i, object] of objects.entries()) {
        for (const loss of unsaidOfObject(object, { image, object: i }, keptOfObjects)) {
          context.lose(loss);
        }
        const path = pathOf('cutouts', dataSet, context, { image, object: i, of: object });
        yield { path, content: { kind: 'bytes', bytes: cutOut(object, pixels) } };
      }
    }
    yield index('cutouts', 'cutouts', dataSet, context);
  },
};

/** RGBA of an object's box; black where it is transparent. */
function cutOut({ mask }: DataSetObject, { size, data }: RgbaPixels): Uint8Array<ArrayBuffer> {
  const { x, y, width, height } = boundsOf(mask);
  const { pixels } = decodeRle(mask);
  const cut = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const from = (y + row) * size.width + x + column;
      if (pixels[from] === 0) continue;
      const to = 4 * (row * width + column);
      cut.set(data.subarray(4 * from, 4 * from + 3), to);
      cut[to + 3] = 255;
    }
  }
  return encodePng({ size: { width, height }, channels: 4, data: cut, palette: null });
}

interface Place {
  readonly image: number;
  readonly object: number;
  readonly of: DataSetObject;
}

function pathOf(
  folder: string,
  { categories }: DataSet,
  { fileNames }: WriteContext,
  { image, object, of }: Place,
): string {
  const name = categories[of.category]?.name ?? '';
  return objectPath(`${folder}/${stemOf(fileNames[image])}`, object, name);
}

function index(
  kind: 'binary' | 'cutouts',
  folder: string,
  dataSet: DataSet,
  context: WriteContext,
): OutputFile {
  const text = maskIndex(kind, dataSet, context, {
    ofImage: null,
    ofObject: (image, object, of) => ({
      file: pathOf(folder, dataSet, context, { image, object, of }),
    }),
  });
  return { path: 'index.json', content: { kind: 'text', text } };
}
