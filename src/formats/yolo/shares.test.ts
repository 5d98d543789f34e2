import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeOfShare, shareOfPlace } from './shares.ts';

const sides = fc.integer({ min: 1, max: 100_000 });

it('says every whole place of a side so that it comes back, to six digits up to 20,000 px', () => {
  fc.assert(
    fc.property(sides, fc.double({ min: 0, max: 1, noNaN: true }), (side, at) => {
      const place = Math.round(at * side);
      const text = shareOfPlace(place, side);
      expect(placeOfShare(text, side)).toBe(place);
      if (side <= 20_000) expect(text.length).toBeLessThanOrEqual(8);
    }),
  );
});

it('says every place of a hand so that it comes back, and any other as near as numbers are', () => {
  fc.assert(
    fc.property(sides, fc.double({ min: 0, max: 1, noNaN: true }), (side, at) => {
      const fine = Math.round(at * side * 4096) / 4096;
      expect(placeOfShare(shareOfPlace(fine, side), side)).toBe(fine);
      const any = at * side;
      expect(Math.abs(placeOfShare(shareOfPlace(any, side), side) - any)).toBeLessThan(1e-6);
    }),
  );
});

it.each([
  ['0.5', 640, 320],
  ['0.501', 640, 320.64],
  ['0.143', 700, 100.1],
  ['0.142857', 700, 100],
  ['1e-2', 700, 7],
  ['1.5E-06', 2_000_000, 3],
])('takes %s of %d px for %d', (text, side, place) => {
  expect(placeOfShare(text, side)).toBeCloseTo(place, 10);
});
