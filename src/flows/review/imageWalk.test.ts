import { describe, expect, it } from 'vitest';
import { imageIdOf } from '#testing/openStudio.ts';
import { imageRecord } from '#testing/records.ts';
import { isToLabel, nextWanted } from './imageWalk.ts';

const images = [
  imageRecord(1),
  imageRecord(2, { status: 'reviewed' }),
  imageRecord(3, { status: 'inProgress' }),
  imageRecord(4, { status: 'skipped' }),
];

function next(from: number): string | undefined {
  return nextWanted(images, imageIdOf(from), isToLabel)?.id;
}

describe('nextWanted', () => {
  it('finds the nearest one behind, and goes round', () => {
    expect([1, 2, 3, 4].map(next)).toEqual(['image-3', 'image-3', 'image-1', 'image-1']);
  });

  it('begins at the start where the image is not in the list', () => {
    expect(next(9)).toBe('image-1');
    expect(nextWanted(images, null, isToLabel)?.id).toBe('image-1');
  });

  it('never finds the image itself', () => {
    expect(nextWanted(images.slice(0, 2), imageIdOf(1), isToLabel)).toBeNull();
  });
});
