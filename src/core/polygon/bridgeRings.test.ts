import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOf, tracedMasks, wildPolygons } from '#testing/arbitraryPolygons.ts';
import { encodeMask } from '../mask/codec.ts';
import { bridgeRings } from './bridgeRings.ts';
import { pointCountOf } from './polygon.ts';
import { rasterizePolygon } from './rasterizePolygon.ts';
import { type Ring, signedAreaOf } from './ring.ts';
import { traceRings } from './traceRings.ts';

const size = { width: 10, height: 8 };

/** Twice the way of all slits plus the outlines. */
function lengthOf({ points }: Ring): number {
  let length = 0;
  for (let i = 0; i < points.length; i += 2) {
    const to = (i + 2) % points.length;
    length += Math.hypot(
      (points[to] ?? 0) - (points[i] ?? 0),
      (points[to + 1] ?? 0) - (points[i + 1] ?? 0),
    );
  }
  return length;
}

/** How often a ring winds round the centre of each pixel, row-major; by crossings of a ray to the left. */
function windings({ points }: Ring, { width, height }: typeof size): readonly number[] {
  return Array.from({ length: width * height }, (_, pixel) => {
    const x = (pixel % width) + 0.5;
    const y = Math.floor(pixel / width) + 0.5;
    let sum = 0;
    for (let i = 0; i < points.length; i += 2) {
      const to = (i + 2) % points.length;
      const [x0, y0] = [points[i] ?? 0, points[i + 1] ?? 0];
      const [x1, y1] = [points[to] ?? 0, points[to + 1] ?? 0];
      if (y0 <= y === y1 <= y) continue;
      if (x0 + ((y - y0) * (x1 - x0)) / (y1 - y0) <= x) sum += y0 <= y ? 1 : -1;
    }
    return sum;
  });
}

describe('one ring out of many', () => {
  it('fills the very pixels of a traced mask, even-odd and nonzero', () => {
    fc.assert(
      fc.property(tracedMasks(), ({ mask, polygon }) => {
        const ring = bridgeRings(polygon);
        expect(rasterizePolygon({ rings: [ring] }, mask.size)).toEqual(mask);
        const pixels = Uint8Array.from(windings(ring, mask.size), (winding) => Math.abs(winding));
        expect(Math.max(0, ...pixels)).toBe(1);
        expect(encodeMask({ size: mask.size, pixels })).toEqual(mask);
        expect(signedAreaOf(ring)).toBe(polygon.rings.reduce((sum, r) => sum + signedAreaOf(r), 0));
      }),
    );
  });

  it('fills the same pixels even-odd whatever the rings are', () => {
    fc.assert(
      fc.property(wildPolygons(size), (polygon) => {
        const ring = bridgeRings(polygon);
        expect(rasterizePolygon({ rings: [ring] }, size)).toEqual(rasterizePolygon(polygon, size));
      }),
    );
  });

  it('goes the shortest way from the hole to the rim, there and back', () => {
    const polygon = polygonOf([0, 0, 20, 0, 20, 20, 0, 20], [8, 5, 8, 9, 12, 9, 12, 5]);
    const ring = bridgeRings(polygon);
    expect(lengthOf(ring)).toBe(80 + 16 + 2 * 5);
    expect(ring.points.length / 2).toBe(4 + 1 + 4 + 2);
  });

  it('needs no slit where rings touch in a point', () => {
    const polygon = polygonOf([0, 0, 2, 0, 2, 2, 0, 2], [2, 2, 4, 2, 4, 4, 2, 4]);
    expect(lengthOf(bridgeRings(polygon))).toBe(16);
  });

  it('never parts an oblique edge', () => {
    const polygon = polygonOf([0, 0, 9, 9, 0, 9], [5, 0, 9, 4, 9, 0]);
    const corners = new Set(['0,0', '9,9', '0,9', '5,0', '9,4', '9,0']);
    const { points } = bridgeRings(polygon);
    for (let i = 0; i < points.length; i += 2) {
      expect(corners).toContain(`${points[i]},${points[i + 1]}`);
    }
  });

  it('gives a single ring back and leaves out points that are not finite', () => {
    const [ring] = polygonOf([0, 0, 5, 0, 5, 5]).rings;
    expect(ring && bridgeRings({ rings: [ring] })).toBe(ring);
    const broken = polygonOf([0, 0, 5, 0, NaN, 3, 5, 5], [NaN, NaN]);
    expect([...bridgeRings(broken).points]).toEqual([0, 0, 5, 0, 5, 5]);
    expect(bridgeRings({ rings: [] }).points).toHaveLength(0);
  });

  it('joins some thousand parts of a large mask in a moment', () => {
    const large = { width: 1200, height: 800 };
    const pixels = new Uint8Array(large.width * large.height);
    for (let i = 0; i < pixels.length; i += 1) {
      const [x, y] = [i % large.width, Math.floor(i / large.width)];
      const isLarge = x > 300 && y > 200 && (x * y) % 97 !== 0;
      pixels[i] = isLarge || (x % 7 === 1 && y % 5 === 3) ? 1 : 0;
    }
    const mask = encodeMask({ size: large, pixels });
    const polygon = { rings: traceRings(mask) };
    expect(pointCountOf(polygon)).toBeGreaterThan(30_000);
    const ring = bridgeRings(polygon);
    expect(rasterizePolygon({ rings: [ring] }, large)).toEqual(mask);
  });
});
