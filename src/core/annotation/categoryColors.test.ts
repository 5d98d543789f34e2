import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidateCount,
  categoryPalette,
  createColorChooser,
  lookAlikeDistance,
  lookAlikesIn,
  nextCategoryColor,
} from './categoryColors.ts';
import { colorVisions, distanceFor, leastDistance, seenColorOf } from './colorVision.ts';

function colorsOf(count: number, used: readonly string[] = []): readonly string[] {
  const chooser = createColorChooser(used);
  return Array.from({ length: count }, () => chooser.next());
}

function leastOf(colors: readonly string[]): number {
  const seen = colors.map((color) => seenColorOf(color));
  const distances = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => leastDistance(a, b)));
  return Math.min(...distances);
}

describe('createColorChooser', () => {
  it('hands out the palette first, in its order', () => {
    expect(colorsOf(categoryPalette.length)).toEqual(categoryPalette);
  });

  it.each([
    [12, 0.06],
    [20, lookAlikeDistance],
    [40, 0.03],
    [100, 0.018],
    [300, 0.008],
  ])('keeps %i colours apart by %f for every vision', (count, distance) => {
    expect(leastOf(colorsOf(count))).toBeGreaterThanOrEqual(distance);
  });

  it('gives a thousand categories a colour each', () => {
    const colors = colorsOf(1000);
    expect(new Set(colors).size).toBe(1000);
    for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/u);
  });

  it('goes on when every colour is in use', () => {
    const all = colorsOf(categoryPalette.length + candidateCount() + 3);
    expect(all.at(-1)).toMatch(/^#[0-9a-f]{6}$/u);
  });
});

describe('nextCategoryColor', () => {
  it('fills the gap that a deleted category left', () => {
    const colors = colorsOf(5);
    expect(nextCategoryColor(colors.toSpliced(2, 1))).toBe(colors[2]);
  });

  it('gives the same whether colours are asked for one by one or together', () => {
    const colors: string[] = [];
    while (colors.length < 30) colors.push(nextCategoryColor(colors));
    expect(colors).toEqual(colorsOf(30));
  });

  it('keeps away from colours of a person’s own', () => {
    fc.assert(
      fc.property(fc.array(ownColors, { maxLength: 8 }), (own) => {
        const used = [...categoryPalette, ...own];
        const next = nextCategoryColor(used);
        const apart = used.map((each) => leastDistance(seenColorOf(each), seenColorOf(next)));
        expect(Math.min(...apart)).toBeGreaterThan(0.02);
      }),
      { numRuns: 20 },
    );
  });
});

describe('lookAlikesIn', () => {
  it('finds nothing among the first colours, and red beside green of one lightness', () => {
    expect(lookAlikesIn(colorsOf(20))).toEqual([]);
    expect(lookAlikesIn(['#0000ff', '#a04040', '#606020'])).toEqual([[1, 2]]);
  });
});

describe('distances of colours', () => {
  it('are symmetric, zero for equal colours, and one from black to white', () => {
    fc.assert(
      fc.property(ownColors, ownColors, (a, b) => {
        const [left, right] = [seenColorOf(a), seenColorOf(b)];
        expect(leastDistance(left, right)).toBe(leastDistance(right, left));
        expect(leastDistance(left, left)).toBe(0);
        const each = colorVisions.map((vision) => distanceFor(vision, left, right));
        expect(leastDistance(left, right)).toBe(Math.min(...each));
      }),
    );
    const [black, white] = [seenColorOf('#000000'), seenColorOf('#ffffff')];
    expect(leastDistance(black, white)).toBeCloseTo(1, 2);
  });
});

const ownColors = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);
