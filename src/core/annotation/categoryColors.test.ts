import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCategoryColor } from './categoryColors.ts';

const paletteSize = 12;

/** The colours of so many categories that are created one after the other. */
function colorsOf(count: number): readonly string[] {
  const colors: string[] = [];
  while (colors.length < count) colors.push(nextCategoryColor(colors));
  return colors;
}

describe('nextCategoryColor', () => {
  it('gives each of the first twelve categories a colour of its own', () => {
    expect(new Set(colorsOf(paletteSize)).size).toBe(paletteSize);
  });

  it('begins again in the same order when all are used', () => {
    const colors = colorsOf(2 * paletteSize);
    expect(colors.slice(paletteSize)).toEqual(colors.slice(0, paletteSize));
  });

  it('fills the gap that a deleted category left', () => {
    const colors = colorsOf(5);
    expect(nextCategoryColor(colors.toSpliced(2, 1))).toBe(colors[2]);
  });

  it('is not disturbed by colours of a person’s own', () => {
    expect(nextCategoryColor(['#123456', '#abcdef'])).toBe(nextCategoryColor([]));
  });
});

describe('properties', () => {
  it('never takes a colour that is used more often than another', () => {
    const palette = colorsOf(paletteSize);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...palette), { maxLength: 60 }), (used) => {
        const countOf = (color: string) => used.filter((each) => each === color).length;
        const chosen = nextCategoryColor(used);
        expect(countOf(chosen)).toBe(Math.min(...palette.map(countOf)));
        expect(chosen).toMatch(/^#[0-9a-f]{6}$/u);
      }),
    );
  });
});
