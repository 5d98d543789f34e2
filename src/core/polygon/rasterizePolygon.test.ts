import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks, sizes } from '#testing/arbitraries.ts';
import { polygonOf, tracedMasks, wildPolygons } from '#testing/arbitraryPolygons.ts';
import type { Size } from '../geometry/size.ts';
import { decodeRle, encodeMask } from '../mask/codec.ts';
import { areaOf } from '../mask/measures.ts';
import type { BinaryMask } from '../mask/rle.ts';
import type { Polygon } from './polygon.ts';
import { detailLoss, rasterizePolygon } from './rasterizePolygon.ts';
import { traceRings } from './traceRings.ts';

const size = { width: 6, height: 4 };

describe('rasterizePolygon', () => {
  it('takes the pixels whose centre is inside', () => {
    const mask = decodeRle(rasterizePolygon(polygonOf([0.6, 0, 3.4, 0, 3.4, 1.6, 0.6, 1.6]), size));
    expect(Array.from(mask.pixels.subarray(0, 12))).toEqual([0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0]);
  });

  it('cuts off what is outside of the image', () => {
    expect(areaOf(rasterizePolygon(polygonOf([-1e6, -9, 1e6, -9, 1e6, 9, -1e6, 9]), size))).toBe(
      24,
    );
    expect(areaOf(rasterizePolygon(polygonOf([9, 9, 12, 9, 12, 12]), size))).toBe(0);
    expect(
      areaOf(rasterizePolygon(polygonOf([-1e308, 0, 1e308, 1e308, 0, -1e308]), size)),
    ).toBeLessThan(25);
  });

  it('leaves out points that are not finite', () => {
    const broken = polygonOf([0, 0, NaN, 1, 3, 0, 3, Infinity, 3, 2, -Infinity, 1, 0, 2]);
    expect(rasterizePolygon(broken, size)).toEqual(
      rasterizePolygon(polygonOf([0, 0, 3, 0, 3, 2, 0, 2]), size),
    );
  });

  it('finds a centre on an edge that no slope hits exactly', () => {
    const polygon = polygonOf([1.75, 6.25, 7.25, -1.25, 0, 0]);
    const each = { width: 6, height: 5 };
    expect(rasterizePolygon(polygon, each)).toEqual(encodeMask(slowly(polygon, each)));
  });

  it('is empty without area', () => {
    expect([...rasterizePolygon({ rings: [] }, size).counts]).toEqual([24]);
    expect([...rasterizePolygon(polygonOf([1, 1, 4, 3, 1, 1]), size).counts]).toEqual([24]);
    expect([...rasterizePolygon(polygonOf([NaN, 1]), size).counts]).toEqual([24]);
  });

  it('loses nothing of a mask at full detail, all of it with an empty polygon', () => {
    const { mask, polygon } = fc.sample(tracedMasks(), 1)[0] ?? { mask: null, polygon: null };
    if (!mask) throw new Error('no sample');
    expect(detailLoss(mask, polygon)).toBe(0);
    expect(detailLoss(mask, { rings: [] })).toBe(1);
  });
});

describe('properties', () => {
  it('gives back the mask whose outlines it fills', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const rle = encodeMask(mask);
        expect(rasterizePolygon({ rings: traceRings(rle) }, mask.size)).toEqual(rle);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with a count of edges left of every centre', () => {
    const drawn = sizes(8).chain((each) => fc.tuple(fc.constant(each), wildPolygons(each)));
    fc.assert(
      fc.property(drawn, ([each, polygon]) => {
        expect(rasterizePolygon(polygon, each)).toEqual(encodeMask(slowly(polygon, each)));
      }),
      { numRuns: 500 },
    );
  });

  it('shares the pixels of a cut rectangle out, none twice, none left', () => {
    const cut = fc.array(fc.tuple(fc.nat(24), fc.nat(16)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(cut, (points) => {
        const line = points.flatMap(([x, y]) => [x / 4, y / 4]);
        const back = points.toReversed().flatMap(([x, y]) => [x / 4, y / 4]);
        const above = rasterizePolygon(polygonOf([0, 4, 0, 0, 6, 0, 6, 4, ...back]), size);
        const below = rasterizePolygon(polygonOf([0, 4, ...line, 6, 4]), size);
        const sum = decodeRle(above).pixels.map(
          (value, i) => value ^ (decodeRle(below).pixels[i] ?? 0),
        );
        expect([...sum]).toEqual(Array.from({ length: 24 }, () => 1));
      }),
    );
  });
});

/** Even-odd by walking up from each centre; exact for coordinates in quarters of a pixel. */
function slowly({ rings }: Polygon, each: Size): BinaryMask {
  const pixels = new Uint8Array(each.width * each.height);
  for (const { points } of rings) {
    for (let i = 0; i < points.length; i += 2) {
      const from = [points[i] ?? 0, points[i + 1] ?? 0] as const;
      const to = [
        points[(i + 2) % points.length] ?? 0,
        points[(i + 3) % points.length] ?? 0,
      ] as const;
      for (let p = 0; p < pixels.length; p += 1) {
        const x = (p % each.width) + 0.5;
        const y = Math.floor(p / each.width) + 0.5;
        if (isAbove(from, to, x, y)) pixels[p] = (pixels[p] ?? 0) ^ 1;
      }
    }
  }
  return { size: each, pixels };
}

type Pair = readonly [number, number];

function isAbove(from: Pair, to: Pair, x: number, y: number): boolean {
  const [left, right] = from[0] < to[0] ? [from, to] : [to, from];
  if (!(left[0] <= x && x < right[0])) return false;
  const side = (right[0] - left[0]) * (y - left[1]) - (right[1] - left[1]) * (x - left[0]);
  return side >= 0;
}
