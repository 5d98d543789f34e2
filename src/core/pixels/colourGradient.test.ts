import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windows } from '#testing/arbitraryWindows.ts';
import { colourGradient, normalCount } from './colourGradient.ts';
import type { PixelWindow } from './pixelWindow.ts';

function picture(side: number, colourAt: (x: number, y: number) => readonly number[]): PixelWindow {
  const size = { width: side, height: side };
  const colours = Array.from({ length: side * side }, (_, i) => [
    ...colourAt(i % side, Math.floor(i / side)),
    255,
  ]);
  return { box: { x: 0, y: 0, ...size }, size, rgba: Uint8ClampedArray.from(colours.flat()) };
}

/** The corner in the middle. */
const middleOf = (side: number) => (side / 2) * (side + 1) + side / 2;

describe('colourGradient', () => {
  it('is the slope of a ramp, and points along it', () => {
    const ramps = [
      { dx: 4, dy: 0, bin: 0 },
      { dx: 4, dy: 4, bin: normalCount / 4 },
      { dx: 0, dy: 4, bin: normalCount / 2 },
      { dx: -4, dy: 4, bin: (normalCount * 3) / 4 },
    ];
    for (const { dx, dy, bin } of ramps) {
      const ramp = picture(16, (x, y) => [100, 100, 120 + dx * (x - 8) + dy * (y - 8)]);
      const { steepness, normals } = colourGradient(ramp);
      expect(steepness[middleOf(16)]).toBeCloseTo(Math.hypot(dx, dy), 4);
      expect(normals[middleOf(16)]).toBe(bin);
    }
  });

  it('sees an edge that has no contrast of light', () => {
    const edge = picture(16, (x) => (x < 8 ? [255, 0, 0] : [0, 0, 255]));
    const { steepness } = colourGradient(edge);
    expect(steepness[middleOf(16)]).toBeGreaterThan(100);
    expect(steepness[middleOf(16) + 4]).toBe(0);
  });

  it('is the same for a picture and its negative', () => {
    fc.assert(
      fc.property(windows(), ({ window }) => {
        const { steepness } = colourGradient(window);
        const rgba = window.rgba.map((value) => 255 - value);
        const negative = colourGradient({ ...window, rgba }).steepness;
        for (const [i, value] of steepness.entries()) expect(negative[i]).toBeCloseTo(value, 2);
      }),
    );
  });
});
