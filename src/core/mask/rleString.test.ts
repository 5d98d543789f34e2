import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks, sizes } from '#testing/arbitraries.ts';
import golden from '#testing/golden/rleCodec.golden.json';
import { encodeMask } from './codec.ts';
import { rleFromString, rleToString } from './rleString.ts';

const size = { width: 2, height: 3 };

describe('rleToString', () => {
  it.each(golden.masks)('writes what pycocotools writes: $compressed', (mask) => {
    const [height = 0, width = 0] = mask.size;
    const counts = Uint32Array.from(mask.counts);
    expect(rleToString({ size: { width, height }, counts })).toBe(mask.compressed);
  });

  it('writes runs of more than 2³⁰ pixels and great differences between runs', () => {
    const counts = Uint32Array.of(1, 2 ** 30, 2, 1, 2 ** 30 - 4);
    const huge = { size: { width: 2 ** 16, height: 2 ** 15 }, counts };
    expect(rleFromString(rleToString(huge), huge.size)).toEqual({ isValid: true, rle: huge });
  });
});

describe('rleFromString', () => {
  it.each(golden.masks)('reads what pycocotools writes: $compressed', (mask) => {
    const [height = 0, width = 0] = mask.size;
    const result = rleFromString(mask.compressed, { width, height });
    expect(result.isValid && [...result.rle.counts]).toEqual(mask.counts);
  });

  it.each([
    ['a character below the range', '1/', { code: 'rle/bad-character', at: 1 }],
    ['a character above the range', '1p', { code: 'rle/bad-character', at: 1 }],
    ['a character outside of ASCII', '1é', { code: 'rle/bad-character', at: 1 }],
    ['a number that never ends', 'PPPPPPPPPP', { code: 'rle/bad-character', at: 6 }],
    ['a number cut off', '1Q', { code: 'rle/truncated' }],
    ['a negative run', '1O', { code: 'rle/bad-run', run: 1 }],
    ['a run greater than the image', '7', { code: 'rle/bad-run', run: 0 }],
    ['no runs', '', { code: 'rle/wrong-total', total: 0, expected: 6 }],
    ['too few pixels', '12', { code: 'rle/wrong-total', total: 3, expected: 6 }],
    ['too many pixels', '34', { code: 'rle/wrong-total', total: 7, expected: 6 }],
  ])('reports %s', (_, text, issue) => {
    expect(rleFromString(text, size)).toEqual({ isValid: false, issue });
  });

  it('merges runs of 0 away', () => {
    const rle = { size, counts: Uint32Array.of(0, 6) };
    expect(
      rleFromString(rleToString({ size, counts: Uint32Array.of(0, 2, 0, 4, 0) }), size),
    ).toEqual({ isValid: true, rle });
  });
});

describe('properties', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(masks(20), (mask) => {
        const rle = encodeMask(mask);
        expect(rleFromString(rleToString(rle), mask.size)).toEqual({ isValid: true, rle });
      }),
    );
  });

  it('answers any text with a canonical mask of the size or with an issue', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('/0123OPQ_on')), maxLength: 12 });
    fc.assert(
      fc.property(text, sizes(3), (foreign, anySize) => {
        const result = rleFromString(foreign, anySize);
        if (!result.isValid) return;
        const { counts } = result.rle;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(anySize.width * anySize.height);
        expect(counts.subarray(1).every((count) => count > 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
