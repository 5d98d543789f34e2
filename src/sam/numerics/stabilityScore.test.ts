import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stabilityScore } from './stabilityScore.ts';

describe('stabilityScore', () => {
  it('is the ratio of the areas at the stricter and the looser cut', () => {
    expect(stabilityScore(Float32Array.of(-2, -0.5, 0.5, 2, 3), 0, 1)).toBe(2 / 4);
  });

  it('counts neither cut itself as inside', () => {
    expect(stabilityScore(Float32Array.of(-1, 1, 2), 0, 1)).toBe(1 / 2);
  });

  it('is 0 when even the looser mask is empty', () => {
    expect(stabilityScore(Float32Array.of(-5, -5), 0, 1)).toBe(0);
  });

  it('is 1 for a mask whose rim is sharp', () => {
    expect(stabilityScore(Float32Array.of(-9, -9, 9), 0, 1)).toBe(1);
  });
});

describe('properties', () => {
  it('lies between 0 and 1', () => {
    fc.assert(
      fc.property(logits(), fc.double({ min: 0, max: 5, noNaN: true }), (values, offset) => {
        const score = stabilityScore(values, 0, offset);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never grows with the offset', () => {
    fc.assert(
      fc.property(logits(), fc.nat(40), fc.nat(40), (values, a, b) => {
        fc.pre(values.some((value) => value > 0)); // an empty looser mask scores 0 by convention
        const [small, large] = [Math.min(a, b) / 8, Math.max(a, b) / 8];
        expect(stabilityScore(values, 0, large)).toBeLessThanOrEqual(
          stabilityScore(values, 0, small),
        );
      }),
    );
  });

  it('depends on the logits relative to the threshold only, and not on their order', () => {
    fc.assert(
      fc.property(logits(), fc.integer({ min: -8, max: 8 }), (values, shift) => {
        const moved = values.map((value) => value + shift).toReversed();
        expect(stabilityScore(moved, shift, 1)).toBe(stabilityScore(values, 0, 1));
      }),
    );
  });
});

/** Quarters, which shift without rounding. */
function logits(): fc.Arbitrary<Float32Array> {
  return fc
    .array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 30 })
    .map((values) => Float32Array.from(values, (value) => value / 4));
}
