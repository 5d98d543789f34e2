import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imagePoints } from '#testing/arbitraryPrompts.ts';
import { lengthOf, spacedAlong } from './polyline.ts';

describe('spacedAlong', () => {
  it('gives both ends of a path that is shorter than the spacing', () => {
    const path = [at(0, 0), at(3, 4)];
    expect(spacedAlong(path, 10, 8)).toEqual(path);
  });

  it('goes round corners', () => {
    const path = [at(0, 0), at(10, 0), at(10, 10)];
    expect(spacedAlong(path, 5, 8)).toEqual([at(0, 0), at(5, 0), at(10, 0), at(10, 5), at(10, 10)]);
  });

  it('gives one spot twice for a path that goes nowhere', () => {
    expect(spacedAlong([at(2, 3)], 5, 8)).toEqual([at(2, 3), at(2, 3)]);
  });

  it('keeps to its count, and at least the spacing apart unless the path is shorter', () => {
    const paths = fc.array(imagePoints({ width: 90, height: 70 }), { minLength: 1, maxLength: 12 });
    const counts = fc.integer({ min: 2, max: 9 });
    fc.assert(
      fc.property(paths, fc.integer({ min: 1, max: 60 }), counts, (path, spacing, maxCount) => {
        const points = spacedAlong(path, spacing, maxCount);
        expect(points.length).toBeGreaterThanOrEqual(2);
        expect(points.length).toBeLessThanOrEqual(maxCount);
        const gap = lengthOf(path) / (points.length - 1);
        expect(gap).toBeGreaterThanOrEqual(Math.min(spacing, lengthOf(path)) - 1e-9);
        expect(points[0]).toEqual(path[0]);
        expect(points.at(-1)?.x).toBeCloseTo(path.at(-1)?.x ?? 0, 6);
        expect(points.at(-1)?.y).toBeCloseTo(path.at(-1)?.y ?? 0, 6);
      }),
    );
  });
});

function at(x: number, y: number) {
  return { x, y };
}
