import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulerTicks } from './rulerTicks.ts';

describe('a ruler', () => {
  it('is labelled at round numbers, with marks between them', () => {
    const ticks = rulerTicks(1, 0, 250);
    expect(ticks.filter(({ isLabelled }) => isLabelled).map(({ value }) => value)).toEqual([
      0, 100, 200,
    ]);
    expect(ticks.map(({ value }) => value).slice(0, 3)).toEqual([0, 20, 40]);
  });

  it('marks nothing finer than a pixel', () => {
    const values = rulerTicks(64, 0, 200).map(({ value }) => value);
    expect(values).toEqual([0, 1, 2, 3]);
  });

  it('marks nothing without a scale', () => {
    expect(rulerTicks(Number.NaN, 0, 100)).toEqual([]);
    expect(rulerTicks(0, 0, 100)).toEqual([]);
  });
});

describe('properties', () => {
  it('keeps labels apart and all marks on the canvas', () => {
    const scales = fc.double({ min: 0.01, max: 64, noNaN: true });
    const offsets = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(scales, offsets, (scale, offset) => {
        const ticks = rulerTicks(scale, offset, 900);
        expect(ticks.length).toBeLessThan(100);
        const labels = ticks.filter(({ isLabelled }) => isLabelled);
        for (const { at, value } of ticks) {
          expect(Number.isInteger(value)).toBe(true);
          expect(at).toBeGreaterThan(-0.01);
          expect(at).toBeLessThan(900.01);
        }
        for (const [i, { at }] of labels.slice(1).entries()) {
          expect(at - (labels[i]?.at ?? 0)).toBeGreaterThan(63.9);
        }
      }),
    );
  });
});
