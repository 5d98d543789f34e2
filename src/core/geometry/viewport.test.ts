import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from './size.ts';
import {
  bringInSight,
  centeredViewport,
  fitViewport,
  imageToScreen,
  keepInSight,
  maxScale,
  minScale,
  panBy,
  screenToImage,
  visibleBox,
  zoomTo,
  type Viewport,
} from './viewport.ts';

const canvas: Size = { width: 800, height: 600 };

describe('fitViewport', () => {
  it('leaves a margin around the side that fits tightly', () => {
    const viewport = fitViewport({ width: 1504, height: 100 }, canvas);
    expect(viewport).toEqual({ scale: 0.5, offsetX: 24, offsetY: 275 });
  });

  it('enlarges a small image to at most 8 ×', () => {
    expect(fitViewport({ width: 10, height: 10 }, canvas).scale).toBe(8);
  });

  it('gives a scale in range even for a canvas smaller than its margin', () => {
    const { scale } = fitViewport({ width: 4000, height: 3000 }, { width: 1, height: 1 });
    expect(scale).toBe(minScale);
  });
});

describe('visibleBox', () => {
  const image: Size = { width: 400, height: 300 };

  it('is the whole image while it is fitted', () => {
    expect(visibleBox(fitViewport(image, canvas), image, canvas)).toEqual({
      x: 0,
      y: 0,
      width: 400,
      height: 300,
    });
  });

  it('is what of an enlarged image lies on the canvas', () => {
    const viewport = { scale: 10, offsetX: -1000, offsetY: -2700 };
    expect(visibleBox(viewport, image, canvas)).toEqual({ x: 100, y: 270, width: 80, height: 30 });
  });

  it('is none when the image lies beside the canvas', () => {
    expect(visibleBox({ scale: 1, offsetX: 800, offsetY: 0 }, image, canvas)).toBeNull();
  });
});

describe('zoomTo', () => {
  it('stays between the smallest and the largest scale', () => {
    const viewport = { scale: 1, offsetX: 0, offsetY: 0 };
    expect(zoomTo(viewport, { x: 0, y: 0 }, 1e9).scale).toBe(maxScale);
    expect(zoomTo(viewport, { x: 0, y: 0 }, 0).scale).toBe(minScale);
  });
});

describe('properties', () => {
  it('comes back to the same place from image to screen and from screen to image', () => {
    fc.assert(
      fc.property(viewports(), points(), (viewport, point) => {
        const back = screenToImage(viewport, imageToScreen(viewport, point));
        const forth = imageToScreen(viewport, screenToImage(viewport, point));
        expectNear(back, point, 1 / viewport.scale);
        expectNear(forth, point, 1);
      }),
    );
  });

  it('keeps what lies under the anchor where it is while it zooms', () => {
    fc.assert(
      fc.property(viewports(), points(), scales(), (viewport, anchor, scale) => {
        const next = zoomTo(viewport, anchor, scale);
        expectNear(imageToScreen(next, screenToImage(viewport, anchor)), anchor, 1);
        expect(next.scale).toBe(scale);
      }),
    );
  });

  it('comes back to the same view when it zooms in and out on one spot', () => {
    fc.assert(
      fc.property(viewports(), points(), scales(), (viewport, anchor, scale) => {
        const back = zoomTo(zoomTo(viewport, anchor, scale), anchor, viewport.scale);
        const place = { x: back.offsetX, y: back.offsetY };
        expectNear(place, { x: viewport.offsetX, y: viewport.offsetY }, maxScale / minScale);
      }),
    );
  });

  it('pans every place by the same distance', () => {
    fc.assert(
      fc.property(viewports(), points(), points(), (viewport, place, by) => {
        const before = imageToScreen(viewport, place);
        const after = imageToScreen(panBy(viewport, by.x, by.y), place);
        expectNear(after, { x: before.x + by.x, y: before.y + by.y }, maxScale);
      }),
    );
  });

  it('centres the image', () => {
    fc.assert(
      fc.property(imageSizes(), scales(), (image, scale) => {
        const middle = { x: image.width / 2, y: image.height / 2 };
        const shown = imageToScreen(centeredViewport(image, canvas, scale), middle);
        expectNear(shown, { x: 400, y: 300 }, maxScale);
      }),
    );
  });

  it('fits the whole image on the canvas unless the smallest scale forbids it', () => {
    fc.assert(
      fc.property(imageSizes(), (image) => {
        const viewport = fitViewport(image, canvas);
        fc.pre(viewport.scale > minScale);
        expect(viewport.offsetX).toBeGreaterThanOrEqual(23.99);
        expect(viewport.offsetY).toBeGreaterThanOrEqual(23.99);
      }),
    );
  });

  it('keeps 48 px of the image in sight on every side, and is content with what it gave', () => {
    fc.assert(
      fc.property(viewports(), imageSizes(), (viewport, image) => {
        const kept = keepInSight(viewport, image, canvas);
        const right = kept.offsetX + image.width * kept.scale;
        const bottom = kept.offsetY + image.height * kept.scale;
        expect(Math.min(right, bottom)).toBeGreaterThanOrEqual(47.99);
        expect(kept.offsetX).toBeLessThanOrEqual(canvas.width - 48);
        expect(kept.offsetY).toBeLessThanOrEqual(canvas.height - 48);
        expect(keepInSight(kept, image, canvas)).toEqual(kept);
        expect(kept.scale).toBe(viewport.scale);
      }),
    );
  });
});

function scales(): fc.Arbitrary<number> {
  return fc.double({ min: minScale, max: maxScale, noNaN: true });
}

function points() {
  const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
  return fc.record({ x: coordinate, y: coordinate });
}

function viewports(): fc.Arbitrary<Viewport> {
  const offset = fc.double({ min: -5000, max: 5000, noNaN: true });
  return fc.record({ scale: scales(), offsetX: offset, offsetY: offset });
}

function imageSizes(): fc.Arbitrary<Size> {
  const side = fc.integer({ min: 1, max: 20_000 });
  return fc.record({ width: side, height: side });
}

/** Apart by rounding only; `unit` is the size of numbers that took part. */
function expectNear(
  actual: { readonly x: number; readonly y: number },
  expected: { readonly x: number; readonly y: number },
  unit: number,
): void {
  const distance = Math.max(Math.abs(actual.x - expected.x), Math.abs(actual.y - expected.y));
  expect(distance).toBeLessThanOrEqual(1e-8 * Math.max(1, unit));
}

describe('bringInSight', () => {
  const place = { x: 50, y: 40 };

  it('leaves the view as it is when the place can be seen well', () => {
    const viewport = { scale: 2, offsetX: 100, offsetY: 100 };
    expect(bringInSight(viewport, place, canvas)).toBe(viewport);
  });

  it('brings any other place to the middle, at the same scale', () => {
    for (const [offsetX, offsetY] of [
      [-400, 100],
      [100, 600],
      [-90, 100],
    ] as const) {
      const next = bringInSight({ scale: 2, offsetX, offsetY }, place, canvas);
      expect(next.scale).toBe(2);
      expect(imageToScreen(next, place)).toEqual({ x: 400, y: 300 });
    }
  });
});
