import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizes } from '#testing/arbitraries.ts';
import { majority } from './majority.ts';

const windows = sizes().chain((size) =>
  fc.record({
    size: fc.constant(size),
    values: fc.uint8Array({
      minLength: size.width * size.height,
      maxLength: size.width * size.height,
    }),
    limit: fc.nat(255),
    radius: fc.integer({ min: 1, max: 12 }),
  }),
);

describe('majority', () => {
  it('asks all pixels of the square around that there are', () => {
    fc.assert(
      fc.property(windows, ({ values, size, limit, radius }) => {
        const { width, height } = size;
        const expected = values.map((_, i) => {
          const [column, row] = [Math.floor(i / height), i % height];
          const around = [...values].filter(
            (_value, at) =>
              Math.abs(Math.floor(at / height) - column) <= radius &&
              Math.abs((at % height) - row) <= radius,
          );
          return around.filter((value) => value <= limit).length * 2 >= around.length ? 0 : 1;
        });
        expect(expected).toHaveLength(width * height);
        expect(majority(values, { size, limit, radius })).toEqual(expected);
      }),
    );
  });
});
