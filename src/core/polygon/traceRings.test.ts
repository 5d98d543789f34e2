import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masks } from '#testing/arbitraries.ts';
import { rasterizeRings } from '#testing/rasterizeRings.ts';
import { encodeMask } from '../mask/codec.ts';
import { areaOf } from '../mask/measures.ts';
import type { BinaryMask } from '../mask/rle.ts';
import { hasHoles, type Ring, signedAreaOf } from './ring.ts';
import { traceRings } from './traceRings.ts';

function ringsOf(...rows: readonly string[]): readonly Ring[] {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  const pixels = Uint8Array.from(rows.join(''), (cell) => (cell === '#' ? 1 : 0));
  return traceRings(encodeMask({ size, pixels }));
}

describe('traceRings', () => {
  it('goes around a rectangle by its four corners, clockwise on the screen', () => {
    const rings = ringsOf('....', '.##.', '.##.');
    expect(rings.map(({ points }) => [...points])).toEqual([[3, 1, 3, 3, 1, 3, 1, 1]]);
    expect(rings.map(signedAreaOf)).toEqual([4]);
  });

  it('goes around a hole the other way', () => {
    const rings = ringsOf('###', '#.#', '###');
    expect(rings.map(signedAreaOf)).toEqual([9, -1]);
    expect([...(rings[1]?.points ?? [])]).toEqual([1, 1, 1, 2, 2, 2, 2, 1]);
    expect(hasHoles(rings)).toBe(true);
  });

  it('parts pixels that touch by a corner, either way', () => {
    expect(ringsOf('#.', '.#').map(signedAreaOf)).toEqual([1, 1]);
    expect(ringsOf('.#', '#.').map(signedAreaOf)).toEqual([1, 1]);
  });

  it('takes an inside that leaks through a corner for outside', () => {
    const rings = ringsOf('####', '#..#', '#..#', '###.');
    expect(rings.map(signedAreaOf)).toEqual([11]);
    expect(hasHoles(rings)).toBe(false);
  });

  it('finds an island in a hole', () => {
    const rings = ringsOf('#####', '#...#', '#.#.#', '#...#', '#####');
    expect(rings.map(signedAreaOf)).toEqual([25, -9, 1]);
  });

  it('follows the rim of a full image', () => {
    expect(ringsOf('##').map(({ points }) => [...points])).toEqual([[2, 0, 2, 1, 0, 1, 0, 0]]);
  });

  it('finds nothing in an empty mask', () => {
    expect(ringsOf('..', '..')).toEqual([]);
  });

  it('traces a disc of 1000 px across as one ring of its area', () => {
    const side = 1000;
    const pixels = Uint8Array.from({ length: side * side }, (_, i) =>
      Math.hypot((i % side) - 499.5, Math.floor(i / side) - 499.5) < 500 ? 1 : 0,
    );
    const disc = encodeMask({ size: { width: side, height: side }, pixels });
    expect(traceRings(disc).map(signedAreaOf)).toEqual([areaOf(disc)]);
  });
});

describe('properties', () => {
  it('fills even-odd to the mask that was traced', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        expect(rasterizeRings(traceRings(encodeMask(mask)), mask.size)).toEqual(mask);
      }),
      { numRuns: 500 },
    );
  });

  it('encloses the area of the mask, holes taken off', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const rle = encodeMask(mask);
        const area = traceRings(rle).reduce((sum, ring) => sum + signedAreaOf(ring), 0);
        expect(area).toBe(areaOf(rle));
      }),
    );
  });

  it('turns at every point, from across to down or back', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        for (const { points } of traceRings(encodeMask(mask))) {
          expect(points.length).toBeGreaterThanOrEqual(8);
          expect([...points].every(Number.isInteger)).toBe(true);
          expect(edgeDirections(points)).toEqual(
            Array.from({ length: points.length / 2 }, (_, i) => (i % 2 === 0 ? 'down' : 'across')),
          );
        }
      }),
    );
  });

  it('has one outer ring for each 4-connected part', () => {
    fc.assert(
      fc.property(masks(), (mask) => {
        const rings = traceRings(encodeMask(mask));
        const outer = rings.filter((ring) => signedAreaOf(ring) > 0);
        expect(outer.length).toBe(partCount(mask));
      }),
    );
  });
});

function edgeDirections(points: Float64Array): readonly string[] {
  return Array.from({ length: points.length / 2 }, (_, i) => {
    const next = (2 * i + 2) % points.length;
    const isAcross = points[2 * i] !== points[next];
    const isDown = points[2 * i + 1] !== points[next + 1];
    if (isAcross && isDown) return 'slanted';
    if (isAcross) return 'across';
    return isDown ? 'down' : 'none';
  });
}

function partCount({ size, pixels }: BinaryMask): number {
  const unseen = new Set([...pixels.keys()].filter((i) => pixels[i] !== 0));
  let parts = 0;
  for (const seed of unseen) {
    parts += 1;
    const open = [seed];
    unseen.delete(seed);
    for (let i = open.pop(); i !== undefined; i = open.pop()) {
      const column = i % size.width;
      const near = [i - size.width, i + size.width];
      if (column > 0) near.push(i - 1);
      if (column < size.width - 1) near.push(i + 1);
      for (const other of near) if (unseen.delete(other)) open.push(other);
    }
  }
  return parts;
}
