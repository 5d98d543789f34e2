import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPairs } from '#testing/arbitraries.ts';
import { encodeMask } from '../mask/codec.ts';
import { iouOf } from '../mask/overlap.ts';
import { iouWithIgnore } from './iouWithIgnore.ts';

describe('iouWithIgnore', () => {
  it('leaves ignored pixels out of both areas', () => {
    const prediction = Uint8Array.of(1, 1, 0, 1);
    const truth = Uint8Array.of(1, 0, 1, 1);
    expect(iouWithIgnore({ prediction, truth, ignore: null })).toBe(0.5);
    const ignore = Uint8Array.of(0, 128, 0, 0);
    expect(iouWithIgnore({ prediction, truth, ignore })).toBe(2 / 3);
  });

  it('is 1 when all that there is is ignored', () => {
    const one = Uint8Array.of(1);
    expect(iouWithIgnore({ prediction: one, truth: Uint8Array.of(0), ignore: one })).toBe(1);
  });
});

describe('properties', () => {
  it('is the IoU of the masks when nothing is ignored', () => {
    fc.assert(
      fc.property(maskPairs(), ([a, b]) => {
        const comparison = { prediction: a.pixels, truth: b.pixels, ignore: null };
        expect(iouWithIgnore(comparison)).toBe(iouOf(encodeMask(a), encodeMask(b)));
      }),
    );
  });
});
