import { describe, expect, it } from 'vitest';
import { polygonOf } from '#testing/arbitraryPolygons.ts';
import { isSound, pointCountOf, polygonBounds } from './polygon.ts';

const size = { width: 10, height: 8 };

describe('polygon', () => {
  it('counts the points of all rings and spans their bounds', () => {
    const polygon = polygonOf([1, 1, 9, 1, 9, 7], [2, 2, 3, 2, 3, 3, 2, 3]);
    expect(pointCountOf(polygon)).toBe(7);
    expect(polygonBounds(polygon)).toEqual({ x: 1, y: 1, width: 8, height: 6 });
    expect(polygonBounds({ rings: [] })).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  });

  it('is sound up to the rim of the image', () => {
    expect(isSound(polygonOf([0, 0, 10, 0, 10, 8]), size)).toBe(true);
  });

  it.each([
    ['has no ring', []],
    ['has a ring of two points', [[0, 0, 1, 1]]],
    ['has half a point', [[0, 0, 1, 0, 1, 1, 2]]],
    ['leaves the image', [[0, 0, 10.01, 0, 10, 8]]],
    ['holds what is no number', [[0, 0, NaN, 0, 10, 8]]],
    ['holds infinity', [[0, 0, 5, Infinity, 10, 8]]],
    ['lies on one line', [[0, 0, 2, 2, 5, 5, 1, 1]]],
    ['is one point', [[3, 3, 3, 3, 3, 3]]],
    [
      'has one good ring and a bad one',
      [
        [0, 0, 10, 0, 10, 8],
        [1, 1],
      ],
    ],
  ])('is not sound when it %s', (_, rings) => {
    expect(isSound(polygonOf(...rings), size)).toBe(false);
  });
});
