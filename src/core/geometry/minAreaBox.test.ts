import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { tracedMasks, polygonOf } from '#testing/arbitraryPolygons.ts';
import { visitColumnSpans } from '../mask/columnSpans.ts';
import type { Rle } from '../mask/rle.ts';
import { rasterizePolygon } from '../polygon/rasterizePolygon.ts';
import { minAreaBox, type RotatedBox } from './minAreaBox.ts';

function cornersOfPixels(mask: Rle): readonly (readonly [number, number])[] {
  const corners: (readonly [number, number])[] = [];
  visitColumnSpans(mask, (x, top, bottom) => {
    for (let y = top; y <= bottom; y += 1) corners.push([x, y], [x + 1, y]);
  });
  return corners;
}

function extentsAlong(corners: readonly (readonly [number, number])[], dx: number, dy: number) {
  const length = Math.hypot(dx, dy);
  const a = corners.map(([x, y]) => (x * dx + y * dy) / length);
  const c = corners.map(([x, y]) => (y * dx - x * dy) / length);
  return [Math.min(...a), Math.max(...a), Math.min(...c), Math.max(...c)] as const;
}

function areaOfBox([x0, y0, x1, y1, x2, y2]: RotatedBox): number {
  return Math.hypot(x1 - x0, y1 - y0) * Math.hypot(x2 - x1, y2 - y1);
}

/** The least area over the directions between any two corners of pixels, on the image. */
function leastArea(mask: Rle): number {
  const corners = cornersOfPixels(mask);
  let least = Infinity;
  for (const [ax, ay] of corners) {
    for (const [bx, by] of corners) {
      const [dx, dy] = [bx - ax, by - ay];
      if (dx === 0 && dy === 0) continue;
      const [a0, a1, c0, c1] = extentsAlong(corners, dx, dy);
      const length = Math.hypot(dx, dy);
      const xs = [a0, a1].flatMap((a) => [c0, c1].map((c) => (a * dx - c * dy) / length));
      const ys = [a0, a1].flatMap((a) => [c0, c1].map((c) => (a * dy + c * dx) / length));
      const isOn =
        xs.every((x) => x >= -1e-9 && x <= mask.size.width + 1e-9) &&
        ys.every((y) => y >= -1e-9 && y <= mask.size.height + 1e-9);
      if (isOn) least = Math.min(least, (a1 - a0) * (c1 - c0));
    }
  }
  return least;
}

it('holds every pixel, lies on the image, has right angles and no smaller one does', () => {
  fc.assert(
    fc.property(tracedMasks(7), ({ mask }) => {
      const box = minAreaBox(mask);
      expect(box).not.toBeNull();
      if (!box) return;
      const [x0, y0, x1, y1, x2, y2, x3, y3] = box;
      expect((x1 - x0) * (x2 - x1) + (y1 - y0) * (y2 - y1)).toBeCloseTo(0, 9);
      expect([x3 - x0, y3 - y0]).toEqual([
        expect.closeTo(x2 - x1, 9) as number,
        expect.closeTo(y2 - y1, 9) as number,
      ]);
      const corners = cornersOfPixels(mask);
      const [a0, a1, c0, c1] = extentsAlong(corners, x1 - x0, y1 - y0);
      expect((a1 - a0) * (c1 - c0)).toBeCloseTo(areaOfBox(box), 6);
      expect(areaOfBox(box)).toBeCloseTo(leastArea(mask), 6);
      for (const place of box) expect(place).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

it('finds the angle of a tilted bar', () => {
  const size = { width: 60, height: 60 };
  const bar = rasterizePolygon(polygonOf([10, 30, 30, 10, 50, 30, 30, 50]), size);
  const box = minAreaBox(bar);
  expect(box && areaOfBox(box)).toBeLessThan(1000);
  expect(box?.slice(0, 2)).toEqual([30, 9]);
});

it('is the pixel itself for one pixel, and null for none', () => {
  const size = { width: 3, height: 2 };
  const one = { size, counts: Uint32Array.of(3, 1, 2) };
  expect(minAreaBox(one)).toEqual([1, 1, 2, 1, 2, 2, 1, 2]);
  expect(minAreaBox({ size, counts: Uint32Array.of(6) })).toBeNull();
});
