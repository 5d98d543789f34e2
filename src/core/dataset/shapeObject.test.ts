import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOf, wildPolygons } from '#testing/arbitraryPolygons.ts';
import { areaOf } from '../mask/measures.ts';
import { isSound } from '../polygon/polygon.ts';
import { rasterizePolygon } from '../polygon/rasterizePolygon.ts';
import { objectOfBox, objectOfEllipse, objectOfRings } from './shapeObject.ts';

const size = { width: 8, height: 6 };

function faultOf(...rings: readonly (readonly number[])[]) {
  const reading = objectOfRings(0, polygonOf(...rings).rings, size);
  return reading.isObject ? null : reading.fault;
}

describe('objectOfRings', () => {
  it('has the raster of the rings for its mask, and keeps rings only where they say it', () => {
    fc.assert(
      fc.property(wildPolygons(size), (polygon) => {
        const reading = objectOfRings(3, polygon.rings, size);
        const raster = rasterizePolygon(polygon, size);
        if (!reading.isObject) {
          expect(areaOf(raster)).toBe(0);
          return;
        }
        const { mask, polygon: kept, category } = reading.object;
        expect([category, mask]).toEqual([3, raster]);
        if (!kept) expect(reading.isCut).toBe(true);
        else expect([isSound(kept, size), rasterizePolygon(kept, size)]).toEqual([true, raster]);
      }),
    );
  });

  it('leaves out a last point that repeats the first', () => {
    const reading = objectOfRings(0, polygonOf([0, 0, 4, 0, 4, 4, 0, 0]).rings, size);
    expect(reading.isObject && reading.object.polygon).toEqual(polygonOf([0, 0, 4, 0, 4, 4]));
  });

  it('says why a shape is none', () => {
    expect(faultOf([0, 0, 4, 4])).toBe('tooFewPoints');
    expect(faultOf([0, 0, 4, 4, 0, 0])).toBe('tooFewPoints');
    expect(faultOf()).toBe('tooFewPoints');
    expect(faultOf([0, 0, 4, NaN, 4, 4])).toBe('wrongShape');
    expect(faultOf([0, 0, 4, 4, 2, 2])).toBe('emptyMask');
    expect(faultOf([20, 0, 24, 0, 24, 4])).toBe('outOfImage');
    expect(faultOf([0, 0, 1e100, 0, -1e100, 1e100])).toBeNull();
  });
});

describe('objectOfBox', () => {
  it('keeps the box as stated, or what of it is on the image', () => {
    const inside = { x: 0.25, y: 1, width: 3, height: 2 };
    expect(objectOfBox(0, inside, size)).toMatchObject({
      isCut: false,
      object: { box: inside, isBoxOnly: true, polygon: null },
    });
    expect(objectOfBox(0, { x: -1, y: 4, width: 3, height: 9 }, size)).toMatchObject({
      isCut: true,
      object: { box: { x: 0, y: 4, width: 2, height: 2 } },
    });
    expect(objectOfBox(0, { x: 1, y: 1, width: -1, height: 2 }, size)).toMatchObject({
      fault: 'wrongShape',
    });
    expect(objectOfBox(0, { x: 1, y: 1, width: 0.25, height: 0.25 }, size)).toMatchObject({
      fault: 'emptyMask',
    });
  });
});

describe('objectOfEllipse', () => {
  it('holds just the pixels whose centres lie in it', () => {
    const large = { width: 64, height: 64 };
    const box = { x: 10.2, y: 7.9, width: 40.5, height: 24.3 };
    const radians = 0.4;
    const reading = objectOfEllipse(0, box, radians, large);
    let count = 0;
    for (let i = 0; i < 64 * 64; i += 1) {
      const dx = (i % 64) + 0.5 - 30.45;
      const dy = Math.floor(i / 64) + 0.5 - 20.05;
      const u = (dx * Math.cos(radians) + dy * Math.sin(radians)) / 20.25;
      const v = (dy * Math.cos(radians) - dx * Math.sin(radians)) / 12.15;
      if (u * u + v * v <= 1) count += 1;
    }
    expect(reading.isObject && areaOf(reading.object.mask)).toBe(count);
  });
});
