import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject } from '#core/dataset/dataSet.ts';
import type { LossKind } from '#core/dataset/loss.ts';
import { boundsOf, isSameMask } from '#core/mask/measures.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { polygonOf, wildPolygons } from '#testing/arbitraryPolygons.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import {
  yoloDetectReader,
  yoloDetectWriter,
  yoloObbReader,
  yoloObbWriter,
  yoloSegReader,
  yoloSegWriter,
} from './index.ts';

const seg = { writer: yoloSegWriter, reader: yoloSegReader };
const detect = { writer: yoloDetectWriter, reader: yoloDetectReader };
const obb = { writer: yoloObbWriter, reader: yoloObbReader };

const size = { width: 10, height: 8 };

/** Objects of a data set without those that the writer left out. */
async function writtenObjects(
  dataSet: ReturnType<typeof dataSetOf>,
  losses: readonly { kind: LossKind; image: number | null; object: number | null }[],
) {
  const all = await Promise.all(dataSet.images.map((_, image) => dataSet.objectsOf(image)));
  return all.map((objects, image) =>
    objects.filter(
      (_, object) =>
        !losses.some(
          (loss) => loss.kind === 'objectDropped' && loss.image === image && loss.object === object,
        ),
    ),
  );
}

describe('YOLO segmentation', () => {
  it('comes back with the very same pixels, categories, names, sizes and order', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(seg, dataSet);
        expect(read.issues).toEqual([]);
        expect(read.dataSet.categories).toEqual(dataSet.categories);
        expect(read.dataSet.images).toEqual(dataSet.images);
        const written = await writtenObjects(dataSet, read.losses);
        for (const [image, objects] of written.entries()) {
          expect(read.objects[image]?.map(({ category, mask }) => ({ category, mask }))).toEqual(
            objects.map(({ category, mask }) => ({ category, mask })),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the pixels of drawn rings, whole, quarters or any', async () => {
    const shifted = fc.tuple(wildPolygons(size), fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(shifted, fc.boolean(), async ([polygon, shift], isShifted) => {
        const inside = {
          rings: polygon.rings.map(({ points }) => ({
            points: points.map((place, i) =>
              Math.min(i % 2 ? 8 : 10, Math.max(0, place + (isShifted ? shift : 0))),
            ),
          })),
        };
        const mask = rasterizePolygon(inside, size);
        if (mask.counts.length < 2) return;
        const object = { ...plainObject(0, mask), polygon: inside };
        const read = await roundTrip(seg, dataSetOf(['a'], [[imageOf('a.png', size), [object]]]));
        expect(read.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(read.objects[0]?.[0]?.mask).toEqual(mask);
      }),
      { numRuns: 60 },
    );
  });

  it('tells of holes, parts and what simplifying cost', async () => {
    const ring = polygonOf(
      [0, 0, 9, 0, 9, 7, 0, 7],
      [2, 2, 2, 5, 6, 5, 6, 2],
      [3, 3, 4, 3, 4, 4, 3, 4],
    );
    const mask = rasterizePolygon(ring, size);
    const dataSet = dataSetOf(['a'], [[imageOf('a.png', size), [plainObject(0, mask)]]]);
    const exact = await writeAll(yoloSegWriter, dataSet);
    expect(exact.losses.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['splitDropped', 'train names images/train, val images/train, as both need images'],
      ['holeBridged', '1'],
      ['partsBridged', '2'],
    ]);
    const stairs = rasterizePolygon(polygonOf([0, 0, 10, 0, 0, 8]), size);
    const coarse = dataSetOf(['a'], [[imageOf('a.png', size), [plainObject(0, stairs)]]]);
    const { losses } = await writeAll(yoloSegWriter, coarse, { tolerancePx: 1 });
    expect(losses.map(({ kind }) => kind)).toContain('simplified');
    expect(losses.at(-1)?.detail).toMatch(/^IoU 0\.\d{4}$/u);
  });

  it('puts splits into folders of their own and names them in data.yaml', async () => {
    const image = (name: string, split: 'train' | 'val' | 'test' | null) =>
      [{ ...imageOf(name, size), split }, []] as const;
    const all = [
      image('a.png', 'train'),
      image('b/images/c.jpg', 'val'),
      image('d.png', 'test'),
      image('e.png', null),
    ];
    const { files, pictures, losses } = await writeAll(
      yoloSegWriter,
      dataSetOf(['cat: "x"', 'no'], all),
    );
    expect(files.get('data.yaml')).toBe(
      'train: images/train\nval: images/val\ntest: images/test\n\nnames:\n  0: "cat: \\"x\\""\n  1: "no"\n',
    );
    expect(pictures).toEqual([
      'images/train/a.png',
      'images/val/b/images_/c.jpg',
      'images/test/d.png',
      'images/train/e.png',
    ]);
    expect(files.get('labels/val/b/images_/c.txt')).toBe('');
    expect(losses.map(({ kind, image: i }) => [kind, i])).toEqual([
      ['renamed', 1],
      ['splitDropped', 3],
    ]);
    const pictureList = pictures.map((fileName) => ({ fileName, size }));
    const read = await readAll(yoloSegReader, memoryFiles(files, pictureList));
    expect(read.issues).toEqual([]);
    expect(read.dataSet.images.map(({ split }) => split)).toEqual([
      'test',
      'train',
      'train',
      'val',
    ]);
    expect(read.dataSet.categories.map(({ name }) => name)).toEqual(['cat: "x"', 'no']);
  });
});

describe('YOLO detection', () => {
  it('comes back with the very boxes', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(40), async (dataSet) => {
        const read = await roundTrip(detect, dataSet);
        expect(read.issues).toEqual([]);
        const written = await writtenObjects(dataSet, read.losses);
        for (const [image, objects] of written.entries()) {
          expect(read.objects[image]?.map(({ category, box }) => ({ category, box }))).toEqual(
            objects.map(({ category, mask }) => ({ category, box: boundsOf(mask) })),
          );
          expect(read.objects[image]?.every(({ isBoxOnly }) => isBoxOnly)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives back what it read, fractions and all', async () => {
    const text = '0 0.133333 0.3 0.266667 0.2\n0 0.4312345678 0.5319148936170213 0.121875 0.4\n';
    const picture = { fileName: 'a.png', size: { width: 640, height: 329 } };
    const files = new Map([
      ['labels/a.txt', text],
      ['classes.txt', 'a\n'],
    ]);
    const first = await readAll(yoloDetectReader, memoryFiles(files, [picture]));
    const again = await roundTrip(detect, first.dataSet);
    for (const [i, object] of first.objects[0]?.entries() ?? []) {
      const box = again.objects[0]?.[i]?.box;
      expect(box?.x).toBeCloseTo(object.box?.x ?? NaN, 6);
      expect(box?.height).toBeCloseTo(object.box?.height ?? NaN, 6);
    }
    expect(again.losses.map(({ kind }) => kind)).toEqual(['splitDropped']);
  });
});

describe('YOLO oriented boxes', () => {
  it('come back around every pixel, and stay the same the second time', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (dataSet) => {
        const read = await roundTrip(obb, dataSet);
        expect(read.issues).toEqual([]);
        const written = await writtenObjects(dataSet, read.losses);
        for (const [image, objects] of written.entries()) {
          for (const [i, { mask }] of objects.entries()) {
            const box = read.objects[image]?.[i]?.mask ?? mask;
            expect(isSameMask(combineMasks(box, mask, 'union'), box)).toBe(true);
          }
        }
        const again = await roundTrip(obb, read.dataSet);
        expect(again.objects.map((all) => all.map(({ mask }) => mask))).toEqual(
          read.objects.map((all) => all.map(({ mask }) => mask)),
        );
      }),
      { numRuns: 40 },
    );
  });
});
