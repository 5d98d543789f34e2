import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMask } from '#core/mask/codec.ts';
import { masks } from '#testing/arbitraries.ts';
import { planesOf, rasterOf, sampleMask, sampleRaster, workRegionOf } from './workRegion.ts';
import { rasterMask } from './rasterMask.ts';

describe('workRegionOf', () => {
  it('takes whole pixels, inside of the image', () => {
    const bounds = { x: -3, y: 2.5, width: 9.2, height: 3 };
    const region = workRegionOf(bounds, { width: 20, height: 10 }, 1000);
    expect(region.box).toEqual({ x: 0, y: 2, width: 7, height: 4 });
    expect(region.size).toEqual({ width: 7, height: 4 });
  });

  it('keeps one pixel of bounds beside the image', () => {
    const region = workRegionOf(
      { x: 50, y: 50, width: 5, height: 5 },
      { width: 20, height: 10 },
      9,
    );
    expect(region.box).toEqual({ x: 19, y: 9, width: 1, height: 1 });
  });

  it('shrinks what is larger than affordable', () => {
    const size = { width: 6000, height: 4000 };
    const region = workRegionOf({ x: 0, y: 0, ...size }, size, 800_000);
    expect(region.size.width * region.size.height).toBeLessThan(801_000);
    expect(region.cellWidth).toBeCloseTo(region.cellHeight, 1);
  });
});

describe('planesOf', () => {
  it('is the colours themselves where a work pixel is an image pixel', () => {
    const data = Uint8ClampedArray.of(255, 0, 51, 255, 0, 102, 255, 255);
    const size = { width: 2, height: 1 };
    const planes = planesOf({ size, data }, workRegionOf({ x: 0, y: 0, ...size }, size, 99));
    expect([...planes.red]).toEqual([1, 0]);
    expect(planes.green[1]).toBeCloseTo(0.4);
    expect(planes.blue[0]).toBeCloseTo(0.2);
  });

  it('is the mean of the image pixels in a work pixel', () => {
    const size = { width: 4, height: 2 };
    const data = Uint8ClampedArray.from({ length: 32 }, (_, i) => (i % 8 < 4 ? 255 : 0));
    const planes = planesOf({ size, data }, workRegionOf({ x: 0, y: 0, ...size }, size, 2));
    expect([...planes.red]).toEqual([0.5, 0.5]);
  });
});

describe('properties', () => {
  it('reads a mask back as it was drawn, where work pixels are image pixels', () => {
    fc.assert(
      fc.property(masks(9), ({ size, pixels }) => {
        const region = workRegionOf({ x: 0, y: 0, ...size }, size, 1000);
        const mask = encodeMask({ size, pixels });
        expect(sampleMask(mask, region)).toEqual(pixels);
        const raster = rasterOf(Float32Array.from(pixels), region);
        expect(rasterMask(raster, region.box, size, 0.5)).toEqual(mask);
        expect([...sampleRaster(raster, region)]).toEqual([...pixels]);
      }),
      { numRuns: 300 },
    );
  });
});
