import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskPairs } from '#testing/arbitraries.ts';
import { decodeRle, encodeMask } from '../mask/codec.ts';
import type { BinaryMask } from '../mask/rle.ts';
import { boundaryMaskOf } from './boundaryMask.ts';

it('is what erosions by 3 × 3 take away, the outside of the image being background', () => {
  fc.assert(
    fc.property(maskPairs(14), fc.constantFrom(0.02, 0.1, 0.2), ([mask], ratio) => {
      const { width, height } = mask.size;
      const depth = Math.max(1, Math.round(ratio * Math.hypot(width, height)));
      let eroded = mask;
      for (let i = 0; i < depth; i += 1) eroded = slowErosion(eroded);
      const expected = mask.pixels.map((value, i) => (value !== 0 && !eroded.pixels[i] ? 1 : 0));
      expect([...decodeRle(boundaryMaskOf(encodeMask(mask), ratio)).pixels]).toEqual([...expected]);
    }),
  );
});

function slowErosion({ size, pixels }: BinaryMask): BinaryMask {
  const { width, height } = size;
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height ? (pixels[y * width + x] ?? 0) : 0;
  const steps = [-1, 0, 1];
  const eroded = pixels.map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return steps.every((dx) => steps.every((dy) => at(x + dx, y + dy) !== 0)) ? 1 : 0;
  });
  return { size, pixels: eroded };
}
