import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageSummary } from '#core/project/project.ts';
import { queriedImages } from '#testing/arbitraryQueries.ts';
import { imageRecord } from '#testing/records.ts';
import { comparatorOf, placeOf, sortImages, sortKeys, type ImageSort } from './imageSort.ts';

const sorts: fc.Arbitrary<ImageSort> = fc.record({
  by: fc.constantFrom(...sortKeys),
  isDescending: fc.boolean(),
});
const imageMaps = fc.array(queriedImages(), { maxLength: 12 }).map(mapOf);

function mapOf(images: readonly ImageSummary[]): ReadonlyMap<ImageSummary['id'], ImageSummary> {
  return new Map(images.map((image) => [image.id, image]));
}

describe('sortImages', () => {
  it('gives one order, whatever was sorted before', () => {
    fc.assert(
      fc.property(imageMaps, sorts, fc.array(queriedImages()), (images, sort, former) => {
        const sorted = sortImages(images, sort, former);
        expect(sorted).toEqual(sortImages(images, sort));
        expect(sorted).toHaveLength(images.size);
        for (const [i, image] of sorted.entries()) {
          const next = sorted[i + 1];
          if (next) expect(comparatorOf(sort)(image, next)).toBeLessThan(0);
        }
      }),
    );
  });

  it('has numbers in names in the order of their value, without case', () => {
    const names = ['img10.png', 'IMG2.png', 'a/1.png', 'img1.png'];
    const images = mapOf(names.map((fileName, i) => imageRecord(i + 1, { fileName })));
    expect(sortImages(images, { by: 'name', isDescending: false }).map((e) => e.fileName)).toEqual([
      'a/1.png',
      'img1.png',
      'IMG2.png',
      'img10.png',
    ]);
  });
});

describe('placeOf', () => {
  it('finds an image where it stands, and the place of one that is gone', () => {
    fc.assert(
      fc.property(imageMaps, sorts, (images, sort) => {
        const sorted = sortImages(images, sort);
        for (const [i, image] of sorted.entries()) {
          expect(placeOf(sorted, image, sort)).toBe(i);
          expect(placeOf(sorted.toSpliced(i, 1), image, sort)).toBe(i);
        }
      }),
    );
  });
});
