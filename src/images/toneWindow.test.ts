import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Samples } from './samples.ts';
import { rgbaOf, toneWindowOf } from './toneWindow.ts';

function deep(values: readonly number[], channelCount: Samples['channelCount'] = 1): Samples {
  const size = { width: values.length / channelCount, height: 1 };
  return { size, channelCount, data: Uint16Array.from(values) };
}

describe('toneWindowOf', () => {
  it('cuts dead and hot pixels off', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => 1000 + (index % 500));
    const window = toneWindowOf(deep([...values, 0, 65_535]));
    expect(window.black).toBe(1000);
    expect(window.white).toBe(1499);
  });

  it('has room between black and white, also for a picture of one value', () => {
    fc.assert(
      fc.property(fc.nat(65_535), (value) => {
        const { black, white } = toneWindowOf(deep([value, value, value]));
        expect(black).toBeGreaterThanOrEqual(0);
        expect(white).toBeGreaterThan(black);
        expect(white).toBeLessThanOrEqual(65_535);
      }),
    );
  });

  it('shows a well exposed photo as it is, and a dark one lighter', () => {
    const photo = (most: number) =>
      deep(
        Array.from({ length: 3000 }, (_, index) => Math.round((index / 3000) * most)),
        3,
      );
    expect(toneWindowOf(photo(60_000))).toEqual({ black: 0, white: 65_535 });
    expect(toneWindowOf(photo(5_000)).white).toBeLessThan(5_001);
  });

  it('takes alpha for no colour', () => {
    expect(toneWindowOf(deep([100, 65_535, 200, 65_535], 2)).white).toBe(200);
  });
});

describe('rgbaOf', () => {
  it('is black up to black, white from white on, and linear between', () => {
    const { data } = rgbaOf(deep([0, 1000, 1500, 2000, 65_535]), { black: 1000, white: 2000 });
    const reds = [...data].filter((_, index) => index % 4 === 0);
    expect(reds).toEqual([0, 0, 128, 255, 255]);
  });

  it('gives 8 bits as they are, and alpha its place', () => {
    const colours: Samples = {
      size: { width: 1, height: 1 },
      channelCount: 4,
      data: Uint8Array.of(10, 20, 30, 40),
    };
    expect([...rgbaOf(colours, null).data]).toEqual([10, 20, 30, 40]);
    expect([
      ...rgbaOf({ ...colours, channelCount: 2, data: Uint8Array.of(9, 7) }, null).data,
    ]).toEqual([9, 9, 9, 7]);
  });

  it('keeps the order of values', () => {
    const value = fc.nat(65_535);
    fc.assert(
      fc.property(value, value, fc.nat(65_000), (a, b, black) => {
        const { data } = rgbaOf(deep([Math.min(a, b), Math.max(a, b)]), {
          black,
          white: black + 500,
        });
        expect(data[0]).toBeLessThanOrEqual(data[4] ?? 0);
      }),
    );
  });
});
