import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizes } from '#testing/arbitraries.ts';
import { drawnMask } from '#testing/drawnMask.ts';
import { decodeRle, encodeMask } from './codec.ts';
import { areaOf, isEmptyMask, maskContains } from './measures.ts';
import { type BrushDab, strokeMask } from './strokeMask.ts';

const size = { width: 6, height: 4 };

function dab(x: number, y: number, radius: number): BrushDab {
  return { at: { x, y }, radius };
}

describe('strokeMask', () => {
  it('paints a disc', () => {
    expect(strokeMask([dab(3, 2, 2)], 'round', size)).toEqual(
      drawnMask('..##..', '.####.', '.####.', '..##..'),
    );
  });

  it('paints the way between two dabs', () => {
    expect(strokeMask([dab(1, 1, 1), dab(5, 1, 1)], 'square', size)).toEqual(
      drawnMask('######', '######', '......', '......'),
    );
  });

  it('paints the pixel under a brush smaller than a pixel', () => {
    expect(strokeMask([dab(2.9, 1.1, 0)], 'round', size)).toEqual(
      drawnMask('......', '..#...', '......', '......'),
    );
  });

  it('leaves out what a broken device says, and goes on from the dab before', () => {
    const broken = [dab(NaN, 1, 1), dab(2, Infinity, 1), dab(1, 1, NaN), dab(1, 1, -3)];
    const path = [dab(1, 1, 1), ...broken, dab(5, 1, 1)];
    expect(strokeMask(path, 'round', size)).toEqual(
      strokeMask([dab(1, 1, 1), dab(5, 1, 1)], 'round', size),
    );
    expect(isEmptyMask(strokeMask(broken, 'round', size))).toBe(true);
    expect(isEmptyMask(strokeMask([], 'square', size))).toBe(true);
  });

  it('keeps of a stroke outside the image what lies inside', () => {
    expect(strokeMask([dab(-2, 2, 3)], 'square', size)).toEqual(
      drawnMask('#.....', '#.....', '#.....', '#.....'),
    );
    expect(isEmptyMask(strokeMask([dab(-9, 2, 3), dab(-9, 900, 3)], 'round', size))).toBe(true);
    expect(areaOf(strokeMask([dab(3, 2, 1e8)], 'round', size))).toBe(24);
  });
});

describe('properties', () => {
  const coordinate = fc.double({ min: -4, max: 24, noNaN: true });
  const dabs = fc.record({
    at: fc.record({ x: coordinate, y: coordinate }),
    radius: fc.double({ min: 0, max: 7, noNaN: true }),
  });
  const paths = fc.array(dabs, { minLength: 1, maxLength: 4 });

  it('holds the pixels whose centres lie in a hull of two dabs', () => {
    const shapes = fc.constantFrom('round' as const, 'square' as const);
    fc.assert(
      fc.property(paths, shapes, sizes(20), (path, shape, each) => {
        const { pixels } = decodeRle(strokeMask(path, shape, each));
        for (const [i, value] of pixels.entries()) {
          const x = (i % each.width) + 0.5;
          const y = Math.floor(i / each.width) + 0.5;
          const isUnder = path.some(
            ({ at }) => Math.floor(at.x) === x - 0.5 && Math.floor(at.y) === y - 0.5,
          );
          const depth = depthIn(path, shape, { x, y });
          if (isUnder || depth > 0.001) expect([x, y, value]).toEqual([x, y, 1]);
          else if (depth < -0.001) expect([x, y, value]).toEqual([x, y, 0]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is canonical and the union of its pieces', () => {
    fc.assert(
      fc.property(paths, sizes(20), (path, each) => {
        const mask = strokeMask(path, 'round', each);
        expect(mask).toEqual(encodeMask(decodeRle(mask)));
      }),
    );
  });

  it('of a square brush covers a square of its size', () => {
    const place = fc.integer({ min: 5 * 8, max: 15 * 8 }).map((eighths) => eighths / 8);
    fc.assert(
      fc.property(place, place, fc.integer({ min: 1, max: 9 }), (x, y, side) => {
        const mask = strokeMask([dab(x, y, side / 2)], 'square', { width: 20, height: 20 });
        expect(areaOf(mask)).toBe(side * side);
      }),
    );
  });

  it('never has a gap, however fine the pen', () => {
    const place = fc.double({ min: 0, max: 19.9, noNaN: true });
    fc.assert(
      fc.property(place, place, place, place, (x0, y0, x1, y1) => {
        const path = [dab(x0, y0, 0), dab(x1, y1, 0)];
        const mask = strokeMask(path, 'round', { width: 20, height: 20 });
        const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
        for (let step = 0; step <= steps; step += 1) {
          const at = {
            x: Math.max(0, x0 + ((x1 - x0) * step) / (steps || 1)), // rounding may leave the image
            y: Math.max(0, y0 + ((y1 - y0) * step) / (steps || 1)),
          };
          const near = [-1, 0, 1].flatMap((dx) =>
            [-1, 0, 1].map((dy) => ({ x: at.x + dx, y: at.y + dy })),
          );
          expect(near.some((point) => maskContains(mask, point))).toBe(true);
        }
      }),
    );
  });
});

/** How deep a point lies in the way of the brush; negative outside. Tries many places between dabs. */
function depthIn(
  path: readonly BrushDab[],
  shape: 'round' | 'square',
  { x, y }: { readonly x: number; readonly y: number },
): number {
  let deepest = -Infinity;
  for (const [i, b] of path.entries()) {
    const a = path[i - 1] ?? b;
    const depthAt = (share: number) => {
      const radiusA = Math.max(a.radius, 0.5);
      const radius = radiusA + (Math.max(b.radius, 0.5) - radiusA) * share;
      const dx = Math.abs(x - a.at.x - (b.at.x - a.at.x) * share);
      const dy = Math.abs(y - a.at.y - (b.at.y - a.at.y) * share);
      return radius - (shape === 'round' ? Math.hypot(dx, dy) : Math.max(dx, dy));
    };
    deepest = Math.max(deepest, largestOf(depthAt));
  }
  return deepest;
}

/** The largest value of a concave function on 0…1, by thirds. */
function largestOf(valueAt: (share: number) => number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 40; i += 1) {
    const third = (high - low) / 3;
    if (valueAt(low + third) < valueAt(high - third)) low += third;
    else high -= third;
  }
  return Math.max(valueAt(0), valueAt(1), valueAt((low + high) / 2));
}
