import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windows } from '#testing/arbitraryWindows.ts';
import type { Point } from '../geometry/point.ts';
import { decodeRle, encodeMask } from '../mask/codec.ts';
import { areaOf, maskContains } from '../mask/measures.ts';
import { prepareWand, wandAt, wandMask } from './magicWand.ts';
import type { PixelWindow } from './pixelWindow.ts';

const tolerances = fc.integer({ min: 0, max: 255 });

/** A window and a place on one of its pixels. */
const clicks = windows().chain((scene) =>
  fc
    .record({
      column: fc.nat(scene.window.size.width - 1),
      row: fc.nat(scene.window.size.height - 1),
    })
    .map(({ column, row }) => ({
      ...scene,
      column,
      row,
      at: { x: scene.window.box.x + column + 0.5, y: scene.window.box.y + row + 0.5 },
    })),
);

/** Distance of one pixel's colour to another's: YCbCr as JPEG has it, colour times three. */
function distance({ size, rgba }: PixelWindow, pixel: number, column: number, row: number): number {
  const ycc = (index: number) => {
    const [red, green, blue] = rgba.subarray(index * 4, index * 4 + 3);
    if (red === undefined || green === undefined || blue === undefined) return [];
    const light = 0.299 * red + 0.587 * green + 0.114 * blue;
    return [light, 3 * 0.564 * (blue - light), 3 * 0.713 * (red - light)];
  };
  const seed = ycc(row * size.width + column);
  const squares = ycc(pixel).map((value, i) => (value - (seed[i] ?? 0)) ** 2);
  return Math.min(255, Math.round(Math.sqrt(squares.reduce((sum, square) => sum + square, 0))));
}

/** Flood fill by the book, over and over until nothing changes. */
function slowWand(
  window: PixelWindow,
  seed: { readonly column: number; readonly row: number },
  options: { readonly tolerance: number; readonly isContiguous: boolean },
): Uint8Array {
  const { width, height } = window.size;
  const similar = Array.from(
    { length: width * height },
    (_, i) => distance(window, i, seed.column, seed.row) <= options.tolerance,
  );
  if (!options.isContiguous) return Uint8Array.from(similar, Number);
  const region = new Uint8Array(width * height);
  region[seed.row * width + seed.column] = 1;
  for (let hasGrown = true; hasGrown;) {
    hasGrown = false;
    for (let i = 0; i < region.length; i += 1) {
      const isBeside =
        (i % width > 0 && region[i - 1] === 1) ||
        (i % width < width - 1 && region[i + 1] === 1) ||
        region[i - width] === 1 ||
        region[i + width] === 1;
      if (region[i] === 1 || !similar[i] || !isBeside) continue;
      region[i] = 1;
      hasGrown = true;
    }
  }
  return region;
}

describe('wandMask', () => {
  it('is what a flood fill by the book gives, and on request all of the colour', () => {
    fc.assert(
      fc.property(clicks, tolerances, fc.boolean(), (place, tolerance, isContiguous) => {
        const { window, imageSize, at } = place;
        const region = slowWand(window, place, { tolerance, isContiguous });
        const pixels = new Uint8Array(imageSize.width * imageSize.height);
        for (const [i, value] of region.entries()) {
          const column = window.box.x + (i % window.size.width);
          const row = window.box.y + Math.floor(i / window.size.width);
          pixels[row * imageSize.width + column] = value;
        }
        const mask = wandMask({ window, imageSize, at, tolerance, isContiguous });
        expect(mask).toEqual(encodeMask({ size: imageSize, pixels }));
      }),
    );
  });

  it('grows with the tolerance from the place itself to the whole window', () => {
    fc.assert(
      fc.property(clicks, tolerances, tolerances, fc.boolean(), (place, a, b, isContiguous) => {
        const { window, imageSize, at } = place;
        const mask = (tolerance: number) =>
          wandMask({ window, imageSize, at, tolerance, isContiguous });
        const small = decodeRle(mask(Math.min(a, b))).pixels;
        const large = decodeRle(mask(Math.max(a, b))).pixels;
        expect(small.every((value, i) => value <= (large[i] ?? 0))).toBe(true);
        expect(maskContains(mask(0), at)).toBe(true);
        expect(areaOf(mask(255))).toBe(window.size.width * window.size.height);
      }),
    );
  });

  it('lies within what has the colour when it has to hang together', () => {
    fc.assert(
      fc.property(clicks, tolerances, ({ window, imageSize, at }, tolerance) => {
        const prepared = prepareWand(window, at);
        if (!prepared) throw new Error('the place is inside');
        const near = wandAt(prepared, { imageSize, tolerance, isContiguous: true });
        const all = wandAt(prepared, { imageSize, tolerance, isContiguous: false });
        expect(areaOf(near)).toBeLessThanOrEqual(areaOf(all));
      }),
    );
  });

  it('gives each image pixel what the coarser window shows at its centre', () => {
    const box = { x: 1, y: 2, width: 5, height: 3 };
    const rgba = Uint8ClampedArray.of(9, 9, 9, 255, 200, 200, 200, 255);
    const window = { box, size: { width: 2, height: 1 }, rgba };
    const imageSize = { width: 7, height: 6 };
    const mask = (x: number) =>
      wandMask({ window, imageSize, at: { x, y: 3 }, tolerance: 5, isContiguous: true });
    expect(areaOf(mask(1.2)) + areaOf(mask(5.8))).toBe(15);
    expect(maskContains(mask(1.2), { x: 2.5, y: 4.5 })).toBe(true);
    expect(maskContains(mask(1.2), { x: 4.5, y: 4.5 })).toBe(false);
    expect(maskContains(mask(5.8), { x: 3.5, y: 2.5 })).toBe(true); // its centre is the line between
  });

  it('is empty outside the window and for what is no number', () => {
    const window = windowOf(['##', '##']);
    const outside: readonly Point<'image'>[] = [
      { x: -0.1, y: 1 },
      { x: 2, y: 1 },
      { x: Number.NaN, y: 1 },
      { x: 1, y: Infinity },
    ];
    for (const at of outside) {
      const mask = wandMask({
        window,
        imageSize: window.size,
        at,
        tolerance: 9,
        isContiguous: true,
      });
      expect(mask).toEqual({ size: window.size, counts: Uint32Array.of(4) });
    }
    const at = { x: 1, y: 1 };
    const options = { imageSize: window.size, tolerance: Number.NaN, isContiguous: true };
    expect(areaOf(wandMask({ window, at, ...options }))).toBe(4);
  });

  it('closes pin holes and drops hairs when it smooths', () => {
    const window = windowOf([
      '........',
      '.#####..',
      '.##.####',
      '.#####..',
      '.#####..',
      '........',
    ]);
    const options = { window, imageSize: window.size, tolerance: 9, isContiguous: true };
    const mask = wandMask({ ...options, at: { x: 1.5, y: 1.5 }, smoothPx: 1 });
    expect(maskContains(mask, { x: 3.5, y: 2.5 })).toBe(true);
    expect(maskContains(mask, { x: 7.5, y: 2.5 })).toBe(false);
  });

  it('comes to an end however much it is to smooth', () => {
    const window = windowOf(['....', '.##.', '....']);
    const options = { window, imageSize: window.size, tolerance: 9, isContiguous: true };
    for (const smoothPx of [Infinity, 1e9, Number.NaN, -3]) {
      const mask = wandMask({ ...options, at: { x: 1.5, y: 1.5 }, smoothPx });
      expect(areaOf(mask)).toBe(smoothPx > 0 ? 0 : 2);
    }
  });

  it('refuses a window that is not what it says', () => {
    const window = { ...windowOf(['##']), rgba: new Uint8ClampedArray(4) };
    expect(() => prepareWand(window, { x: 0, y: 0 })).toThrow(/4 bytes a pixel/u);
  });
});

function windowOf(rows: readonly string[]): PixelWindow {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  const rgba = rows.flatMap((row) =>
    Array.from(row).flatMap((letter) => (letter === '#' ? [0, 0, 0, 255] : [255, 255, 255, 255])),
  );
  return { box: { x: 0, y: 0, ...size }, size, rgba: Uint8ClampedArray.from(rgba) };
}
