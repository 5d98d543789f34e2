import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from './statistics.ts';

describe('quantile', () => {
  it('interpolates between neighbours, whatever the order', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 0], 0.95)).toBe(9.5);
    expect(quantile([7], 0.95)).toBe(7);
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  describe('properties', () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 });

    it('runs from the least to the greatest value', () => {
      fc.assert(
        fc.property(values, (some) => {
          expect(quantile(some, 0)).toBe(Math.min(...some));
          expect(quantile(some, 1)).toBe(Math.max(...some));
        }),
      );
    });

    it('never falls as the share grows', () => {
      fc.assert(
        fc.property(values, fc.nat(100), fc.nat(100), (some, a, b) => {
          const [low, high] = [Math.min(a, b) / 100, Math.max(a, b) / 100];
          expect(quantile(some, high) - quantile(some, low)).toBeGreaterThanOrEqual(-1e-6);
        }),
      );
    });
  });
});
