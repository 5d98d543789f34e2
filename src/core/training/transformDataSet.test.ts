import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSet } from '../dataset/dataSet.ts';
import { decodeRle, encodeMask } from '../mask/codec.ts';
import { areaOf } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import type { PictureTransform } from './pictureTransform.ts';
import { transformsOf, type PicturePlan } from './plans.ts';
import { transformDataSet } from './transformDataSet.ts';

const allTiles = { minVisibleShare: 0, keepsEmptyTiles: true };

describe('transforming a data set for training', () => {
  it('makes of each mask what its pixels become', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), plans, async (source, plan) => {
        const { dataSet, transforms } = await transformDataSet(source, plan, allTiles);
        for (const [image, transform] of transforms.entries()) {
          const before = await source.objectsOf(transform.source);
          const expected = before
            .map(({ mask }) => pixelByPixel(mask, transform))
            .filter((mask) => areaOf(mask) > 0);
          const after = await dataSet.objectsOf(image);
          expect(after.map(({ mask }) => mask)).toEqual(expected);
          expect(dataSet.images[image]?.size).toEqual(transform.size);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('covers every pixel with tiles, of one size, and names each once', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), tilePlans, async (source, plan) => {
        const { dataSet, transforms } = await transformDataSet(source, plan, allTiles);
        const names = dataSet.images.map(({ fileName }) => fileName);
        expect(new Set(names).size).toBe(names.length);
        for (const [index, { size }] of source.images.entries()) {
          const seen = new Set<number>();
          for (const { crop } of transforms.filter((each) => each.source === index)) {
            for (let x = crop.x; x < crop.x + crop.width; x += 1) {
              for (let y = crop.y; y < crop.y + crop.height; y += 1) seen.add(y * size.width + x);
            }
          }
          expect(seen.size).toBe(size.width * size.height);
          expect(Math.max(...seen)).toBe(size.width * size.height - 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out objects of which a tile shows too little, and tiles that show none', async () => {
    const { dataSet, transforms } = await transformDataSet(
      barAcrossTwoTiles(),
      { kind: 'tiles', sidePx: 10, overlapPx: 0 },
      { minVisibleShare: 0.5, keepsEmptyTiles: false },
    );
    expect(transforms.map(({ crop }) => crop.x)).toEqual([0]);
    expect(dataSet.images.map(({ fileName }) => fileName)).toEqual(['a/bar_0-0.png']);
    expect((await dataSet.objectsOf(0)).map(({ mask }) => areaOf(mask))).toEqual([6]);
  });

  it('puts a letterbox into the middle of its square', () => {
    expect(transformsOf(0, { width: 200, height: 100 }, { kind: 'letterbox', sidePx: 64 })).toEqual(
      [
        {
          source: 0,
          crop: { x: 0, y: 0, width: 200, height: 100 },
          scaled: { width: 64, height: 32 },
          offset: { x: 0, y: 16 },
          size: { width: 64, height: 64 },
        },
      ],
    );
  });

  it('never makes a picture larger when its longest side is limited', () => {
    const [kept] = transformsOf(0, { width: 30, height: 20 }, { kind: 'longestSide', sidePx: 64 });
    expect(kept?.size).toEqual({ width: 30, height: 20 });
  });

  it('moves boxes and prompts along and drops clicks that are cut off', async () => {
    const { dataSet } = await transformDataSet(
      promptedObject(),
      { kind: 'tiles', sidePx: 10, overlapPx: 0 },
      allTiles,
    );
    const [object] = await dataSet.objectsOf(1);
    expect(object?.box).toEqual({ x: 0, y: 2, width: 4.5, height: 2 });
    expect(object?.provenance).toMatchObject({
      prompt: {
        points: [{ at: { x: 2.5, y: 3.5 }, label: 'foreground' }],
        box: { x: 0, y: 2, width: 4, height: 2 },
      },
    });
  });
});

const sides = fc.integer({ min: 1, max: 20 });
const tilePlans: fc.Arbitrary<PicturePlan> = fc.record({
  kind: fc.constant('tiles'),
  sidePx: sides,
  overlapPx: fc.integer({ min: 0, max: 8 }),
});
const plans: fc.Arbitrary<PicturePlan> = fc.oneof(
  fc.constant<PicturePlan>({ kind: 'asIs' }),
  sides.map((sidePx): PicturePlan => ({ kind: 'longestSide', sidePx })),
  sides.map((sidePx): PicturePlan => ({ kind: 'letterbox', sidePx })),
  tilePlans,
);

/** The slow way: a picture of the mask, sampled at the centre of each pixel of the output. */
function pixelByPixel(mask: Rle, { crop, scaled, offset, size }: PictureTransform): Rle {
  const source = decodeRle(mask);
  const pixels = new Uint8Array(size.width * size.height);
  for (let y = 0; y < scaled.height; y += 1) {
    for (let x = 0; x < scaled.width; x += 1) {
      const sourceX = crop.x + Math.floor(((x + 0.5) / scaled.width) * crop.width);
      const sourceY = crop.y + Math.floor(((y + 0.5) / scaled.height) * crop.height);
      pixels[(offset.y + y) * size.width + offset.x + x] =
        source.pixels[sourceY * mask.size.width + sourceX] ?? 0;
    }
  }
  return encodeMask({ size, pixels });
}

function barAcrossTwoTiles(): DataSet {
  const size = { width: 20, height: 10 };
  return dataSetOf(['bar'], [[imageOf('a/bar.png', size), [plainObject(0, bar(4, 14))]]]);
}

/** One row of pixels, of 20 × 10. */
function bar(from: number, to: number): Rle {
  const size = { width: 20, height: 10 };
  const pixels = new Uint8Array(200).map((_, i) => (i >= 60 + from && i < 60 + to ? 1 : 0));
  return encodeMask({ size, pixels });
}

function promptedObject(): DataSet {
  const size = { width: 20, height: 10 };
  const object = {
    ...plainObject(0, bar(4, 14)),
    box: { x: 4, y: 2, width: 10.5, height: 2 },
    provenance: {
      tool: 'sam' as const,
      modelId: 'sam',
      predictedIou: 0.9,
      stabilityScore: 0.8,
      prompt: {
        points: [
          { at: { x: 5, y: 3 }, label: 'background' as const },
          { at: { x: 12.5, y: 3.5 }, label: 'foreground' as const },
        ],
        box: { x: 4, y: 2, width: 10, height: 2 },
      },
    },
  };
  return dataSetOf(['bar'], [[imageOf('a/bar.png', size), [object]]]);
}
