import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rgbaOf } from '#testing/arbitraryWindows.ts';
import type { Size } from '../geometry/size.ts';
import { luminancesOf } from './adjustment.ts';
import { clahe, claheTables, equaliseStrip, type ClaheOptions } from './clahe.ts';
import { tileHistogramsOf } from './tileHistograms.ts';

const side = fc.integer({ min: 1, max: 12 });
const pictures = fc
  .record({ width: side, height: side, levelCount: fc.constantFrom(2, 4, 256) })
  .chain(({ width, height, levelCount }) =>
    rgbaOf(width * height, levelCount).map((rgba) => ({ size: { width, height }, rgba })),
  );
const options = fc.record({
  tilesPerSide: fc.integer({ min: 1, max: 6 }),
  clipLimit: fc.double({ min: 1, max: 8, noNaN: true }),
});

function greys(values: readonly number[]): Uint8ClampedArray {
  return Uint8ClampedArray.from(values.flatMap((value) => [value, value, value, 255]));
}

/** Each pixel for itself from the tables of the four tiles around, not rounded. */
function slowClahe(rgba: Uint8ClampedArray, size: Size, { tilesPerSide, clipLimit }: ClaheOptions) {
  const luminances = [...luminancesOf(rgba)];
  const across = Math.min(tilesPerSide, size.width);
  const down = Math.min(tilesPerSide, size.height);
  const centreOf = (i: number) => ({
    x: (((i % size.width) + 0.5) * across) / size.width,
    y: ((Math.floor(i / size.width) + 0.5) * down) / size.height,
  });
  const tables = Array.from({ length: down }, (_, row) =>
    Array.from({ length: across }, (__, column) => {
      const members = luminances.filter((_value, i) => {
        const { x, y } = centreOf(i);
        return Math.floor(x) === column && Math.floor(y) === row;
      });
      return slowTable(members, clipLimit);
    }),
  );
  return luminances.map((value, i) => {
    const { x, y } = centreOf(i);
    const [column, row] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
    const [fx, fy] = [x - 0.5 - column, y - 0.5 - row];
    const at = (dx: number, dy: number) =>
      tables[within(row + dy, down)]?.[within(column + dx, across)]?.[value] ?? 0;
    const upper = (1 - fx) * at(0, 0) + fx * at(1, 0);
    const lower = (1 - fx) * at(0, 1) + fx * at(1, 1);
    return (1 - fy) * upper + fy * lower;
  });
}

const within = (index: number, count: number) => Math.min(count - 1, Math.max(0, index));

function slowTable(members: readonly number[], clipLimit: number): readonly number[] {
  const shares = slowClip(members, clipLimit);
  let darker = 0;
  return shares.map((share) => {
    darker += share;
    return 255 * (darker - share / 2);
  });
}

/** Cuts off a little of the highest and spreads it, until none is too high. */
function slowClip(members: readonly number[], clipLimit: number): number[] {
  const limit = clipLimit / 256;
  let shares = Array.from(
    { length: 256 },
    (_, value) => members.filter((one) => one === value).length / members.length,
  );
  for (let round = 0; round < 20_000 && Math.max(...shares) > limit + 1e-7; round += 1) {
    const excess = shares.reduce((sum, share) => sum + Math.max(0, share - limit), 0);
    shares = shares.map((share) => Math.min(share, limit));
    const room = shares.filter((share) => share < limit).length;
    shares = shares.map((share) => (share < limit ? share + excess / room : share));
  }
  return shares;
}

describe('clahe', () => {
  it('is what cutting, spreading and mixing pixel by pixel give', () => {
    fc.assert(
      fc.property(pictures, options, ({ rgba, size }, option) => {
        const shown = clahe(rgba, size, option);
        const stored = luminancesOf(rgba);
        for (const [i, luminance] of slowClahe(rgba, size, option).entries()) {
          for (let at = i * 4; at < i * 4 + 3; at += 1) {
            const wished = (rgba[at] ?? 0) + luminance - (stored[i] ?? 0);
            const shownBest = Math.min(255, Math.max(0, wished));
            expect(Math.abs((shown[at] ?? 0) - shownBest)).toBeLessThanOrEqual(0.501);
          }
        }
      }),
    );
  });

  it('changes nothing when no contrast may be drawn out', () => {
    fc.assert(
      fc.property(pictures, ({ rgba, size }) => {
        expect(clahe(rgba, size, { tilesPerSide: 3, clipLimit: 1 })).toEqual(rgba);
        expect(clahe(rgba, size, { tilesPerSide: Number.NaN, clipLimit: Number.NaN })).toEqual(
          rgba,
        );
      }),
    );
  });

  it('draws no two values of a tile apart by more than the limit', () => {
    fc.assert(
      fc.property(pictures, options, ({ rgba, size }, { tilesPerSide, clipLimit }) => {
        const histograms = tileHistogramsOf([{ top: 0, rgba }], size, tilesPerSide);
        const { values } = claheTables(histograms, clipLimit);
        const slopes = values.map((value, i) => (i % 256 === 0 ? 0 : value - (values[i - 1] ?? 0)));
        expect(Math.min(...slopes)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...slopes)).toBeLessThanOrEqual(clipLimit + 0.001);
      }),
    );
  });

  it('shows the negative of a grey picture as the negative', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(255), { minLength: 12, maxLength: 12 }),
        options,
        (values, option) => {
          const size = { width: 4, height: 3 };
          const shown = clahe(greys(values), size, option);
          const negative = clahe(greys(values.map((value) => 255 - value)), size, option);
          for (let i = 0; i < shown.length; i += 4) {
            expect(Math.abs((shown[i] ?? 0) + (negative[i] ?? 0) - 255)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('without a limit and with one tile is plain histogram equalisation', () => {
    // 52 twice, 55 three times, 58 twice, 154 once: the darker ones and half of the equal, of 8
    const values = [52, 52, 55, 55, 55, 58, 58, 154];
    const size = { width: 4, height: 2 };
    const shown = clahe(greys(values), size, { tilesPerSide: 1, clipLimit: 256 });
    const reds = Array.from(shown).filter((_, i) => i % 4 === 0);
    expect(reds).toEqual(
      [1, 1, 3.5, 3.5, 3.5, 6, 6, 7.5].map((rank) => Math.round((rank / 8) * 255)),
    );
  });

  it('keeps the colour of a pixel and its alpha', () => {
    const rgba = Uint8ClampedArray.of(100, 110, 130, 77, 120, 110, 100, 255);
    const shown = clahe(rgba, { width: 2, height: 1 }, { tilesPerSide: 1, clipLimit: 3 });
    const differences = (pixels: Uint8ClampedArray, at: number) => [
      (pixels[at] ?? 0) - (pixels[at + 1] ?? 0),
      (pixels[at + 1] ?? 0) - (pixels[at + 2] ?? 0),
    ];
    expect(differences(shown, 0)).toEqual(differences(rgba, 0));
    expect(differences(shown, 4)).toEqual(differences(rgba, 4));
    expect(shown[3]).toBe(77);
  });

  it('comes out the same strip by strip', () => {
    fc.assert(
      fc.property(
        pictures,
        options,
        fc.integer({ min: 1, max: 5 }),
        (picture, option, rowCount) => {
          const { rgba, size } = picture;
          const strips = Array.from({ length: Math.ceil(size.height / rowCount) }, (_, i) => ({
            top: i * rowCount,
            rgba: rgba.subarray(i * rowCount * size.width * 4, (i + 1) * rowCount * size.width * 4),
          }));
          const tables = claheTables(
            tileHistogramsOf(strips, size, option.tilesPerSide),
            option.clipLimit,
          );
          const shown = strips.flatMap((strip) => [...equaliseStrip(strip, tables)]);
          expect(Uint8ClampedArray.from(shown)).toEqual(clahe(rgba, size, option));
        },
      ),
    );
  });
});
