import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import type { BinaryMask } from '../mask/rle.ts';
import { squaredDistanceTransform } from './distanceTransform.ts';

describe('squaredDistanceTransform', () => {
  it('measures to the background outside when the whole image is foreground', () => {
    const pixels = new Uint8Array(15).fill(1);
    expect([...squaredDistanceTransform({ size: { width: 5, height: 3 }, pixels })]).toEqual([
      1, 1, 1, 1, 1, 1, 4, 4, 4, 1, 1, 1, 1, 1, 1,
    ]);
  });

  it('measures slantwise', () => {
    const pixels = new Uint8Array(49).fill(1);
    pixels[1 * 7 + 1] = 0;
    const distances = squaredDistanceTransform({ size: { width: 7, height: 7 }, pixels });
    expect(distances[3 * 7 + 3]).toBe(8);
  });

  it('takes any value but 0 for foreground', () => {
    const mask = { size: { width: 2, height: 1 }, pixels: Uint8Array.of(255, 0) };
    expect([...squaredDistanceTransform(mask)]).toEqual([1, 0]);
  });
});

describe('properties', () => {
  it('agrees with looking at every background pixel', () => {
    fc.assert(
      fc.property(masks(14), (mask) => {
        expect([...squaredDistanceTransform(mask)]).toEqual(slowDistances(mask));
      }),
      { numRuns: 300 },
    );
  });
});

function slowDistances({ size, pixels }: BinaryMask): readonly number[] {
  const background: { x: number; y: number }[] = [];
  for (let y = -1; y <= size.height; y += 1) {
    for (let x = -1; x <= size.width; x += 1) {
      const isOutside = x < 0 || x === size.width || y < 0 || y === size.height;
      if (isOutside || pixels[y * size.width + x] === 0) background.push({ x, y });
    }
  }
  return Array.from(pixels, (_, i) => {
    const x = i % size.width;
    const y = Math.floor(i / size.width);
    return Math.min(...background.map((other) => (other.x - x) ** 2 + (other.y - y) ** 2));
  });
}
