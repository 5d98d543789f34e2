import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSet } from '#core/dataset/dataSet.ts';
import { labelMapOf } from '#core/dataset/labelMap.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { areaOf } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { decodePng } from '#formats/codecs/png.ts';
import { categoryOf, dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import {
  binaryMasksReader,
  binaryMasksWriter,
  cutoutsWriter,
  instancePngReader,
  instancePngWriter,
  semanticPngReader,
  semanticPngWriter,
} from './index.ts';

const semantic = { writer: semanticPngWriter, reader: semanticPngReader };
const instance = { writer: instancePngWriter, reader: instancePngReader };
const binary = { writer: binaryMasksWriter, reader: binaryMasksReader };
const size = { width: 6, height: 4 };

/** Values of a label map as masks, by ascending value. */
function masksOf(labels: Uint32Array, of: { readonly size: typeof size }): [number, Rle][] {
  return [...new Set(labels)]
    .filter((value) => value !== 0)
    .toSorted((a, b) => a - b)
    .map((value) => {
      const pixels = Uint8Array.from(labels, (each) => (each === value ? 1 : 0));
      return [value, encodeMask({ size: of.size, pixels })];
    });
}

async function expectPixels(dataSet: DataSet, image: number, isSemantic: boolean) {
  const objects = await dataSet.objectsOf(image);
  const of = { size: dataSet.images[image]?.size ?? size };
  const { labels } = labelMapOf(
    of.size,
    objects.map(({ mask }) => mask),
  );
  const numbers = labels.map((label) => {
    if (label === 0 || !isSemantic) return label;
    return (objects[label - 1]?.category ?? -1) + 1;
  });
  return masksOf(numbers, of).map(([value, mask]) => {
    const category = isSemantic ? value - 1 : (objects[value - 1]?.category ?? -1);
    return plainObject(category, mask);
  });
}

describe('masks of categories', () => {
  it('come back pixel by pixel', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(semantic, dataSet);
        expect(read.issues).toEqual([]);
        expect(read.dataSet.categories).toEqual(dataSet.categories);
        expect(read.dataSet.images).toEqual(dataSet.images);
        for (const image of dataSet.images.keys()) {
          expect(read.objects[image]).toEqual(await expectPixels(dataSet, image, true));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('have 16 bits when there are more than 254 categories', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const one = plainObject(299, { size, counts: Uint32Array.of(3, 2, 19) });
    const dataSet = dataSetOf(names, [[imageOf('a.jpg', size), [one]]]);
    const read = await roundTrip(semantic, dataSet);
    expect(read.objects[0]).toEqual([one]);
    const { files } = await writeAll(semanticPngWriter, dataSet);
    const png = files.get('masks/a.png');
    expect(png instanceof Uint8Array && decodePng(png)?.data).toContain(300);
    expect(png instanceof Uint8Array && decodePng(png)?.data).toBeInstanceOf(Uint16Array);
  });

  it('tell what melted and what was hidden, and keep colours, splits and tags', async () => {
    const mask = (from: number, count: number) => {
      return { size, counts: Uint32Array.of(from, count, 24 - from - count) };
    };
    const objects = [
      plainObject(0, mask(1, 4)),
      plainObject(0, mask(3, 4)),
      plainObject(1, mask(1, 5)),
    ];
    const image = { ...imageOf('a.jpg', size), split: 'val' as const, tags: ['x'] };
    const dataSet = dataSetOf(
      [{ ...categoryOf('a: b'), color: '#102030', supercategory: 's' }, 'b'],
      [[image, objects]],
    );
    const { files, losses } = await writeAll(semanticPngWriter, dataSet);
    expect(losses.map(({ kind, object, detail }) => [kind, object, detail])).toEqual([
      ['objectDropped', 1, 'melted into another object of its category'],
      ['objectHidden', 0, '4 px'],
      ['overlapResolved', 1, '3 px'],
    ]);
    expect(files.get('labelmap.txt')).toBe(
      '# label:color_rgb:parts:actions\nbackground:0,0,0::\na  b:16,32,48::\nb:128,0,0::\n',
    );
    const png = files.get('masks/a.png');
    expect(png instanceof Uint8Array && decodePng(png)?.palette?.slice(0, 3)).toEqual([
      [0, 0, 0],
      [16, 32, 48],
      [128, 0, 0],
    ]);
    const read = await roundTrip(semantic, dataSet);
    expect(read.dataSet.categories).toEqual(dataSet.categories);
    expect(read.dataSet.images).toEqual(dataSet.images);
  });
});

describe('masks of objects', () => {
  it.each(['palette', '16bit', 'rgb'] as const)('come back as %s', async (instanceIds) => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(instance, dataSet, { instanceIds });
        expect(read.issues).toEqual([]);
        expect(read.dataSet.categories).toEqual(dataSet.categories);
        for (const image of dataSet.images.keys()) {
          expect(read.objects[image]).toEqual(await expectPixels(dataSet, image, false));
        }
        const hidden = read.losses.filter(({ kind }) => kind === 'objectHidden').length;
        const all = await Promise.all(dataSet.images.map((_, image) => dataSet.objectsOf(image)));
        expect(read.objects.flat().length).toBe(all.flat().length - hidden);
      }),
      { numRuns: 20 },
    );
  });

  it('go to 16 bits when a palette is too small', async () => {
    const large = { width: 20, height: 20 };
    const objects = Array.from({ length: 400 }, (_, i) =>
      plainObject(0, {
        size: large,
        counts: Uint32Array.from([i, 1, 399 - i].slice(0, i < 399 ? 3 : 2)),
      }),
    );
    const dataSet = dataSetOf(['a'], [[imageOf('a.png', large), objects]]);
    const read = await roundTrip(instance, dataSet);
    expect(read.objects[0]).toEqual(objects);
    expect(read.losses).toEqual([]);
  });

  it('keep what is said of them', async () => {
    const said = {
      ...plainObject(0, { size, counts: Uint32Array.of(3, 2, 19) }),
      isCrowd: true,
      score: 0.5,
      name: 'n',
      group: 'g',
      attributes: { b: 1, a: 'x' },
    };
    const dataSet = dataSetOf(['a'], [[imageOf('a.png', size), [said]]]);
    for (const format of [instance, binary]) {
      const read = await roundTrip(format, dataSet);
      expect(read.objects[0]).toEqual([said]);
      expect(read.losses).toEqual([]);
    }
  });
});

describe('one mask an object', () => {
  it('comes back whole, also where objects overlap', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(binary, dataSet);
        expect(read.issues).toEqual([]);
        expect(read.losses).toEqual([]);
        expect(read.dataSet.images).toEqual(dataSet.images);
        for (const image of dataSet.images.keys()) {
          expect(read.objects[image]).toEqual(await dataSet.objectsOf(image));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is named by image, number and category', async () => {
    const object = plainObject(0, { size, counts: Uint32Array.of(3, 2, 19) });
    const dataSet = dataSetOf(['rot/grün: *'], [[imageOf('f/a.b.png', size), [object]]]);
    const { files } = await writeAll(binaryMasksWriter, dataSet);
    expect([...files.keys()]).toEqual(['masks/f/a.b/001_rot_grün_.png', 'index.json']);
  });
});

describe('cut-outs', () => {
  it('are the pixels of the object, transparent around it', async () => {
    const object = plainObject(0, { size, counts: Uint32Array.of(5, 2, 2, 1, 14) });
    const dataSet = dataSetOf(['a'], [[imageOf('a.png', size), [object]]]);
    const { files } = await writeAll(cutoutsWriter, dataSet);
    const png = files.get('cutouts/a/001_a.png');
    const samples = png instanceof Uint8Array ? decodePng(png) : null;
    expect(samples?.size).toEqual({ width: 2, height: 2 });
    // columns 1 and 2, rows 1 and 2: all but the lower right pixel are the object's
    expect([...(samples?.data ?? [])]).toEqual(
      [
        [10, 10, 128, 255],
        [20, 10, 128, 255],
        [10, 20, 128, 255],
        [0, 0, 0, 0],
      ].flat(),
    );
  });
});

describe('damaged masks', () => {
  it('are told one by one', async () => {
    const object = plainObject(0, { size, counts: Uint32Array.of(3, 2, 19) });
    const dataSet = dataSetOf(
      ['a'],
      ['a', 'b', 'c'].map((name) => [imageOf(`${name}.png`, size), [object]] as const),
    );
    const { files } = await writeAll(instancePngWriter, dataSet);
    const broken = new Map(files);
    const png = files.get('masks/a.png');
    broken.delete('masks/b.png');
    if (png instanceof Uint8Array) broken.set('masks/c.png', png.slice(0, 60));
    const index = String(files.get('instances.json')).replace(
      '{"id":1,"category_id"',
      '{"id":7,"category_id"',
    );
    broken.set('instances.json', index);
    const read = await readAll(instancePngReader, memoryFiles(broken, dataSet.images));
    expect(read.issues.map(({ kind, file }) => [kind, file])).toEqual([
      ['missingCategory', 'masks/a.png'],
      ['emptyMask', 'masks/a.png'],
      ['missingFile', 'masks/b.png'],
      ['notPng', 'masks/c.png'],
    ]);
  });

  it('never make a reader throw', async () => {
    const object = plainObject(0, { size, counts: Uint32Array.of(3, 2, 19) });
    const dataSet = dataSetOf(['a'], [[imageOf('a.png', size), [object]]]);
    const formats = [semantic, instance, binary];
    const written = await Promise.all(formats.map(({ writer }) => writeAll(writer, dataSet)));
    const damage = fc.record({ at: fc.nat({ max: 500 }), text: fc.string({ maxLength: 5 }) });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat({ max: 2 }), async ({ at, text }, i) => {
        const files = new Map<string, string | Uint8Array<ArrayBuffer>>(
          [...(written[i]?.files ?? [])].map(([path, content]) => {
            if (typeof content === 'string')
              return [path, content.slice(0, at) + text + content.slice(at + 2)] as const;
            const bytes = content.slice();
            bytes[at % bytes.length] = text.length * 50;
            return [path, bytes] as const;
          }),
        );
        const reader = formats[i]?.reader ?? semanticPngReader;
        const { objects } = await readAll(reader, memoryFiles(files, dataSet.images));
        expect(objects.flat().every(({ mask }) => areaOf(mask) > 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
