import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import { encodeMask } from './codec.ts';
import { cropMask, placeCrop } from './cropMask.ts';
import { areaOf, boundsOf } from './measures.ts';

it('gives the mask back from the pixels of its box', () => {
  fc.assert(
    fc.property(masks(), (mask) => {
      const rle = encodeMask(mask);
      const box = boundsOf(rle);
      const crop = cropMask(rle, box);
      expect(placeCrop(crop, { left: box.x, top: box.y }, rle.size)).toEqual(rle);
    }),
  );
});

it('cuts off what lies outside of the image', () => {
  const crop = { size: { width: 4, height: 4 }, pixels: new Uint8Array(16).fill(1) };
  const size = { width: 6, height: 5 };
  expect(areaOf(placeCrop(crop, { left: -2, top: 3 }, size))).toBe(4);
  expect(areaOf(placeCrop(crop, { left: 4, top: -1 }, size))).toBe(6);
  expect(areaOf(placeCrop(crop, { left: 9, top: 9 }, size))).toBe(0);
  expect(areaOf(placeCrop(crop, { left: -9, top: 0 }, size))).toBe(0);
});
