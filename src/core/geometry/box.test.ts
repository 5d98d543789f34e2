import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imagePoints } from '#testing/arbitraryPrompts.ts';
import { boxContains, boxFromCorners, clamp, clipBox, type Box } from './box.ts';

const size = { width: 20, height: 10 };

describe('clipBox', () => {
  it('keeps the part on the image', () => {
    const clipped = clipBox({ x: -5, y: 4, width: 10, height: 100 }, size);
    expect(clipped).toEqual({ x: 0, y: 4, width: 5, height: 6 });
  });

  it('has no width or no height when the box lies beside the image', () => {
    expect(clipBox({ x: 30, y: 2, width: 5, height: 5 }, size).width).toBe(0);
    expect(clipBox({ x: 3, y: -9, width: 5, height: 5 }, size).height).toBe(0);
  });
});

describe('boxContains', () => {
  it('counts the rim as inside', () => {
    const box = { x: 1, y: 2, width: 3, height: 4 };
    const corners = [
      { x: 1, y: 2 },
      { x: 4, y: 2 },
      { x: 1, y: 6 },
      { x: 4, y: 6 },
    ];
    expect(corners.every((corner) => boxContains(box, corner))).toBe(true);
    expect(boxContains(box, { x: 4.01, y: 6 })).toBe(false);
    expect(boxContains(box, { x: 1, y: 1.99 })).toBe(false);
  });
});

describe('properties', () => {
  it('spans the same box from either corner, both of them inside', () => {
    fc.assert(
      fc.property(points(), points(), (a, b) => {
        const box = boxFromCorners(a, b);
        expect(boxFromCorners(b, a)).toEqual(box);
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(0);
        expect([box.x, box.y]).toEqual([Math.min(a.x, b.x), Math.min(a.y, b.y)]);
        expect(boxContains(box, a) && boxContains(box, b)).toBe(true);
      }),
    );
  });

  it('clips to a box on the image that a second clip leaves alone', () => {
    fc.assert(
      fc.property(boxes(), (box) => {
        const clipped = clipBox(box, size);
        expect(clipBox(clipped, size)).toEqual(clipped);
        expect(
          Math.min(clipped.x, clipped.y, clipped.width, clipped.height),
        ).toBeGreaterThanOrEqual(0);
        expect(clipped.x + clipped.width).toBeLessThanOrEqual(size.width);
        expect(clipped.y + clipped.height).toBeLessThanOrEqual(size.height);
      }),
    );
  });

  it('keeps exactly the points of the image when it clips a box that overlaps it', () => {
    fc.assert(
      fc.property(boxes(), imagePoints(size), (box, point) => {
        const clipped = clipBox(box, size);
        fc.pre(clipped.width > 0 && clipped.height > 0);
        expect(boxContains(clipped, point)).toBe(boxContains(box, point));
      }),
    );
  });

  it('clamps to the nearest value of the range', () => {
    const integer = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(integer, integer, fc.nat(30), (value, low, length) => {
        const clamped = clamp(value, low, low + length);
        const range = Array.from({ length: length + 1 }, (_, i) => low + i);
        const nearest = Math.min(...range.map((each) => Math.abs(each - value)));
        expect(range).toContain(clamped);
        expect(Math.abs(clamped - value)).toBe(nearest);
      }),
    );
  });
});

/** Quarters, so that sums are exact; on and around the image. */
function points() {
  const coordinate = fc.integer({ min: -120, max: 200 }).map((quarters) => quarters / 4);
  return fc.record({ x: coordinate, y: coordinate });
}

function boxes(): fc.Arbitrary<Box<'image'>> {
  return fc.tuple(points(), points()).map(([a, b]) => boxFromCorners(a, b));
}
