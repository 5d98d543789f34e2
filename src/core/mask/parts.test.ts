import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { floodParts, maskOfPixels } from '#testing/floodParts.ts';
import { signedAreaOf } from '../polygon/ring.ts';
import { traceRings } from '../polygon/traceRings.ts';
import { encodeMask } from './codec.ts';
import { areaOf } from './measures.ts';
import { partsOf } from './parts.ts';

describe('partsOf', () => {
  it('gives the largest part first, and takes pixels that touch by a corner apart', () => {
    expect(partsOf(drawnMask('#..#', '.###', '#...'))).toEqual([
      drawnMask('...#', '.###', '....'),
      drawnMask('#...', '....', '....'),
      drawnMask('....', '....', '#...'),
    ]);
  });

  it('gives nothing for an empty mask, and the mask itself for one part', () => {
    expect(partsOf(drawnMask('..', '..'))).toEqual([]);
    expect(partsOf(drawnMask('##', '##'))).toEqual([drawnMask('##', '##')]);
  });

  it('takes a mask of very many parts', () => {
    const counts = new Uint32Array(400_000).fill(1);
    expect(partsOf({ size: { width: 1, height: 400_000 }, counts })).toHaveLength(200_000);
  });
});

describe('properties', () => {
  it('agrees with a flood fill', () => {
    fc.assert(
      fc.property(masks(12), (mask) => {
        const expected = floodParts(mask, 'sides')
          .toSorted((a, b) => b.length - a.length)
          .map((part) => encodeMask(maskOfPixels(mask, part)));
        expect(partsOf(encodeMask(mask))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives a part for each outer ring', () => {
    fc.assert(
      fc.property(masks(12), (mask) => {
        const rle = encodeMask(mask);
        const outer = traceRings(rle).filter((ring) => signedAreaOf(ring) > 0);
        const parts = partsOf(rle);
        expect(parts).toHaveLength(outer.length);
        expect(parts.reduce((sum, part) => sum + areaOf(part), 0)).toBe(areaOf(rle));
      }),
    );
  });
});
