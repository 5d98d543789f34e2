import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import golden from '#testing/golden/rleCodec.golden.json';
import type { BinaryMask, Rle } from './rle.ts';
import { encodeMask } from './codec.ts';
import { areaOf, boundsOf, isEmptyMask, maskContains } from './measures.ts';

const lShape: Rle = { size: { width: 4, height: 3 }, counts: Uint32Array.of(4, 2, 2, 1, 3) };

describe('boundsOf', () => {
  it('is all 0 for an empty mask', () => {
    const empty = { size: { width: 4, height: 3 }, counts: Uint32Array.of(12) };
    expect(boundsOf(empty)).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  });

  it('spans all rows of a run that goes over the end of a column', () => {
    const rle = { size: { width: 3, height: 4 }, counts: Uint32Array.of(3, 2, 7) };
    expect(boundsOf(rle)).toEqual({ x: 0, y: 0, width: 2, height: 4 });
  });
});

describe('maskContains', () => {
  it('looks up the pixel that holds the point', () => {
    expect(maskContains(lShape, { x: 1, y: 1 })).toBe(true);
    expect(maskContains(lShape, { x: 1.99, y: 2.99 })).toBe(true);
    expect(maskContains(lShape, { x: 2.5, y: 1.99 })).toBe(false);
  });

  it('is false outside the image, on the far rim and for no number', () => {
    const full = { size: { width: 2, height: 2 }, counts: Uint32Array.of(0, 4) };
    const outside = [
      { x: -0.01, y: 0 },
      { x: 0, y: 2 },
      { x: 2, y: 0 },
      { x: Number.NaN, y: 0 },
    ];
    expect(outside.map((point) => maskContains(full, point))).toEqual([false, false, false, false]);
  });
});

describe('golden values of pycocotools', () => {
  it.each(golden.masks)('agrees on area and box of $compressed', (mask) => {
    const [height = 0, width = 0] = mask.size;
    const rle = { size: { width, height }, counts: Uint32Array.from(mask.counts) };
    const bounds = boundsOf(rle);
    expect(areaOf(rle)).toBe(mask.area);
    expect([bounds.x, bounds.y, bounds.width, bounds.height]).toEqual(mask.bboxXywh);
  });
});

describe('properties', () => {
  it('counts the foreground pixels', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const area = mask.pixels.reduce((sum, value) => sum + value, 0);
        expect(areaOf(encodeMask(mask))).toBe(area);
        expect(isEmptyMask(encodeMask(mask))).toBe(area === 0);
      }),
    );
  });

  it('bounds reach from the first to the last foreground column and row', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const { x, y, width, height } = boundsOf(encodeMask(mask));
        const found = foregroundOf(mask);
        const xs = found.map((pixel) => pixel.x);
        const ys = found.map((pixel) => pixel.y);
        fc.pre(found.length > 0);
        expect([x, x + width - 1]).toEqual([Math.min(...xs), Math.max(...xs)]);
        expect([y, y + height - 1]).toEqual([Math.min(...ys), Math.max(...ys)]);
      }),
    );
  });

  it('contains the centres of exactly the foreground pixels', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const rle = encodeMask(mask);
        const { width } = mask.size;
        const isInside = Array.from(mask.pixels, (_, i) =>
          maskContains(rle, { x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 }) ? 1 : 0,
        );
        expect(isInside).toEqual([...mask.pixels]);
      }),
    );
  });
});

function foregroundOf({ size, pixels }: BinaryMask): readonly { x: number; y: number }[] {
  return [...pixels].flatMap((value, i) =>
    value === 0 ? [] : [{ x: i % size.width, y: Math.floor(i / size.width) }],
  );
}
