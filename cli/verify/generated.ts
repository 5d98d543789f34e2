import { plainObject, type DataSet, type DataSetObject } from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';

const size = { width: 96, height: 64 };

type Shape = (x: number, y: number) => boolean; // pixel coordinates

const ring = (cx: number, cy: number, outer: number, inner: number): Shape => {
  return (x, y) => {
    const distance = Math.hypot(x - cx, y - cy);
    return distance <= outer && distance > inner;
  };
};
const box = (left: number, top: number, width: number, height: number): Shape => {
  return (x, y) => x >= left && x < left + width && y >= top && y < top + height;
};
const both =
  (one: Shape, other: Shape): Shape =>
  (x, y) =>
    one(x, y) || other(x, y);

/** Rings with holes, objects of two parts, overlaps, the whole picture, one pixel, and a crowd. */
const shapes: readonly {
  readonly category: number;
  readonly shape: Shape;
  readonly isCrowd?: true;
}[] = [
  { category: 0, shape: box(0, 0, 96, 64) },
  { category: 1, shape: ring(30, 30, 20, 9) },
  { category: 1, shape: both(box(60, 8, 12, 12), box(76, 30, 9, 21)) },
  { category: 2, shape: ring(42, 40, 14, 0) },
  { category: 2, shape: (x, y) => y < 12 && (x * 7 + y * 3) % 11 < 6 && x > 50, isCrowd: true },
  { category: 3, shape: both(ring(80, 50, 9, 3), box(2, 55, 5, 5)) },
  { category: 3, shape: box(95, 63, 1, 1) },
  { category: 0, shape: (x, y) => x >= 10 && x + y < 60 && (x - y) % 16 !== 3 && y > 20 },
];

const fileNames = [
  'plain.png',
  'größe ü.png',
  '猫と犬.png',
  'sub folder/two words.png',
  'empty.png',
  'last.png',
];

/** A small data set with all that formats trip over; the same each time. */
export function generatedDataSet(): DataSet {
  const images = fileNames.map((fileName, image) => ({
    fileName,
    size,
    split: image < 4 ? ('train' as const) : ('val' as const),
    tags: [],
    contentHash: null,
  }));
  const categories = ['Fläche', 'ring', '小物', 'two words'].map((name) => ({
    name,
    supercategory: '',
    color: null,
    attributes: [],
  }));
  const objects = images.map(({ fileName }, image) =>
    fileName === 'empty.png' ? [] : objectsOn(image),
  );
  return {
    name: 'generated',
    categories,
    images,
    objectsOf: (image) => Promise.resolve(objects[image] ?? []),
  };
}

/** Every image has the shapes elsewhere; the one that fills the picture is on one only. */
function objectsOn(image: number): readonly DataSetObject[] {
  return shapes.flatMap(({ category, shape, isCrowd = false }, index) => {
    if (index === 0 && image !== 1) return [];
    const mask = maskOf((x, y) => shape(x - image, y - 2 * image));
    return isEmptyMask(mask) ? [] : [{ ...plainObject(category, mask), isCrowd }];
  });
}

function maskOf(shape: Shape): Rle {
  const pixels = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      if (shape(x, y)) pixels[y * size.width + x] = 1;
    }
  }
  return encodeMask({ size, pixels });
}

/** Samples of the picture of an image, RGB, row-major; each another. */
export function generatedPicture(image: number): Uint8Array {
  const data = new Uint8Array(size.width * size.height * 3);
  for (let pixel = 0; pixel < size.width * size.height; pixel += 1) {
    const [x, y] = [pixel % size.width, Math.floor(pixel / size.width)];
    data.set([(x * 2 + image * 40) % 256, (y * 4) % 256, (x * y) % 256], pixel * 3);
  }
  return data;
}
