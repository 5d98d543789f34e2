import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOf, starPolygons, tracedMasks } from '#testing/arbitraryPolygons.ts';
import { isCrossing } from './crossings.ts';
import { pointCountOf, type Polygon } from './polygon.ts';
import { detailLoss, rasterizePolygon } from './rasterizePolygon.ts';
import { type Ring, signedAreaOf } from './ring.ts';
import { ellipseRing } from './shapes.ts';
import { detailLevels, simplifyPolygon } from './simplifyPolygon.ts';
import { nearestEdge } from './vertices.ts';

const fractions = fc.double({ min: 0, max: 1, noNaN: true });

describe('simplifyPolygon', () => {
  it('takes only what lies on straight lines at tolerance 0', () => {
    const polygon = polygonOf([0, 0, 2, 0, 4, 0, 4, 1, 4, 4, 3, 3, 0, 4]);
    expect(simplifyPolygon(polygon, 0)).toEqual(polygonOf([0, 0, 4, 0, 4, 4, 3, 3, 0, 4]));
  });

  it('takes a point that is there twice', () => {
    expect(simplifyPolygon(polygonOf([0, 0, 4, 0, 4, 0, 4, 0, 4, 4, 1, 3]), 0)).toEqual(
      polygonOf([0, 0, 4, 0, 4, 4, 1, 3]),
    );
  });

  it('takes the stairs of single pixels at 1 px', () => {
    const stairs = polygonOf([0, 0, 1, 0, 1, 1, 2, 1, 2, 2, 3, 2, 3, 3, 4, 3, 4, 9, 0, 9]);
    expect(pointCountOf(simplifyPolygon(stairs, 1))).toBeLessThanOrEqual(6);
  });

  it('keeps the bulge that a hole lies in', () => {
    const polygon = polygonOf(
      [0, 0, 50, 0, 50, 50, 26, 50, 25, 58, 24, 50, 0, 50],
      [25, 51, 25.2, 52, 24.8, 52],
    );
    const simple = simplifyPolygon(polygon, 10);
    expect(simple.rings[0]?.points).toContain(58);
    expect(isCrossing(simple)).toBe(false);
  });

  it('keeps a triangle, and leaves a tolerance that is no number without effect', () => {
    const triangle = polygonOf([0, 0, 1, 0, 1, 1]);
    expect(simplifyPolygon(triangle, 1e9)).toEqual(triangle);
    const square = polygonOf([0, 0, 1, 0, 1, 1, 0, 1]);
    expect(simplifyPolygon(square, NaN)).toEqual(square);
  });
});

describe('detailLevels', () => {
  it('loses less than 1 % of a disc with a fraction of its points', () => {
    const disc = { rings: [ellipseRing({ x: 5, y: 5, width: 400, height: 400 }, 0.02)] };
    const mask = rasterizePolygon(disc, { width: 410, height: 410 });
    const few = detailLevels(disc).polygonAt(0.75);
    expect(pointCountOf(few)).toBeLessThan(pointCountOf(disc) / 2.4);
    expect(detailLoss(mask, few)).toBeLessThan(0.01);
  });

  it('is empty for a polygon without points', () => {
    expect(detailLevels({ rings: [] }).pointCountAt(0.5)).toBe(0);
  });
});

describe('properties', () => {
  it('never crosses, keeps every ring and which ring is a hole, at any detail of a mask', () => {
    fc.assert(
      fc.property(tracedMasks(), fractions, ({ polygon }, fraction) => {
        expectSameTopology(polygon, detailLevels(polygon).polygonAt(fraction));
      }),
      { numRuns: 1000 },
    );
  });

  it('never crosses when the outlines lie askew and touch in points with rounded coordinates', () => {
    const angles = fc.double({ min: 0, max: 7, noNaN: true });
    fc.assert(
      fc.property(tracedMasks(), angles, fractions, ({ polygon }, angle, fraction) => {
        const askew = { rings: polygon.rings.map((ring) => rotated(ring, angle)) };
        expectSameTopology(askew, detailLevels(askew).polygonAt(fraction));
        expectSameTopology(askew, simplifyPolygon(askew, 20 * fraction));
      }),
      { numRuns: 500 },
    );
  });

  it('never crosses at any tolerance of a star, nor of its outline twice simplified', () => {
    fc.assert(
      fc.property(
        starPolygons(),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (polygon, tolerance) => {
          const simple = simplifyPolygon(polygon, tolerance);
          expectSameTopology(polygon, simple);
          expectSameTopology(polygon, simplifyPolygon(simple, 2 * tolerance));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves nothing of the outline further away than the tolerance', () => {
    const drawn = fc.oneof(
      tracedMasks().map(({ polygon }) => polygon),
      starPolygons(),
    );
    fc.assert(
      fc.property(drawn, fc.double({ min: 0, max: 6, noNaN: true }), (polygon, tolerance) => {
        const simple = simplifyPolygon(polygon, tolerance);
        for (const [i, { points }] of polygon.rings.entries()) {
          const left = { rings: simple.rings.slice(i, i + 1) };
          for (let k = 0; k < points.length; k += 2) {
            const at = { x: points[k] ?? 0, y: points[k + 1] ?? 0 };
            expect(nearestEdge(left, at, tolerance + 1e-9)).not.toBeNull();
          }
        }
      }),
    );
  });

  it('loses no area at tolerance 0', () => {
    fc.assert(
      fc.property(tracedMasks(), ({ mask, polygon }) => {
        const dense = { rings: polygon.rings.map(halved) };
        expect(simplifyPolygon(dense, 0)).toEqual(polygon);
        expect(detailLoss(mask, simplifyPolygon(polygon, 0))).toBe(0);
      }),
    );
  });

  it('has the count it says, the full polygon at 1, no more points at less detail', () => {
    fc.assert(
      fc.property(tracedMasks(), fractions, fractions, ({ polygon }, f, g) => {
        const levels = detailLevels(polygon);
        expect(pointCountOf(levels.polygonAt(f))).toBe(levels.pointCountAt(f));
        expect(levels.polygonAt(1)).toEqual(polygon);
        expect(levels.polygonAt(NaN)).toEqual(polygon);
        const [low, high] = [Math.min(f, g), Math.max(f, g)];
        expect(levels.pointCountAt(low)).toBeLessThanOrEqual(levels.pointCountAt(high));
      }),
    );
  });
});

function expectSameTopology(polygon: Polygon, simple: Polygon): void {
  expect(isCrossing(simple)).toBe(false);
  expect(simple.rings.map(signOfArea)).toEqual(polygon.rings.map(signOfArea));
  expect(Math.min(...simple.rings.map(({ points }) => points.length))).toBeGreaterThanOrEqual(6);
}

function signOfArea(ring: Ring): number {
  return Math.sign(signedAreaOf(ring));
}

function rotated({ points }: Ring, angle: number): Ring {
  const turned = points.map((value, i) =>
    i % 2 === 0
      ? 3000 + 7 * (value * Math.cos(angle) - (points[i + 1] ?? 0) * Math.sin(angle))
      : 2000 + 7 * ((points[i - 1] ?? 0) * Math.sin(angle) + value * Math.cos(angle)),
  );
  return { points: turned };
}

/** With a point in the middle of every edge, before it the end of the edge as it was. */
function halved({ points }: Ring): Ring {
  const dense: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    const nextX = points[(i + 2) % points.length] ?? 0;
    const nextY = points[(i + 3) % points.length] ?? 0;
    dense.push(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  return { points: Float64Array.from(dense) };
}
