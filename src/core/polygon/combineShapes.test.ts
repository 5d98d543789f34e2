import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOf, starPolygons } from '#testing/arbitraryPolygons.ts';
import { combineMasks } from '../mask/combine.ts';
import { combineShapes, type Shape } from './combineShapes.ts';
import { isCrossing } from './crossings.ts';
import type { Polygon } from './polygon.ts';
import { rasterizePolygon } from './rasterizePolygon.ts';

const size = { width: 40, height: 30 };
const square = shapeOf(polygonOf([5, 5, 20, 5, 20, 20, 5, 20]));
const inside = shapeOf(polygonOf([8, 8, 12, 8, 12, 12, 8, 12]));
const beside = shapeOf(polygonOf([25, 5, 35, 5, 35, 20, 25, 20]));
const across = shapeOf(polygonOf([15, 8, 30, 8, 30, 12, 15, 12]));

describe('combineShapes', () => {
  it('keeps rings when a part is put beside them', () => {
    expect(combineShapes(square, beside, 'union').polygon?.rings).toHaveLength(2);
  });

  it('keeps rings when a hole is cut into them', () => {
    const { polygon, mask } = combineShapes(square, inside, 'difference');
    expect(polygon?.rings).toHaveLength(2);
    expect(mask).toEqual(combineMasks(square.mask, inside.mask, 'difference'));
  });

  it('is a mask where the rings would cross', () => {
    expect(combineShapes(square, across, 'union').polygon).toBeNull();
    expect(combineShapes(square, across, 'difference').polygon).toBeNull();
  });

  it('is a mask when either of the two is one', () => {
    const { mask } = inside;
    expect(combineShapes(square, { mask, polygon: null }, 'difference').polygon).toBeNull();
    expect(combineShapes({ ...square, polygon: null }, beside, 'union').polygon).toBeNull();
  });

  it('is the first shape itself when no pixel changes', () => {
    expect(combineShapes(square, inside, 'union')).toBe(square);
    expect(combineShapes(square, beside, 'difference')).toBe(square);
  });

  it('gives the pixels of the masks, and rings that do not cross and stand for them', () => {
    const rules = fc.constantFrom('union' as const, 'difference' as const);
    fc.assert(
      fc.property(starPolygons(12), starPolygons(12), rules, (one, other, rule) => {
        const [a, b] = [shapeOf(one), shapeOf(other)];
        const { mask, polygon } = combineShapes(a, b, rule);
        expect(mask).toEqual(combineMasks(a.mask, b.mask, rule));
        if (!polygon) return;
        expect(isCrossing(polygon)).toBe(false);
        expect(rasterizePolygon(polygon, size)).toEqual(mask);
      }),
    );
  });
});

function shapeOf(polygon: Polygon): Shape {
  return { mask: rasterizePolygon(polygon, size), polygon };
}
