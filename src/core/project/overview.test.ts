import { describe, expect, it } from 'vitest';
import { categoryRecord, imageRecord } from '#testing/records.ts';
import { overviewOf, progressOf } from './overview.ts';

const [leaf, stem] = [categoryRecord(1).id, categoryRecord(2).id];

describe('overviewOf', () => {
  it('counts images by status, objects of all categories, and bytes', () => {
    const overview = overviewOf([
      imageRecord(1, { status: 'done', categoryCounts: { [leaf]: 2, [stem]: 1 } }),
      imageRecord(2, { status: 'skipped' }),
      imageRecord(3, { status: 'done', categoryCounts: { [leaf]: 4 } }),
    ]);
    expect(overview).toMatchObject({ imageCount: 3, objectCount: 7, sizeBytes: 300 });
    expect(overview.statusCounts).toMatchObject({ done: 2, skipped: 1, new: 0 });
  });

  it('counts shared bytes once and linked ones not at all', () => {
    const overview = overviewOf([
      imageRecord(1, { blobKey: 'same' }),
      imageRecord(2, { blobKey: 'same' }),
      imageRecord(3, { isLinked: true }),
    ]);
    expect(overview.sizeBytes).toBe(100);
  });

  it('shows the first four pictures that differ', () => {
    const numbers = [6, 5, 4, 3, 2, 1];
    const images = numbers.map((number) => imageRecord(number));
    const twin = imageRecord(0, { blobKey: 'image-1' });
    expect(overviewOf([...images, twin]).coverKeys).toEqual([
      'image-1',
      'image-2',
      'image-3',
      'image-4',
    ]);
  });

  it('says nothing of an empty project', () => {
    expect(overviewOf([])).toMatchObject({ imageCount: 0, sizeBytes: 0, coverKeys: [] });
  });
});

describe('progressOf', () => {
  it('takes done and reviewed of all that is not skipped', () => {
    const counts = { new: 1, inProgress: 1, done: 1, reviewed: 1, skipped: 6 };
    expect(progressOf(counts)).toEqual({
      finishedCount: 2,
      toDoCount: 4,
      skippedCount: 6,
      share: 0.5,
    });
  });

  it('is nothing while there is nothing to do', () => {
    const counts = { new: 0, inProgress: 0, done: 0, reviewed: 0, skipped: 2 };
    expect(progressOf(counts).share).toBe(0);
  });
});
