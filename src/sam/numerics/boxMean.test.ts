import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxMeans, type RasterPart } from './boxMean.ts';

interface Case {
  readonly part: RasterPart;
  readonly size: { readonly width: number; readonly height: number };
  readonly values: Float32Array; // of two channels
  readonly radius: number;
}

describe('properties', () => {
  it('is the mean over the square around each value of the part, cut off at the rim', () => {
    fc.assert(
      fc.property(cases(), ({ part, size, values, radius }) => {
        const addRow = (sums: Float64Array, row: number, sign: 1 | -1) => {
          for (let i = 0; i < sums.length; i += 1) {
            sums[i] = (sums[i] ?? 0) + sign * (values[row * sums.length + i] ?? 0);
          }
        };
        const means = boxMeans(
          { size, channelCount: 2, addRow },
          radius,
          part,
          new Float32Array(values.length),
        );
        means.forEach((mean, i) => {
          expect(mean).toBeCloseTo(slowMean({ part, size, values, radius }, i), 4);
        });
      }),
      { numRuns: 200 },
    );
  });
});

function slowMean({ part, size, values, radius }: Case, i: number): number {
  const placeOf = (index: number) => {
    const pixel = Math.floor(index / 2);
    return { x: pixel % size.width, y: Math.floor(pixel / size.width), channel: index % 2 };
  };
  const at = placeOf(i);
  const isInside =
    at.x >= part.x && at.y >= part.y && at.x < part.x + part.width && at.y < part.y + part.height;
  if (!isInside) return 0;
  const around = values.filter((_, j) => {
    const other = placeOf(j);
    const isNear = Math.max(Math.abs(other.x - at.x), Math.abs(other.y - at.y)) <= radius;
    return isNear && other.channel === at.channel;
  });
  return around.reduce((sum, value) => sum + value, 0) / around.length;
}

function cases(): fc.Arbitrary<Case> {
  const side = fc.integer({ min: 1, max: 9 });
  return fc.tuple(side, side).chain(([width, height]) =>
    fc.record({
      size: fc.constant({ width, height }),
      part: fc.tuple(fc.nat(width - 1), fc.nat(height - 1)).chain(([x, y]) =>
        fc.record({
          x: fc.constant(x),
          y: fc.constant(y),
          width: fc.integer({ min: 1, max: width - x }),
          height: fc.integer({ min: 1, max: height - y }),
        }),
      ),
      values: fc
        .array(fc.integer({ min: -8, max: 8 }), {
          minLength: 2 * width * height,
          maxLength: 2 * width * height,
        })
        .map((values) => Float32Array.from(values)),
      radius: fc.integer({ min: 0, max: 12 }),
    }),
  );
}
