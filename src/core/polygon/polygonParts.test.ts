import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOf, tracedMasks, wildPolygons } from '#testing/arbitraryPolygons.ts';
import { combineMasks } from '../mask/combine.ts';
import { decodeRle } from '../mask/codec.ts';
import { areaOf } from '../mask/measures.ts';
import type { Polygon } from './polygon.ts';
import {
  holeIn,
  orientRings,
  partBeside,
  partsOfPolygon,
  polygonContains,
  ringInPolygon,
} from './polygonParts.ts';
import { rasterizePolygon } from './rasterizePolygon.ts';
import { signedAreaOf } from './ring.ts';
import { rectangleRing } from './shapes.ts';
import { detailLevels } from './simplifyPolygon.ts';

const outer = [0, 0, 9, 0, 9, 9, 0, 9];
const hole = [2, 2, 2, 7, 7, 7, 7, 2];
const island = [4, 4, 5, 4, 5, 5, 4, 5];
const nested = polygonOf(outer, hole, island);

describe('partsOfPolygon', () => {
  it('parts the island from what surrounds it, whichever way the rings turn and in any order', () => {
    const parts = partsOfPolygon({ rings: nested.rings.toReversed().map(reversed) });
    expect(parts.map(({ rings }) => rings.map(signedAreaOf))).toEqual([[1], [81, -25]]);
  });

  it('gives a hole that touches the rim in a point to its part', () => {
    const parts = partsOfPolygon(polygonOf(outer, [0, 0, 3, 1, 1, 3], [9, 9, 12, 9, 12, 12]));
    expect(parts.map(({ rings }) => rings.length)).toEqual([2, 1]);
  });
});

describe('holeIn and partBeside', () => {
  const inside = rectangleRing({ x: 0.5, y: 0.5, width: 1, height: 1 });
  const beside = rectangleRing({ x: 20, y: 0, width: 3, height: 3 });
  const across = rectangleRing({ x: 8, y: 8, width: 3, height: 3 });
  const round = rectangleRing({ x: -1, y: -1, width: 30, height: 30 });
  const roundIsland = rectangleRing({ x: 3, y: 3, width: 3, height: 3 });
  const flat = rectangleRing({ x: 1, y: 1, width: 0, height: 5 });

  it('punches where the ground is filled', () => {
    expect(holeIn(nested, inside)?.rings.map(signedAreaOf)).toEqual([81, -25, 1, -1]);
    expect(ringInPolygon(inside, nested)).toBe(true);
  });

  it('adds a part where it is not', () => {
    expect(partBeside(nested, beside)?.rings.map(signedAreaOf)).toEqual([81, -25, 1, 9]);
    const inHole = rectangleRing({ x: 2.5, y: 2.5, width: 1, height: 1 });
    expect(partBeside(nested, inHole)?.rings.length).toBe(4);
  });

  it.each([beside, across, round, roundIsland, flat])('punches nothing elsewhere', (ring) => {
    expect(holeIn(nested, ring)).toBeNull();
    expect(ringInPolygon(ring, nested)).toBe(false);
  });

  it.each([inside, across, round, roundIsland, flat])('adds nothing elsewhere', (ring) => {
    expect(partBeside(nested, ring)).toBeNull();
  });
});

describe('properties', () => {
  it('fills, part by part, the whole and nothing twice; one outer ring leads each', () => {
    fc.assert(
      fc.property(
        tracedMasks(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ mask, polygon }, detail) => {
          const simple = detailLevels(polygon).polygonAt(detail);
          const whole = rasterizePolygon(simple, mask.size);
          const parts = partsOfPolygon(simple);
          const masks = parts.map((part) => rasterizePolygon(part, mask.size));
          expect(masks.reduce((sum, part) => sum + areaOf(part), 0)).toBe(areaOf(whole));
          expect(masks.reduce((all, part) => combineMasks(all, part, 'union'))).toEqual(whole);
          for (const { rings } of parts) {
            expect(rings.map((ring) => signedAreaOf(ring) > 0)).toEqual(
              rings.map((_, i) => i === 0),
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('turns shuffled and reversed outlines of a mask as the tracer does', () => {
    fc.assert(
      fc.property(tracedMasks(), fc.infiniteStream(fc.boolean()), ({ polygon }, flips) => {
        const mixed = polygon.rings.map((ring) => (flips.next().value ? reversed(ring) : ring));
        expect(orientRings({ rings: mixed }).rings.map(signedAreaOf)).toEqual(
          polygon.rings.map(signedAreaOf),
        );
        expect(orientRings(polygon)).toEqual(polygon);
      }),
    );
  });

  it('contains the centres of exactly the pixels that it fills', () => {
    const size = { width: 8, height: 6 };
    fc.assert(
      fc.property(wildPolygons(size), (polygon) => {
        expect(containedCentres(polygon)).toEqual(
          Array.from(decodeRle(rasterizePolygon(polygon, size)).pixels, (value) => value === 1),
        );
      }),
    );
    function containedCentres(polygon: Polygon) {
      return Array.from({ length: 48 }, (_, i) =>
        polygonContains(polygon, { x: (i % 8) + 0.5, y: Math.floor(i / 8) + 0.5 }),
      );
    }
  });
});

function reversed({ points }: { readonly points: Float64Array }) {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i] ?? 0, points[i + 1] ?? 0);
  return { points: Float64Array.from(back) };
}
