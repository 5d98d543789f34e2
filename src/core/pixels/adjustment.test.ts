import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rgbaOf } from '#testing/arbitraryWindows.ts';
import {
  adjustmentTable,
  applyTables,
  extractChannel,
  luminancesOf,
  neutralTone,
} from './adjustment.ts';

const tones = fc.record({
  brightness: fc.double({ min: -1, max: 1, noNaN: true }),
  contrast: fc.double({ min: -1, max: 1, noNaN: true }),
  gamma: fc.double({ min: 0.1, max: 10, noNaN: true }),
});
const identity = Uint8Array.from({ length: 256 }, (_, value) => value);
const pictures = fc.nat(12).chain((count) => rgbaOf(count));

describe('adjustmentTable', () => {
  it('leaves all as it is when nothing is adjusted', () => {
    expect(adjustmentTable(neutralTone)).toEqual(identity);
  });

  it('keeps the order of light and dark, whatever is set', () => {
    const anything = fc.record({
      brightness: fc.double(),
      contrast: fc.double(),
      gamma: fc.double(),
    });
    fc.assert(
      fc.property(fc.oneof(tones, anything), (tone) => {
        const table = adjustmentTable(tone);
        expect(table).toEqual(table.toSorted());
        expect(table).toHaveLength(256);
      }),
    );
  });

  it('takes what is no number for neutral', () => {
    const none = { brightness: Number.NaN, contrast: Number.NaN, gamma: Number.NaN };
    expect(adjustmentTable(none)).toEqual(identity);
  });

  it('is lighter with more brightness and more gamma, at every value', () => {
    fc.assert(
      fc.property(tones, fc.double({ min: 0, max: 1, noNaN: true }), (tone, more) => {
        const table = adjustmentTable(tone);
        const brighter = adjustmentTable({
          ...tone,
          brightness: Math.min(1, tone.brightness + more),
        });
        const lifted = adjustmentTable({ ...tone, gamma: Math.min(10, tone.gamma + more) });
        expect(table.every((value, i) => value <= (brighter[i] ?? 0))).toBe(true);
        expect(table.every((value, i) => value <= (lifted[i] ?? 0))).toBe(true);
      }),
    );
  });

  it('reaches its ends: black, white, grey, two values, and the square root', () => {
    expect(new Set(adjustmentTable({ ...neutralTone, brightness: -1 }))).toEqual(new Set([0]));
    expect(new Set(adjustmentTable({ ...neutralTone, brightness: 1 }))).toEqual(new Set([255]));
    expect(new Set(adjustmentTable({ ...neutralTone, contrast: -1 }))).toEqual(new Set([128]));
    const harsh = adjustmentTable({ ...neutralTone, contrast: 1 });
    expect([harsh[127], harsh[128]]).toEqual([0, 255]);
    expect(adjustmentTable({ ...neutralTone, gamma: 2 })[64]).toBe(Math.round(Math.sqrt(64 * 255)));
  });
});

describe('applyTables', () => {
  it('looks each channel up in its own table and leaves alpha and the picture alone', () => {
    const red = identity.map((value) => 255 - value);
    const rgba = Uint8ClampedArray.of(10, 20, 30, 40);
    const shown = applyTables(rgba, { red, green: identity, blue: new Uint8Array(256) });
    expect([...shown]).toEqual([245, 20, 0, 40]);
    expect([...rgba]).toEqual([10, 20, 30, 40]);
  });
});

describe('extractChannel', () => {
  it('shows a channel as grey', () => {
    const rgba = Uint8ClampedArray.of(10, 20, 30, 40);
    expect([...extractChannel(rgba, 'red')]).toEqual([10, 10, 10, 40]);
    expect([...extractChannel(rgba, 'green')]).toEqual([20, 20, 20, 40]);
    expect([...extractChannel(rgba, 'blue')]).toEqual([30, 30, 30, 40]);
  });

  it('keeps a grey picture as it is, also by its luminance', () => {
    const grey = Uint8ClampedArray.from({ length: 1024 }, (_, i) =>
      i % 4 === 3 ? 255 : Math.floor(i / 4),
    );
    expect(extractChannel(grey, 'luminance')).toEqual(grey);
  });

  it('weighs colours for luminance as Rec. 709 does, to one level', () => {
    fc.assert(
      fc.property(pictures, (rgba) => {
        const grey = extractChannel(rgba, 'luminance');
        for (const [i, value] of luminancesOf(rgba).entries()) {
          const [red = 0, green = 0, blue = 0] = rgba.subarray(i * 4, i * 4 + 3);
          const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
          expect(Math.abs(value - luma)).toBeLessThanOrEqual(1);
          expect(grey[i * 4]).toBe(value);
        }
      }),
    );
  });
});
