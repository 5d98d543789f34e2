import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPairs, masks } from '#testing/arbitraries.ts';
import golden from '#testing/golden/maskIou.golden.json';
import { encodeMask } from './codec.ts';
import { areaOf, isEmptyMask } from './measures.ts';
import { iouOf } from './overlap.ts';
import type { Rle } from './rle.ts';
import { rleFromString } from './rleString.ts';

const size = { width: 2, height: 2 };
const empty: Rle = { size, counts: Uint32Array.of(4) };
const full: Rle = { size, counts: Uint32Array.of(0, 4) };

describe('iouOf', () => {
  it('is 1 for two empty masks and 0 when one of them is empty', () => {
    expect(iouOf(empty, empty)).toBe(1);
    expect(iouOf(empty, full)).toBe(0);
  });

  it('refuses masks of different sizes', () => {
    const turned: Rle = { size: { width: 4, height: 1 }, counts: Uint32Array.of(0, 4) };
    expect(() => iouOf(full, turned)).toThrow('one size');
  });

  it.each(golden.images)('agrees with pycocotools on the pairs of image $#', (image) => {
    const [height = 0, width = 0] = image.size;
    const rles = image.masks.map(({ compressed }) => parse(compressed, { width, height }));
    const ious = rles.map((a) => rles.map((b) => Number(iouOf(a, b).toFixed(9))));
    expect(ious).toEqual(image.iou);
    expect(rles.map(areaOf)).toEqual(image.masks.map(({ area }) => area));
  });
});

describe('properties', () => {
  it('is the shared part of all foreground, the same both ways', () => {
    fc.assert(
      fc.property(maskPairs(), ([a, b]) => {
        const shared = a.pixels.filter((value, i) => value + (b.pixels[i] ?? 0) === 2).length;
        const either = a.pixels.filter((value, i) => value + (b.pixels[i] ?? 0) > 0).length;
        const iou = iouOf(encodeMask(a), encodeMask(b));
        expect(iou).toBe(either === 0 ? 1 : shared / either);
        expect(iouOf(encodeMask(b), encodeMask(a))).toBe(iou);
      }),
    );
  });

  it('is 1 with itself and 0 with its complement', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const rle = encodeMask(mask);
        const rest = encodeMask({ ...mask, pixels: mask.pixels.map((value) => 1 - value) });
        expect(iouOf(rle, rle)).toBe(1);
        expect(iouOf(rle, rest)).toBe(0);
        expect(isEmptyMask(rle) && isEmptyMask(rest)).toBe(false);
      }),
    );
  });
});

function parse(text: string, imageSize: Rle['size']): Rle {
  const result = rleFromString(text, imageSize);
  if (!result.isValid) throw new Error(result.issue.code);
  return result.rle;
}
