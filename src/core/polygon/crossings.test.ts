import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOf, starPolygons, tracedMasks, wildPolygons } from '#testing/arbitraryPolygons.ts';
import { isCrossing } from './crossings.ts';
import type { Polygon } from './polygon.ts';

describe('isCrossing', () => {
  it.each([
    ['a bow tie', [[0, 0, 4, 4, 4, 0, 0, 4]]],
    ['an edge back along another', [[0, 0, 4, 0, 2, 0, 2, 3]]],
    [
      'two rings that overlap',
      [
        [0, 0, 4, 0, 4, 4, 0, 4],
        [2, 2, 6, 2, 6, 6, 2, 6],
      ],
    ],
    [
      'two rings with a stretch in common',
      [
        [0, 0, 4, 0, 4, 4, 0, 4],
        [4, 1, 6, 1, 6, 3, 4, 3],
      ],
    ],
  ])('sees %s', (_, rings) => {
    expect(isCrossing(polygonOf(...rings))).toBe(true);
  });

  it.each([
    ['a triangle', [[0, 0, 4, 4, 4, 0]]],
    ['a point on an edge', [[0, 0, 4, 0, 4, 4, 2, 0, 0, 4]]],
    [
      'a ring inside another',
      [
        [0, 0, 9, 0, 9, 9, 0, 9],
        [2, 2, 6, 2, 6, 6, 2, 6],
      ],
    ],
    [
      'rings that touch by a corner',
      [
        [0, 0, 4, 0, 4, 4, 0, 4],
        [4, 4, 6, 4, 6, 6, 4, 6],
      ],
    ],
    ['a point twice', [[0, 0, 4, 0, 4, 0, 4, 4]]],
    ['nothing', []],
  ])('lets %s be', (_, rings) => {
    expect(isCrossing(polygonOf(...rings))).toBe(false);
  });

  it('takes one ring as well', () => {
    expect(isCrossing({ points: Float64Array.of(0, 0, 4, 4, 4, 0, 0, 4) })).toBe(true);
  });
});

describe('properties', () => {
  it('agrees with a look at every pair of edges', () => {
    fc.assert(
      fc.property(wildPolygons({ width: 30, height: 20 }), (polygon) => {
        expect(isCrossing(polygon)).toBe(crossesSlowly(polygon));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds none in outlines of masks, nor in stars', () => {
    fc.assert(
      fc.property(tracedMasks(), ({ polygon }) => {
        expect(isCrossing(polygon)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(starPolygons(), (polygon) => {
        expect(isCrossing(polygon)).toBe(false);
      }),
    );
  });
});

/** Solves for the place where two lines meet instead of comparing sides; exact in quarters. */
function crossesSlowly({ rings }: Polygon): boolean {
  const edges = rings
    .flatMap(({ points }) =>
      Array.from({ length: points.length / 2 }, (_, i) =>
        [0, 1, 2, 3].map((k) => points[(2 * i + k) % points.length] ?? 0),
      ),
    )
    .filter(([x0, y0, x1, y1]) => x0 !== x1 || y0 !== y1);
  return edges.some((a, i) => edges.slice(i + 1).some((b) => pairCrosses(a, b)));
}

function pairCrosses(a: readonly number[], b: readonly number[]): boolean {
  const [ax = 0, ay = 0, bx = 0, by = 0] = a;
  const [cx = 0, cy = 0, dx = 0, dy = 0] = b;
  const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  const t = (cx - ax) * (dy - cy) - (cy - ay) * (dx - cx);
  const u = (cx - ax) * (by - ay) - (cy - ay) * (bx - ax);
  if (turn !== 0) {
    const sign = Math.sign(turn);
    return t * sign > 0 && t * sign < turn * sign && u * sign > 0 && u * sign < turn * sign;
  }
  if (u !== 0) return false;
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const placeOf = (x: number, y: number) => (x - ax) * (bx - ax) + (y - ay) * (by - ay);
  const places = [placeOf(cx, cy), placeOf(dx, dy)];
  return Math.min(length, Math.max(...places)) > Math.max(0, Math.min(...places));
}
