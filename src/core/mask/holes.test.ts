import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { floodParts, maskOfPixels } from '#testing/floodParts.ts';
import { signedAreaOf } from '../polygon/ring.ts';
import { traceRings } from '../polygon/traceRings.ts';
import { encodeMask } from './codec.ts';
import { countHoles, fillHoles, holesOf } from './holes.ts';
import type { BinaryMask } from './rle.ts';

const ringed = drawnMask(
  '#######',
  '#.....#',
  '#.###.#',
  '#.#.#.#',
  '#.###.#',
  '#.....#',
  '#######',
);

describe('holes', () => {
  it('are found within parts that lie within holes', () => {
    expect(holesOf(ringed)).toHaveLength(2);
    expect(countHoles(ringed, Infinity)).toEqual({ count: 2, areaPx: 17 });
    expect(countHoles(ringed, 15)).toEqual({ count: 1, areaPx: 1 });
  });

  it('are filled up to an area', () => {
    expect(fillHoles(ringed, 1)).toEqual(
      drawnMask('#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'),
    );
    expect([...fillHoles(ringed, Infinity).counts]).toEqual([0, 49]);
    expect(fillHoles(ringed, 0)).toBe(ringed);
  });

  it('are no bays that open by a corner only', () => {
    expect(holesOf(drawnMask('.###', '#.##', '####'))).toEqual([]);
    expect(holesOf(drawnMask('####', '#.##', '####'))).toHaveLength(1);
  });

  it('are not looked for in vain', () => {
    expect(holesOf(drawnMask('..', '..'))).toEqual([]);
    expect(holesOf(drawnMask('##', '##'))).toEqual([]);
  });
});

describe('properties', () => {
  it('agree with a flood fill of the background', () => {
    fc.assert(
      fc.property(masks(12), fc.integer({ min: 0, max: 9 }), (mask, maxAreaPx) => {
        const rle = encodeMask(mask);
        const holes = slowHoles(mask).filter((hole) => hole.length <= maxAreaPx);
        expect(holesOf(rle, maxAreaPx)).toEqual(
          holes.map((hole) => encodeMask(maskOfPixels(mask, hole))),
        );
        const pixels = mask.pixels.slice();
        for (const at of holes.flat()) pixels[at] = 1;
        expect(fillHoles(rle, maxAreaPx)).toEqual(encodeMask({ size: mask.size, pixels }));
        expect(countHoles(rle, maxAreaPx)).toEqual({
          count: holes.length,
          areaPx: holes.flat().length,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('are as many as hole rings', () => {
    fc.assert(
      fc.property(masks(12), (mask) => {
        const rle = encodeMask(mask);
        const inner = traceRings(rle).filter((ring) => signedAreaOf(ring) < 0);
        expect(holesOf(rle)).toHaveLength(inner.length);
      }),
    );
  });
});

function slowHoles(mask: BinaryMask): readonly (readonly number[])[] {
  const { width, height } = mask.size;
  const background = { size: mask.size, pixels: mask.pixels.map((value) => 1 - value) };
  return floodParts(background, 'corners').filter((part) =>
    part.every((at) => {
      const x = at % width;
      return x > 0 && x < width - 1 && at >= width && at < width * (height - 1);
    }),
  );
}
