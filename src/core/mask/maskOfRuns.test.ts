import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizes } from '#testing/arbitraries.ts';
import { encodeMask } from './codec.ts';
import { maskOfRuns } from './maskOfRuns.ts';

describe('maskOfRuns', () => {
  it('makes an empty mask of no runs', () => {
    const mask = maskOfRuns({ width: 2, height: 3 }, { starts: [], ends: [] });
    expect([...mask.counts]).toEqual([6]);
  });

  it('makes a full mask of one run', () => {
    const mask = maskOfRuns({ width: 2, height: 3 }, { starts: [0], ends: [6] });
    expect([...mask.counts]).toEqual([0, 6]);
  });
});

describe('properties', () => {
  it('joins runs in any order that touch, overlap, and hold nothing', () => {
    const cases = sizes(6).chain((size) => {
      const position = fc.integer({ min: 0, max: size.width * size.height });
      return fc.tuple(fc.constant(size), fc.array(fc.tuple(position, position)));
    });
    fc.assert(
      fc.property(cases, ([size, pairs]) => {
        const pixels = new Uint8Array(size.width * size.height);
        const starts = pairs.map(([a, b]) => Math.min(a, b));
        const ends = pairs.map(([a, b]) => Math.max(a, b));
        for (const [i, start] of starts.entries()) {
          for (let at = start; at < (ends[i] ?? 0); at += 1) {
            pixels[(at % size.height) * size.width + Math.floor(at / size.height)] = 1;
          }
        }
        expect(maskOfRuns(size, { starts, ends })).toEqual(encodeMask({ size, pixels }));
      }),
      { numRuns: 1000 },
    );
  });
});
