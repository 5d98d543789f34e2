import { describe, expect, it } from 'vitest';
import { categoryRecord, imageRecord } from '#testing/records.ts';
import { forecastImport, matchCategories, type ImagePlace } from './importPlan.ts';
import { placeImages } from './placeImages.ts';

const size = { width: 8, height: 6 };
const noneComing = { has: () => false, twinOf: () => null };

function readImage(fileName: string, contentHash: string | null = null) {
  return { fileName, size, contentHash };
}

describe('matchCategories', () => {
  it('finds categories by name, whatever the case and the spaces, and makes new ones of all others', () => {
    const known = [categoryRecord(1, { name: 'Traffic light' })];
    const read = [{ name: 'traffic  LIGHT ' }, { name: 'car' }];
    expect(matchCategories(read, known)).toEqual([{ id: 'category-1' }, 'new']);
  });
});

describe('placeImages', () => {
  it('finds images by content hash, path, name and stem', () => {
    const known = [
      imageRecord(1, { fileName: 'renamed.jpg', contentHash: 'aa' }),
      imageRecord(2, { fileName: 'train/b.jpg' }),
      imageRecord(3, { fileName: 'deep/c.jpg' }),
      imageRecord(4, { fileName: 'd.png' }),
    ];
    const read = [
      readImage('a.jpg', 'aa'),
      readImage('train/b.jpg'),
      readImage('elsewhere/c.jpg'),
      readImage('d.jpg'),
      readImage('nowhere.jpg'),
    ];
    expect(placeImages(read, known, noneComing)).toEqual([
      { kind: 'image', id: 'image-1' },
      { kind: 'image', id: 'image-2' },
      { kind: 'image', id: 'image-3' },
      { kind: 'image', id: 'image-4' },
      { kind: 'missing' },
    ]);
  });

  it('takes no name that two images share, and no image of another size', () => {
    const known = [
      imageRecord(1, { fileName: 'x/a.jpg' }),
      imageRecord(2, { fileName: 'y/a.jpg' }),
      imageRecord(3, { fileName: 'b.jpg', size: { width: 6, height: 8 } }),
    ];
    expect(placeImages([readImage('a.jpg'), readImage('b.jpg')], known, noneComing)).toEqual([
      { kind: 'missing' },
      { kind: 'otherSize', id: 'image-3', size: { width: 6, height: 8 } },
    ]);
  });

  it('tells a picture that comes along by its bytes, not by its name', () => {
    const known = [
      imageRecord(1, { fileName: 'a.jpg' }),
      imageRecord(2, { fileName: 'other.jpg' }),
    ];
    const coming = {
      has: (path: string) => path !== 'c.jpg',
      twinOf: (path: string) => (path === 'b.jpg' ? imageRecord(2).id : null),
    };
    expect(placeImages([readImage('a.jpg'), readImage('b.jpg')], known, coming)).toEqual([
      { kind: 'file', path: 'a.jpg' },
      { kind: 'image', id: 'image-2' },
    ]);
  });
});

describe('forecastImport', () => {
  const categories = [
    { name: 'cat', choice: 'new' },
    { name: 'CAT', choice: 'new' },
    { name: 'dog', choice: 'leaveOut' },
  ] as const;
  const at = (place: ImagePlace, isInhabited = false) => ({
    place,
    isInhabited,
    objectCounts: [
      [0, 2],
      [2, 1],
    ] as const,
  });
  const images = [
    at({ kind: 'image', id: imageRecord(1).id }, true),
    at({ kind: 'file', path: 'b.jpg' }),
    at({ kind: 'missing' }),
  ];

  it('counts what comes in, what is left out and what has no image', () => {
    expect(forecastImport({ categories, images, existing: 'add' })).toEqual({
      objectCount: 4,
      imageCount: 2,
      newImageCount: 1,
      newCategoryCount: 1,
      leftOutCount: 2,
      homelessCount: 3,
      inhabitedCount: 1,
    });
  });

  it('passes over images with objects where that was chosen', () => {
    expect(forecastImport({ categories, images, existing: 'skip' })).toMatchObject({
      objectCount: 2,
      imageCount: 1,
      inhabitedCount: 1,
    });
  });
});
