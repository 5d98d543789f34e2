import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { isSameSize } from '../geometry/size.ts';
import { encodeMask } from '../mask/codec.ts';
import type { Rle } from '../mask/rle.ts';
import { compareDataSets } from './compareDataSets.ts';
import { plainObject, type DataSet, type DataSetObject } from './dataSet.ts';
import { LossCounter, type LossKind } from './loss.ts';
import { verdictOf, type SelfCheckReport } from './selfCheckReport.ts';

const size = { width: 6, height: 2 };

/** A mask of two rows as text: `#` is foreground. */
function maskOf(...rows: readonly string[]): Rle {
  const pixels = Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
  return encodeMask({ size, pixels });
}

const left = plainObject(0, maskOf('##....', '##....'));
const right = plainObject(1, maskOf('....##', '....##'));

function setOf(...objects: readonly DataSetObject[]): DataSet {
  return dataSetOf(['owl', 'hare'], [[imageOf('a.png', size), objects]]);
}

async function compare(written: DataSet, read: DataSet): Promise<SelfCheckReport> {
  const fileNames = written.images.map(({ fileName }) => fileName);
  return compareDataSets({ written, fileNames, read });
}

async function differencesOf(written: DataSet, read: DataSet) {
  const { differences } = await compare(written, read);
  return differences.map(({ kind, count }) => [kind, count]);
}

describe('compareDataSets', () => {
  it('finds nothing where all came back, in any order', async () => {
    const report = await compare(setOf(left, right), setOf(right, left));
    expect(report).toEqual({
      imageCount: 1,
      readImageCount: 1,
      objectCount: 2,
      readObjectCount: 2,
      exactCount: 2,
      leastIou: 1,
      meanIou: 1,
      differences: [],
    });
  });

  it('measures what is left of an outline', async () => {
    const smaller = { ...left, mask: maskOf('##....', '#.....') };
    const report = await compare(setOf(left, right), setOf(smaller, right));
    expect(report).toMatchObject({ leastIou: 0.75, meanIou: 0.875, exactCount: 1 });
    expect(report.differences).toEqual([
      {
        kind: 'outline',
        count: 1,
        examples: [{ kind: 'outline', image: 0, object: 0, iou: 0.75, detail: '' }],
      },
      {
        kind: 'area',
        count: 1,
        examples: [{ kind: 'area', image: 0, object: 0, iou: 0.75, detail: '-1 px' }],
      },
    ]);
  });

  it('tells objects that are gone from those that nobody wrote', async () => {
    expect(await differencesOf(setOf(left), setOf(right))).toEqual([
      ['objectMissing', 1],
      ['objectAdded', 1],
    ]);
  });

  it('takes the pieces of an object together', async () => {
    const whole = plainObject(0, maskOf('##..##', '##..##'));
    const pieces = setOf(left, { ...right, category: 0 });
    const report = await compare(setOf(whole), pieces);
    expect(report).toMatchObject({ leastIou: 1, exactCount: 1 });
    expect(await differencesOf(setOf(whole), pieces)).toEqual([['objectSplit', 1]]);
    expect(await differencesOf(pieces, setOf(whole))).toEqual([['objectsMerged', 1]]);
  });

  it('compares boxes where only the box came back', async () => {
    const corner = plainObject(0, maskOf('##....', '#.....'));
    const boxed = { ...left, isBoxOnly: true };
    const report = await compare(setOf(corner), setOf(boxed));
    expect(report).toMatchObject({ leastIou: 1, exactCount: 0 });
    expect(report.differences.map(({ kind }) => kind)).toEqual(['boxOnly']);
  });

  it('keeps twins of two categories apart', async () => {
    const twin = { ...left, category: 1 };
    expect(await differencesOf(setOf(left, twin), setOf(twin, left))).toEqual([]);
    expect(await differencesOf(setOf(left), setOf(twin))).toEqual([['category', 1]]);
  });

  it('finds a category again under its new name', async () => {
    const renamed = dataSetOf(['owl', 'hare_2'], [[imageOf('a.png', size), [left, right]]]);
    expect(await differencesOf(setOf(left, right), renamed)).toEqual([['categoryName', 1]]);
  });

  it('names the attributes that differ', async () => {
    const written = { ...left, attributes: { age: 1, constructor: 'x', same: true } };
    const read = { ...left, attributes: { age: '1', same: true } };
    const report = await compare(setOf(written), setOf(read));
    expect(report.differences).toMatchObject([
      { kind: 'attributes', examples: [{ detail: 'age, constructor' }] },
    ]);
  });

  it('tells boxes and areas that are stated otherwise', async () => {
    const read = { ...left, box: { x: 0, y: 0, width: 3, height: 2 }, statedArea: 5 };
    const report = await compare(setOf(left), setOf(read));
    expect(report.differences).toMatchObject([
      { kind: 'box', examples: [{ detail: '1 px' }] },
      { kind: 'area', examples: [{ detail: '1 px' }] },
    ]);
  });

  it('finds images by path, end of path, name and stem', async () => {
    const names = ['a/1.png', 'b/1.png', 'c/2.png', 'd/3.png'];
    const back = ['x/3.txt', 'train/b/1.png', '2.png', 'a/1.png'];
    const set = (all: readonly string[]) =>
      dataSetOf(
        ['owl'],
        all.map((name) => [imageOf(name, size), []]),
      );
    expect(await differencesOf(set(names), set(back))).toEqual([]);
    expect(await differencesOf(set(names), set(['1.png']))).toEqual([
      ['imageMissing', 4],
      ['imageAdded', 1],
    ]);
  });

  it('compares no objects of an image of another size', async () => {
    const other = { width: 2, height: 6 };
    const turned = dataSetOf(['owl', 'hare'], [[imageOf('a.png', other), []]]);
    expect(await differencesOf(setOf(left), turned)).toEqual([['imageSize', 1]]);
  });
});

describe('verdictOf', () => {
  function lossesOf(...kinds: readonly LossKind[]) {
    const counter = new LossCounter();
    for (const kind of kinds) counter.add({ kind, image: 0, object: 0, detail: '' });
    return counter.summary();
  }

  it('is unexpected where no loss that was told explains what differs', async () => {
    const smaller = { ...left, mask: maskOf('##....', '#.....') };
    const report = await compare(setOf(left), setOf(smaller));
    expect(verdictOf(report, lossesOf())).toBe('unexpected');
    expect(verdictOf(report, lossesOf('attributeDropped'))).toBe('unexpected');
    expect(verdictOf(report, lossesOf('simplified'))).toBe('asDeclared');
    expect(verdictOf(await compare(setOf(left), setOf(left)), lossesOf())).toBe('exact');
  });
});

describe('properties', () => {
  it('finds no difference between a data set and itself', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(6), async (dataSet) => {
        const report = await compare(dataSet, dataSet);
        expect(report.differences).toEqual([]);
        expect(report.exactCount).toBe(report.objectCount);
      }),
      { numRuns: 100 },
    );
  });

  it('accounts for every object of any two data sets', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(5), dataSets(5), async (written, read) => {
        const images = written.images.map((image, i) => ({ ...image, fileName: `${i}.png` }));
        const fitting = {
          ...read,
          images: images.slice(0, read.images.length),
          objectsOf: async (image: number) => {
            const own = images[image]?.size;
            const objects = await read.objectsOf(image);
            return objects.filter(({ mask }) => own && isSameSize(mask.size, own));
          },
        };
        const report = await compare({ ...written, images }, fitting);
        expect(report.leastIou ?? 1).toBeGreaterThan(0);
        expect(report.exactCount).toBeLessThanOrEqual(report.objectCount);
      }),
      { numRuns: 50 },
    );
  });
});
