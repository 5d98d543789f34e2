import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxMeanInPlace } from './boxMean.ts';

describe('properties', () => {
  it('is the mean over the square around each value, cut off at the rim', () => {
    const sizes = fc.record({ width: side(), height: side() });
    fc.assert(
      fc.property(
        sizes.chain((size) => fc.tuple(fc.constant(size), valuesOf(size.width * size.height))),
        fc.integer({ min: 0, max: 12 }),
        ([size, values], radius) => {
          const scratch = new Float32Array(values.length);
          const means = boxMeanInPlace(values.slice(), size, radius, scratch);
          means.forEach((mean, i) => {
            const x = i % size.width;
            const y = Math.floor(i / size.width);
            const inside = values.filter(
              (_, j) =>
                Math.abs((j % size.width) - x) <= radius &&
                Math.abs(Math.floor(j / size.width) - y) <= radius,
            );
            const expected = inside.reduce((sum, value) => sum + value, 0) / inside.length;
            expect(mean).toBeCloseTo(expected, 4);
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});

function side(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 9 });
}

function valuesOf(length: number): fc.Arbitrary<Float32Array> {
  return fc
    .array(fc.integer({ min: -8, max: 8 }), { minLength: length, maxLength: length })
    .map((values) => Float32Array.from(values));
}
