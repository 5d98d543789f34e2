import { describe, expect, it } from 'vitest';
import { areaOf } from '#core/mask/measures.ts';
import { annotationCountOf } from '#core/project/project.ts';
import { libraryImage, libraryObjects, librarySize } from './libraryRecords.ts';

describe('libraryObjects', () => {
  it('makes masks that fit the image and are not empty', () => {
    for (const { mask } of [0, 17, 9999].flatMap((number) => libraryObjects(number, 20))) {
      const sum = mask.counts.reduce((total, count) => total + count, 0);
      expect(sum).toBe(librarySize.width * librarySize.height);
      expect(areaOf(mask)).toBeGreaterThan(1000);
    }
  });
});

describe('libraryImage', () => {
  it('counts its objects', () => {
    const objects = libraryObjects(3, 20);
    expect(annotationCountOf(libraryImage(3, 1, objects))).toBe(20);
  });
});
