import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPairs } from '#testing/arbitraries.ts';
import { decodeRle, encodeMask } from './codec.ts';
import { combineMasks, type MaskRule } from './combine.ts';

describe('combineMasks', () => {
  it('refuses masks of two sizes', () => {
    const a = { size: { width: 2, height: 1 }, counts: Uint32Array.of(2) };
    const b = { size: { width: 1, height: 2 }, counts: Uint32Array.of(2) };
    expect(() => combineMasks(a, b, 'union')).toThrow('one size');
  });
});

describe('properties', () => {
  it('agrees with the rule pixel by pixel, in canonical runs', () => {
    const rules: readonly MaskRule[] = ['union', 'intersection', 'difference', 'xor'];
    fc.assert(
      fc.property(maskPairs(), fc.constantFrom(...rules), ([a, b], rule) => {
        const pixels = a.pixels.map((value, i) => combined(value, b.pixels[i] ?? 0, rule));
        const result = combineMasks(encodeMask(a), encodeMask(b), rule);
        expect(decodeRle(result).pixels).toEqual(pixels);
        expect(result).toEqual(encodeMask({ size: a.size, pixels }));
      }),
      { numRuns: 2000 },
    );
  });
});

function combined(a: number, b: number, rule: MaskRule): number {
  switch (rule) {
    case 'union':
      return a | b;
    case 'intersection':
      return a & b;
    case 'difference':
      return a & (1 - b);
    case 'xor':
      return a ^ b;
  }
}
