import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicatesOf } from '#core/duplicates/duplicateOf.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { queriedImages, queries } from '#testing/arbitraryQueries.ts';
import { categoryRecord, imageRecord, testTime } from '#testing/records.ts';
import { matcherOf, type QueryContext } from './matcher.ts';
import { isWanted } from '#testing/naiveMatcher.ts';
import { parseQuery } from './parse.ts';

const utc = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day);

function contextOf(images: readonly ImageSummary[]): QueryContext {
  const categories = [
    categoryRecord(1, { name: 'Cat' }),
    categoryRecord(2, { name: 'traffic light' }),
  ];
  return {
    categories: new Map(categories.map((category) => [category.id, category])),
    duplicateOf: () => duplicatesOf(images),
    clock: { now: testTime + 3_600_000, midnightOf: utc },
  };
}

/** The numbers of the images that a query finds. */
function found(text: string, images: readonly ImageSummary[]): readonly number[] {
  const { query } = parseQuery(text);
  if (!query) throw new Error(`no query: ${text}`);
  const isMatch = matcherOf(query, contextOf(images));
  return images.filter(isMatch).map(({ order }) => order);
}

const [cat, light] = [categoryRecord(1).id, categoryRecord(2).id];

const images = [
  imageRecord(1, { fileName: 'pets/cats/Tom.jpg', categoryCounts: { [cat]: 4 }, status: 'done' }),
  imageRecord(2, { fileName: 'street/IMG_10.png', categoryCounts: { [light]: 2 }, split: 'val' }),
  imageRecord(3, { fileName: 'bobcats.jpg', tags: ['Night', 'to check'], sizeBytes: 3_000_000 }),
  imageRecord(4, { size: { width: 4000, height: 3000 }, status: 'done', contentHash: 'x' }),
  imageRecord(5, { addedAt: testTime - 1, contentHash: 'x', statusSet: { by: 'Ann', at: 1 } }),
];

describe('matcherOf', () => {
  it('agrees with the plain reading of a query', () => {
    fc.assert(
      fc.property(queries(), fc.array(queriedImages(), { maxLength: 6 }), (query, list) => {
        const context = contextOf(list);
        const isMatch = matcherOf(query, context);
        for (const image of list) expect(isMatch(image)).toBe(isWanted(query, image, context));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['', [1, 2, 3, 4, 5]],
    ['cat', [1, 3]],
    ['CATEGORY:cat', [1]],
    ['category:cat>3', [1]],
    ['category:cat=0 has:objects', [2]],
    ['category:none', [3, 4, 5]],
    ['category:"traffic light",cat', [1, 2]],
    ['category:tr*', [2]],
    ['objects:>3', [1]],
    ['objects:1..3', [2]],
    ['-objects:0 -status:done', [2]],
    ['tag:night', [3]],
    ['tag:"to check"', [3]],
    ['tag:n', []],
    ['split:none -split:val status:new', [3, 5]],
    ['folder:cats', [1]],
    ['folder:""', [3, 4, 5]],
    ['name:img_', [2]],
    ['name:*.png', [2]],
    ['size:>2MB', [3]],
    ['pixels:>=12MP', [4]],
    ['width:8 height:<7', [1, 2, 3, 5]],
    ['added:today', [1, 2, 3, 4]],
    ['added:yesterday', [5]],
    ['added:<2024-01-01', [5]],
    ['added:2024', [1, 2, 3, 4]],
    ['added:1h', [1, 2, 3, 4]],
    ['has:duplicates', [4, 5]],
    ['has:problems', [4, 5]],
    ['by:an*', [5]],
    ['(tag:night OR split:val) -street', [3]],
  ])('finds by %s', (text, numbers) => {
    expect(found(text, images)).toEqual(numbers);
  });

  it('finds a name in either form of its accents', () => {
    const decomposed = [imageRecord(1, { fileName: 'caf\u0065\u0301.jpg' })];
    expect(found('name:café', decomposed)).toEqual([1]);
  });
});
