import { describe, expect, it } from 'vitest';
import { circleOf } from '#testing/circle.ts';
import { handlesOf, mostHandles } from './handles.ts';

const screen = { width: 800, height: 600 };
const viewport = { scale: 1, offsetX: 0, offsetY: 0 };

describe('handlesOf', () => {
  it('shows every point of a simple ring that is on the screen', () => {
    const points = Float64Array.of(10, 10, 700, 10, 700, 500, -5, 500);
    expect(handlesOf({ rings: [{ points }] }, viewport, screen)).toEqual([
      { ring: 0, index: 0, x: 10, y: 10 },
      { ring: 0, index: 1, x: 700, y: 10 },
      { ring: 0, index: 2, x: 700, y: 500 },
    ]);
  });

  it('leaves out points that cannot be told apart until the view is near', () => {
    const polygon = { rings: [{ points: Float64Array.of(0, 0, 3, 0, 3, 30, 0, 30) }] };
    expect(handlesOf(polygon, viewport, screen).map(({ index }) => index)).toEqual([0, 2]);
    expect(handlesOf(polygon, { ...viewport, scale: 8 }, screen)).toHaveLength(4);
  });

  it('shows a few hundred of 100,000 points', () => {
    const polygon = { rings: [circleOf(100_000, { x: 4000, y: 3000 }, 2900)] };
    const fitted = { scale: 0.1, offsetX: 0, offsetY: 0 };
    for (const scale of [0.1, 1, 16]) {
      expect(handlesOf(polygon, { ...fitted, scale }, screen).length).toBeLessThanOrEqual(
        mostHandles,
      );
    }
  });
});
