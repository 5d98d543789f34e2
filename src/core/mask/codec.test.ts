import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks, sizes } from '#testing/arbitraries.ts';
import { decodeRle, encodeMask } from './codec.ts';
import type { BinaryMask, Rle } from './rle.ts';

function maskOf(...rows: readonly string[]): BinaryMask {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  return { size, pixels: Uint8Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0)) };
}

describe('encodeMask', () => {
  it('counts column by column, background first', () => {
    expect([...encodeMask(maskOf('.#.', '##.')).counts]).toEqual([1, 3, 2]);
  });

  it('begins with a background run of 0 when the first pixel is foreground', () => {
    expect([...encodeMask(maskOf('#.', '..')).counts]).toEqual([0, 1, 3]);
  });

  it('joins a run over the end of a column', () => {
    expect([...encodeMask(maskOf('.#', '#.')).counts]).toEqual([1, 2, 1]);
  });

  it('writes an empty mask as one run and a full one as two', () => {
    expect([...encodeMask(maskOf('..', '..')).counts]).toEqual([4]);
    expect([...encodeMask(maskOf('##', '##')).counts]).toEqual([0, 4]);
  });

  it('takes every value but 0 for foreground', () => {
    const mask = { size: { width: 1, height: 3 }, pixels: Uint8Array.of(255, 1, 0) };
    expect([...encodeMask(mask).counts]).toEqual([0, 2, 1]);
  });
});

describe('properties', () => {
  it('gives every mask back', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        expect(decodeRle(encodeMask(mask))).toEqual(mask);
      }),
    );
  });

  it('gives every RLE back', () => {
    fc.assert(
      fc.property(rles(), (rle) => {
        expect(encodeMask(decodeRle(rle))).toEqual(rle);
      }),
    );
  });

  it('writes canonical runs that cover the image', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const { counts } = encodeMask(mask);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(mask.pixels.length);
        expect(counts.subarray(1).every((count) => count > 0)).toBe(true);
      }),
    );
  });

  it('leaves its input alone', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const before = mask.pixels.slice();
        const rle = encodeMask(mask);
        const counts = rle.counts.slice();
        decodeRle(rle);
        expect(mask.pixels).toEqual(before);
        expect(rle.counts).toEqual(counts);
      }),
    );
  });
});

/** Canonical RLEs, made from the ends of their runs. */
function rles(): fc.Arbitrary<Rle> {
  return sizes().chain((size) => {
    const area = size.width * size.height;
    return fc.uniqueArray(fc.integer({ min: 0, max: area - 1 })).map((ends) => {
      const sorted = [...ends.toSorted((a, b) => a - b), area];
      return { size, counts: Uint32Array.from(sorted, (end, i) => end - (sorted[i - 1] ?? 0)) };
    });
  });
}
