import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToSegment, thinPath } from './freehand.ts';

const numbers = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4);
const paths = fc.array(fc.record({ x: numbers, y: numbers }), { maxLength: 60 });

describe('thinPath', () => {
  it('keeps the corners of straight lines only', () => {
    const path = [0, 1, 2, 3].map((x) => ({ x, y: 0 })).concat([1, 2].map((y) => ({ x: 3, y })));
    expect(thinPath(path, 0)).toEqual([
      { x: 0, y: 0 },
      { x: 3, y: 0 },
      { x: 3, y: 2 },
    ]);
  });

  it('leaves out what a device reports as no number', () => {
    expect(
      thinPath(
        [
          { x: NaN, y: 0 },
          { x: 1, y: Infinity },
          { x: 1, y: 1 },
        ],
        1,
      ),
    ).toEqual([{ x: 1, y: 1 }]);
  });

  it('keeps both ends, in order, and strays by no more than the tolerance', () => {
    fc.assert(
      fc.property(paths, fc.integer({ min: 0, max: 12 }), (path, tolerance) => {
        const thin = thinPath(path, tolerance);
        expect([thin[0], thin.at(-1)]).toEqual([path[0], path.at(-1)]);
        const places = thin.map((point) => path.indexOf(point));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        for (let k = 1; k < thin.length; k += 1) {
          const [from, to] = [thin[k - 1], thin[k]];
          if (!from || !to) continue;
          for (const at of path.slice(places[k - 1], places[k])) {
            expect(distanceToSegment(at, from, to)).toBeLessThanOrEqual(tolerance + 1e-9);
          }
        }
      }),
    );
  });
});
