import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipConvexRing } from './clipRing.ts';
import { isCrossing } from './crossings.ts';
import { isSound } from './polygon.ts';
import { rasterizePolygon } from './rasterizePolygon.ts';
import { ellipseRing, rectangleRing } from './shapes.ts';

const size = { width: 20, height: 12 };

describe('clipConvexRing', () => {
  it('keeps a ring on the image as it is', () => {
    const ring = rectangleRing({ x: 0, y: 2, width: 20, height: 3 });
    expect(clipConvexRing(ring, size)).toEqual(ring);
  });

  it('cuts a rectangle at the rim', () => {
    const ring = rectangleRing({ x: -5, y: 4, width: 10, height: 100 });
    const cut = clipConvexRing(ring, size);
    expect(new Set(pairsOf(cut?.points ?? []))).toEqual(new Set(['0,4', '5,4', '5,12', '0,12']));
  });

  it('leaves nothing of what lies beside the image', () => {
    expect(clipConvexRing(rectangleRing({ x: 30, y: 2, width: 5, height: 5 }), size)).toBeNull();
  });

  it('gives rings that may be stored and fill the same pixels', () => {
    const place = fc.integer({ min: -20, max: 30 }).map((half) => half / 2);
    const side = fc.integer({ min: 1, max: 60 }).map((half) => half / 2);
    const boxes = fc.record({ x: place, y: place, width: side, height: side });
    fc.assert(
      fc.property(boxes, fc.constantFrom(rectangleRing, ellipseRing), (box, ringOf) => {
        const ring = ringOf(box);
        const cut = clipConvexRing(ring, size);
        const mask = rasterizePolygon({ rings: cut ? [cut] : [] }, size);
        expect(mask).toEqual(rasterizePolygon({ rings: [ring] }, size));
        if (!cut || mask.counts.length < 2) return;
        expect(isSound({ rings: [cut] }, size)).toBe(true);
        expect(isCrossing(cut)).toBe(false);
      }),
    );
  });
});

function pairsOf(points: ArrayLike<number>): readonly string[] {
  return Array.from(
    { length: points.length / 2 },
    (_, i) => `${points[2 * i]},${points[2 * i + 1]}`,
  );
}
