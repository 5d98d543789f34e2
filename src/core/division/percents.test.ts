import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentsOf, ratiosOf, withPercent } from './percents.ts';
import { splits, usualRatios } from './ratios.ts';

describe('percents', () => {
  it('takes from train first', () => {
    const usual = percentsOf(usualRatios);
    expect(usual).toEqual({ train: 80, val: 10, test: 10 });
    expect(withPercent(usual, 'val', 20)).toEqual({ train: 70, val: 20, test: 10 });
    expect(withPercent(usual, 'test', 95)).toEqual({ train: 0, val: 5, test: 95 });
    expect(withPercent(usual, 'train', 70)).toEqual({ train: 70, val: 20, test: 10 });
    expect(ratiosOf(usual)).toEqual(usualRatios);
  });

  it('always sums to 100 without a negative one', () => {
    const change = fc.tuple(fc.constantFrom(...splits), fc.integer({ min: -50, max: 150 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const end = changes.reduce(
          (percents, [split, value]) => withPercent(percents, split, value),
          percentsOf(usualRatios),
        );
        expect(end.train + end.val + end.test).toBe(100);
        expect(Math.min(end.train, end.val, end.test)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
