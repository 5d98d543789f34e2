import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rgbaOf } from '#testing/arbitraryWindows.ts';
import { adjustmentTable, applyTables, extractChannel } from './adjustment.ts';
import { clahe } from './clahe.ts';
import { isNeutralView, neutralView, stripAdjuster } from './viewAdjustment.ts';

const size = { width: 5, height: 7 };
const pictures = rgbaOf(size.width * size.height);

/** Rows 0–2, 3–5 and 6. */
function stripsOf(rgba: Uint8ClampedArray) {
  return [0, 3, 6].map((top) => ({
    top,
    rgba: rgba.subarray(top * size.width * 4, (top + 3) * size.width * 4),
  }));
}

describe('stripAdjuster', () => {
  it('shows strip by strip what channel, CLAHE and tone in turn make of the whole', () => {
    const equalised = { tilesPerSide: 2, clipLimit: 3 };
    const tone = { brightness: 0.2, contrast: -0.3, gamma: 1.5 };
    const table = adjustmentTable(tone);
    fc.assert(
      fc.property(pictures, (rgba) => {
        const adjusted = stripAdjuster({ channel: 'green', clahe: equalised, tone }, size, () =>
          stripsOf(rgba),
        );
        const shown = Uint8ClampedArray.from(
          stripsOf(rgba).flatMap((strip) => [...adjusted(strip)]),
        );
        const whole = clahe(extractChannel(rgba, 'green'), size, equalised);
        expect(shown).toEqual(applyTables(whole, { red: table, green: table, blue: table }));
      }),
    );
  });

  it('reads the picture beforehand for CLAHE only', () => {
    const rgba = new Uint8ClampedArray(size.width * size.height * 4).fill(90);
    const adjusted = stripAdjuster({ ...neutralView, channel: 'red' }, size, () => {
      throw new Error('nobody needs it');
    });
    expect(adjusted({ top: 0, rgba })).toEqual(rgba);
  });
});

describe('isNeutralView', () => {
  it('is true as long as every pixel is shown as it is', () => {
    expect(isNeutralView(neutralView)).toBe(true);
    expect(isNeutralView({ ...neutralView, channel: 'luminance' })).toBe(false);
    expect(isNeutralView({ ...neutralView, clahe: { tilesPerSide: 8, clipLimit: 2 } })).toBe(false);
    const tone = { ...neutralView.tone, gamma: 1.2 };
    expect(isNeutralView({ ...neutralView, tone })).toBe(false);
  });
});
