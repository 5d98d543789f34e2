import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks, sizes } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import type { Size } from '../geometry/size.ts';
import { encodeMask } from './codec.ts';
import { isEmptyMask } from './measures.ts';
import type { BinaryMask } from './rle.ts';
import { scaleMask, translateMask } from './translate.ts';

describe('translateMask', () => {
  it('cuts off what leaves the image', () => {
    expect(translateMask(drawnMask('##..', '###.'), 2, 1)).toEqual(drawnMask('....', '..##'));
  });

  it('goes by whole pixels', () => {
    expect(translateMask(drawnMask('#..'), 0.6, -0.4)).toEqual(drawnMask('.#.'));
  });

  it('gives nothing for distances that are none', () => {
    for (const wrong of [NaN, Infinity, -Infinity, 1e300]) {
      expect(isEmptyMask(translateMask(drawnMask('##', '##'), wrong, 0))).toBe(true);
      expect(isEmptyMask(translateMask(drawnMask('##', '##'), 0, wrong))).toBe(true);
    }
  });
});

describe('scaleMask', () => {
  it('repeats pixels on a larger image and drops some on a smaller one', () => {
    expect(scaleMask(drawnMask('#.', '##'), { width: 4, height: 4 })).toEqual(
      drawnMask('##..', '##..', '####', '####'),
    );
    expect(scaleMask(drawnMask('##.', '##.', '...'), { width: 1, height: 1 })).toEqual(
      drawnMask('#'),
    );
  });
});

describe('properties', () => {
  it('moving agrees with moving each pixel', () => {
    const distance = fc.integer({ min: -10, max: 10 });
    fc.assert(
      fc.property(masks(), distance, distance, (mask, dx, dy) => {
        const expected = sampled(mask, mask.size, (x, y) => ({ x: x - dx, y: y - dy }));
        expect(translateMask(encodeMask(mask), dx, dy)).toEqual(encodeMask(expected));
      }),
      { numRuns: 1000 },
    );
  });

  it('scaling agrees with looking up each pixel', () => {
    fc.assert(
      fc.property(masks(), sizes(20), (mask, to) => {
        const expected = sampled(mask, to, (x, y) => ({
          x: Math.floor(((2 * x + 1) * mask.size.width) / (2 * to.width)),
          y: Math.floor(((2 * y + 1) * mask.size.height) / (2 * to.height)),
        }));
        expect(scaleMask(encodeMask(mask), to)).toEqual(encodeMask(expected));
      }),
      { numRuns: 1000 },
    );
  });
});

function sampled(
  { size, pixels }: BinaryMask,
  to: Size,
  from: (x: number, y: number) => { readonly x: number; readonly y: number },
): BinaryMask {
  const result = new Uint8Array(to.width * to.height);
  for (let i = 0; i < result.length; i += 1) {
    const { x, y } = from(i % to.width, Math.floor(i / to.width));
    const isInside = x >= 0 && x < size.width && y >= 0 && y < size.height;
    if (isInside) result[i] = pixels[y * size.width + x] ?? 0;
  }
  return { size: to, pixels: result };
}
