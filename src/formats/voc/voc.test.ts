import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject } from '#core/dataset/dataSet.ts';
import { labelMapOf } from '#core/dataset/labelMap.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { categoryOf, dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedFolder } from '#testing/sharedFolder.ts';
import { vocReader, vocWriter } from './index.ts';

const voc = { writer: vocWriter, reader: vocReader };
const size = { width: 6, height: 4 };
const one = plainObject(0, { size, counts: Uint32Array.of(5, 2, 2, 1, 14) });

async function readShared(path: string) {
  const files = sharedFolder(path);
  return files && { ...(await readAll(vocReader, files)), files };
}

describe('Pascal VOC', () => {
  it('comes back with the pixels that are seen, and boxes of what is hidden', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(voc, dataSet);
        expect(read.issues).toEqual([]);
        expect(read.dataSet.categories).toEqual(dataSet.categories);
        expect(read.dataSet.images).toEqual(dataSet.images);
        for (const [image, { size: of }] of dataSet.images.entries()) {
          const objects = await dataSet.objectsOf(image);
          const { labels } = labelMapOf(
            of,
            objects.map(({ mask }) => mask),
          );
          const seen = read.objects[image] ?? [];
          expect(seen.map(({ category }) => category)).toEqual(
            objects.map(({ category }) => category),
          );
          for (const [i, object] of seen.entries()) {
            const pixels = Uint8Array.from(labels, (label) => (label === i + 1 ? 1 : 0));
            const original = objects[i]?.mask ?? object.mask;
            if (object.isBoxOnly) expect(object.box).toEqual(boundsOf(original));
            else expect(object.mask).toEqual(encodeMask({ size: of, pixels }));
            expect(object.isBoxOnly).toBe(!pixels.includes(1));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps splits, attributes and boxes with fractions', async () => {
    const attributes = { difficult: true, pose: 'Left', age: 3, note: 'x <y>', worn: false };
    const boxed = {
      ...plainObject(0, one.mask),
      isBoxOnly: true,
      box: { x: 0.25, y: 0, width: 3.5, height: 4 },
      attributes,
    };
    const images = (['train', 'val', 'test', null] as const).map((split, i) => {
      return [{ ...imageOf(`${i} b.png`, size), split }, [boxed, one]] as const;
    });
    const read = await roundTrip(voc, dataSetOf(['a'], images));
    expect(read.issues).toEqual([]);
    expect(read.losses).toEqual([]);
    expect(read.dataSet.images.map(({ split }) => split)).toEqual(['train', 'val', 'test', null]);
    expect(read.objects[0]?.[0]?.box).toEqual(boxed.box);
    expect(read.objects[0]?.[0]?.attributes).toEqual(attributes);
    expect(read.objects[0]?.[1]).toEqual(one);
  });

  it('counts pixels from 1, the last one included', async () => {
    const dataSet = dataSetOf(['a'], [[imageOf('f/a.png', size), [one]]]);
    const { files, pictures } = await writeAll(vocWriter, dataSet);
    expect(String(files.get('Annotations/f/a.xml')).match(/<[xy]m..>\d+/gu)).toEqual([
      '<xmin>2',
      '<ymin>2',
      '<xmax>3',
      '<ymax>3',
    ]);
    expect(files.get('ImageSets/Main/trainval.txt')).toBe('f/a\n');
    expect(files.get('labelmap.txt')).toContain('background:0,0,0::\na:128,0,0::\n');
    expect(pictures).toEqual(['JPEGImages/f/a.png']);
  });

  it('keeps the boxes of objects past number 254 and never counts on from 0', async () => {
    const large = { width: 20, height: 15 };
    const objects = Array.from({ length: 299 }, (_, i) =>
      plainObject(0, { size: large, counts: Uint32Array.of(i, 1, 299 - i) }),
    );
    const read = await roundTrip(voc, dataSetOf(['a'], [[imageOf('a.png', large), objects]]));
    expect(read.losses.map(({ kind, object }) => [kind, object])).toEqual(
      Array.from({ length: 45 }, (_, i) => ['maskDropped', 254 + i]),
    );
    expect(read.objects[0]?.map(({ isBoxOnly }) => isBoxOnly)).toEqual(
      objects.map((_, i) => i >= 254),
    );
    expect(read.objects[0]?.map(({ mask }) => mask)).toEqual(objects.map(({ mask }) => mask));
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const last = { ...one, category: 299 };
    const many = await roundTrip(voc, dataSetOf(names, [[imageOf('a.png', size), [last]]]));
    expect(many.losses.map(({ kind }) => kind)).toEqual(['maskDropped']);
    expect(many.objects[0]?.[0]).toMatchObject({ category: 299, isBoxOnly: true });
  });

  it('renames what label maps cannot say', async () => {
    const names = ['a:b', 'background', 'a b', ' x '].map(categoryOf);
    const read = await roundTrip(voc, dataSetOf(names, [[imageOf('a.png', size), [one]]]));
    expect(read.dataSet.categories.map(({ name }) => name)).toEqual([
      'a b',
      'class background',
      'a b (2)',
      'x',
    ]);
    expect(read.losses.map(({ kind }) => kind)).toEqual([
      'renamed',
      'renamed',
      'renamed',
      'renamed',
    ]);
  });

  it('never makes the reader throw', async () => {
    const { files } = await writeAll(
      vocWriter,
      dataSetOf(['a'], [[imageOf('a.png', size), [one]]]),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 900 }), fc.string({ maxLength: 6 }), async (at, text) => {
        const damaged = new Map<string, string | Uint8Array<ArrayBuffer>>(
          [...files].map(([path, content]) => {
            if (typeof content === 'string') {
              return [path, content.slice(0, at) + text + content.slice(at + 3)] as const;
            }
            const bytes = content.slice();
            bytes[at % bytes.length] = text.length * 40;
            return [path, bytes] as const;
          }),
        );
        const read = await readAll(vocReader, memoryFiles(damaged, [{ fileName: 'a.png', size }]));
        expect(read.objects.flat().every(({ mask }) => areaOf(mask) > 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

// areas: numpy over what Pillow reads
describe('VOC of others', () => {
  it('is read from labelme, objects of the classes below them', async () => {
    const path = 'labelme_examples/examples/instance_segmentation/data_dataset_voc';
    const read = await readShared(path);
    if (!read) return;
    expect(read.issues).toEqual([]);
    const { categories, images } = read.dataSet;
    expect(images.map(({ fileName }) => fileName)).toEqual([
      'JPEGImages/2011_000003.jpg',
      'JPEGImages/2011_000006.jpg',
      'JPEGImages/2011_000025.jpg',
    ]);
    expect(
      read.objects.map((all) =>
        all.map(({ category, mask }) => `${categories[category]?.name} ${areaOf(mask)}`),
      ),
    ).toEqual([
      ['person 15662', 'person 17218', 'bottle 873'],
      ['person 14690', 'person 11672', 'person 7463', 'chair 44403', 'person 991', 'sofa 14002'],
      ['bus 102450', 'bus 15781', 'car 7256'],
    ]);
    expect(await vocReader.recognise(read.files)).toBe(0.7);
  });

  it('is read from Datumaro: boxes, a mask of another class, an image without anything', async () => {
    const read = await readShared('datumaro_assets/voc_dataset/voc_dataset1');
    if (!read) return;
    const { categories, images } = read.dataSet;
    expect(images.map(({ fileName, split }) => [fileName, split])).toEqual([
      ['JPEGImages/2007_000001.jpg', 'train'],
      ['JPEGImages/2007_000002.jpg', 'test'],
    ]);
    expect(
      read.objects[0]?.map(({ category, box, mask }) => [
        categories[category]?.name,
        box,
        areaOf(mask),
      ]),
    ).toEqual([
      ['cat', { x: 0, y: 1, width: 3, height: 3 }, 9],
      ['person', { x: 3, y: 4, width: 3, height: 3 }, 9],
      ['bicycle', null, 200],
    ]);
    expect(read.objects[0]?.[0]?.attributes).toEqual({ truncated: true });
    expect(read.objects[1]).toEqual([]);
    expect(read.issues.map(({ kind, path, detail }) => [kind, path, detail])).toEqual([
      ['unknownShape', 'object[1].part', 'head'],
    ]);
    expect(await vocReader.recognise(read.files)).toBe(0.95);
  });

  it('is read from Roboflow, whose boxes begin at 0', async () => {
    const read = await readShared('datumaro_assets/roboflow_dataset/voc');
    if (!read) return;
    expect(read.objects.flat().map(({ category, box }) => [category, box])).toEqual([
      [0, { x: 2, y: 1, width: 3, height: 1 }],
      [1, { x: 0, y: 0, width: 2, height: 4 }],
      [0, { x: 0, y: 0, width: 1, height: 2 }],
      [1, { x: 0, y: 0, width: 9, height: 1 }],
    ]);
    expect(read.issues.map(({ severity, kind }) => [severity, kind])).toEqual([
      ['warning', 'other'],
    ]);
  });

  it('tells of boxes on images of which nobody says the size', async () => {
    const read = await readShared('datumaro_assets/voc_dataset/voc_dataset2');
    if (!read) return;
    expect(read.dataSet.images).toEqual([]);
    expect(read.issues.map(({ kind, detail }) => [kind, detail])).toEqual(
      ['@', 'a', 'b', 'c', 'd'].map((name) => ['unknownSize', `${name}.jpg`]),
    );
  });
});
