import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceBetween } from '../geometry/point.ts';
import { signedAreaOf } from './ring.ts';
import { ellipseRing, rectangleRing, snapTo45, squareCorner } from './shapes.ts';

describe('shapes', () => {
  it('goes around a box clockwise on the screen', () => {
    expect([...rectangleRing({ x: 1, y: 2, width: 3, height: 4 }).points]).toEqual([
      1, 2, 4, 2, 4, 6, 1, 6,
    ]);
    expect(signedAreaOf(rectangleRing({ x: 1, y: 2, width: 3, height: 4 }))).toBe(12);
  });

  it('keeps a chord of the ellipse within its error, and inside the box', () => {
    const side = fc.double({ min: 1, max: 3000, noNaN: true });
    fc.assert(
      fc.property(
        side,
        side,
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        (width, height, error) => {
          const { points } = ellipseRing({ x: 10, y: 20, width, height }, error);
          expect(points.length / 2).toBeGreaterThanOrEqual(8);
          const [rx, ry] = [width / 2, height / 2];
          for (let i = 0; i < points.length; i += 2) {
            const x = points[i] ?? 0;
            const y = points[i + 1] ?? 0;
            expect(x).toBeGreaterThanOrEqual(10);
            expect(y).toBeGreaterThanOrEqual(20);
            expect(x).toBeLessThanOrEqual(10 + width);
            expect(y).toBeLessThanOrEqual(20 + height);
            const midX = (x + (points[(i + 2) % points.length] ?? 0)) / 2 - 10 - rx;
            const midY = (y + (points[(i + 3) % points.length] ?? 0)) / 2 - 20 - ry;
            const depth = 1 - Math.hypot(midX / rx, midY / ry);
            expect(depth * Math.max(rx, ry)).toBeLessThanOrEqual(error + 1e-9);
          }
          expect(signedAreaOf({ points })).toBeGreaterThan(0.9 * Math.PI * rx * ry);
        },
      ),
    );
  });

  it('gives a ring without area for a box without, and stays small for a huge one', () => {
    expect(signedAreaOf(ellipseRing({ x: 5, y: 5, width: 0, height: 0 }))).toBe(0);
    expect(ellipseRing({ x: 0, y: 0, width: 1e9, height: 1e9 }).points.length).toBeLessThan(30_000);
  });

  it('snaps to the nearest of eight directions', () => {
    const from = { x: 10, y: 10 };
    expect(snapTo45(from, { x: 20, y: 11 })).toEqual({ x: 20, y: 10 });
    expect(snapTo45(from, { x: 9, y: 0 })).toEqual({ x: 10, y: 0 });
    expect(snapTo45(from, { x: 0, y: 18 })).toEqual({ x: 1, y: 19 });
    expect(snapTo45(from, from)).toEqual(from);
    const coordinate = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const snapped = snapTo45(from, { x, y });
        const [dx, dy] = [Math.abs(snapped.x - 10), Math.abs(snapped.y - 10)];
        expect(dx === 0 || dy === 0 || dx === dy).toBe(true);
        const farthest = Math.sin(Math.PI / 8) * distanceBetween(from, { x, y });
        expect(distanceBetween(snapped, { x, y })).toBeLessThanOrEqual(farthest + 1e-9);
      }),
    );
  });

  it('squares a drag by its longer side, in the direction of the drag', () => {
    expect(squareCorner({ x: 5, y: 5 }, { x: 2, y: 6 })).toEqual({ x: 2, y: 8 });
    expect(squareCorner({ x: 5, y: 5 }, { x: 6, y: -4 })).toEqual({ x: 14, y: -4 });
  });
});
