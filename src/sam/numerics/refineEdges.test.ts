import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iouOf } from '#core/mask/overlap.ts';
import { edgeGuideOf } from './edgeGuide.ts';
import { fitToGuide, guideOf } from './guidedFilter.ts';
import { type Raster, rasterMask } from './rasterMask.ts';
import { refineEdges } from './refineEdges.ts';
import { planesOf, rasterOf, sampleRaster, workRegionOf } from './workRegion.ts';

const size = { width: 120, height: 90 };
const region = workRegionOf({ x: 0, y: 0, ...size }, size, 100_000);

describe('properties', () => {
  it('draws the same in small tiles as in one', () => {
    fc.assert(
      fc.property(discs(), fc.integer({ min: 3, max: 40 }), (disc, tileSide) => {
        const picture = pictureOf(disc);
        const logits = logitsOf(disc, 4);
        const tiled = maskOf(logits, edgeGuideOf(picture, region, 4, tileSide));
        const whole = maskOf(logits, edgeGuideOf(picture, region, 4, 1000));
        expect(iouOf(tiled, whole)).toBeGreaterThan(0.995);
      }),
      { numRuns: 40 },
    );
  });

  it('agrees with the filter of the whole region, by the letter, where nothing is left out', () => {
    fc.assert(
      fc.property(discs(), (disc) => {
        const picture = pictureOf(disc);
        const logits = logitsOf(disc, 1);
        const mask = maskOf(logits, edgeGuideOf(picture, region, 1, 16));
        const field = sampleRaster(logits, region).map((logit) => 1 / (1 + Math.exp(-logit)));
        const planes = planesOf(picture, region);
        const { coefficients } = fitToGuide(field, guideOf(planes, 2, 1e-4));
        const values = planes.red.map(
          (red, i) =>
            (coefficients[4 * i] ?? 0) * red +
            (coefficients[4 * i + 1] ?? 0) * (planes.green[i] ?? 0) +
            (coefficients[4 * i + 2] ?? 0) * (planes.blue[i] ?? 0) +
            (coefficients[4 * i + 3] ?? 0),
        );
        const slow = rasterMask(rasterOf(values, region), region.box, size, 0.42);
        expect(iouOf(mask, slow)).toBeGreaterThan(0.998);
      }),
      { numRuns: 20 },
    );
  });
});

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly contrast: number; // levels
  readonly sureness: number; // logits per pixel
}

function discs(): fc.Arbitrary<Disc> {
  return fc.record({
    x: fc.integer({ min: 30, max: 90 }),
    y: fc.integer({ min: 25, max: 65 }),
    radius: fc.integer({ min: 8, max: 40 }),
    contrast: fc.integer({ min: 20, max: 150 }),
    sureness: fc.double({ min: 0.2, max: 1.5, noNaN: true }),
  });
}

/** A disc on another colour, both with a texture that has nothing to do with it. */
function pictureOf({ x, y, radius, contrast }: Disc) {
  const data = new Uint8ClampedArray(4 * size.width * size.height);
  for (let i = 0; i < size.width * size.height; i += 1) {
    const column = i % size.width;
    const row = Math.floor(i / size.width);
    const isInside = Math.hypot(column + 0.5 - x, row + 0.5 - y) < radius;
    const texture = ((column * 31 + row * 17) % 11) - 5;
    const level = 60 + (isInside ? contrast : 0) + texture;
    data.set([level, level / 2, 200 - level / 3, 255], 4 * i);
  }
  return { size, data };
}

/** Logits of the disc a little off, rising towards its middle. */
function logitsOf({ x, y, radius, sureness }: Disc, cellPx: number): Raster {
  const cells = {
    width: Math.ceil(size.width / cellPx),
    height: Math.ceil(size.height / cellPx),
  };
  const values = Float32Array.from({ length: cells.width * cells.height }, (_, i) => {
    const column = ((i % cells.width) + 0.5) * cellPx;
    const row = (Math.floor(i / cells.width) + 0.5) * cellPx;
    return sureness * (radius + 1 - Math.hypot(column - x, row - y));
  });
  return { size: cells, values, origin: { x: 0, y: 0 }, cellWidth: cellPx, cellHeight: cellPx };
}

function maskOf(logits: Raster, guide: ReturnType<typeof edgeGuideOf>) {
  return rasterMask(refineEdges(logits, 0, guide), region.box, size, 0.42);
}
