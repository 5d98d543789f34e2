import { describe, expect, it } from 'vitest';
import type { CategoryId } from '#core/annotation/ids.ts';
import { selectImages, setQueryText } from '#store/galleryStore.ts';
import { openStudio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { chosenImages, projectDataSet } from './projectDataSet.ts';

const images = [
  imageRecord(1, { order: 3, status: 'done', tags: ['night'] }),
  imageRecord(2, { order: 2, status: 'reviewed', split: 'val' }),
  imageRecord(3, { order: 1, tags: ['night'] }),
];

async function openDocument() {
  const categories = [
    categoryRecord(1, { order: 2, attributes: [{ kind: 'text', name: 'age', initial: '' }] }),
    categoryRecord(2, { order: 1, supercategory: 'animal' }),
  ];
  const annotations = [
    annotationRecord(1, { order: 9, attributes: { age: '3' } }),
    annotationRecord(2, { order: 4, categoryId: categories[1]?.id ?? ('' as CategoryId) }),
    annotationRecord(3, { order: 5, categoryId: 'unknown' as CategoryId }),
  ];
  const { services } = await openStudio({ images, categories, annotations });
  const { document } = services.stores.document.getState();
  if (!document) throw new Error('A project is open.');
  return { services, document };
}

describe('chosenImages', () => {
  it('gives images in the order of the filmstrip', async () => {
    const { services, document } = await openDocument();
    setQueryText(services.stores.gallery, 'tag:night');
    selectImages(
      services.stores.gallery,
      [images[0]?.id, images[1]?.id].flatMap((id) => id ?? []),
    );
    const idsOf = (choice: Parameters<typeof chosenImages>[2]) =>
      chosenImages(services, document, choice).map(({ id }) => id);
    expect(idsOf('all')).toEqual(['image-3', 'image-2', 'image-1']);
    expect(idsOf('shown')).toEqual(['image-3', 'image-1']);
    expect(idsOf('selected')).toEqual(['image-2', 'image-1']);
    expect(idsOf('done')).toEqual(['image-2', 'image-1']);
  });
});

describe('projectDataSet', () => {
  it('names categories and images by their place and reads objects from storage', async () => {
    const { services, document } = await openDocument();
    const project = projectDataSet(services, document, chosenImages(services, document, 'all'));
    const { dataSet } = project;
    expect(dataSet.categories.map(({ name, supercategory }) => [name, supercategory])).toEqual([
      ['Category 2', 'animal'],
      ['Category 1', ''],
    ]);
    expect(dataSet.images.map(({ fileName, split }) => [fileName, split])).toEqual([
      ['photo-3.jpg', null],
      ['photo-2.jpg', 'val'],
      ['photo-1.jpg', null],
    ]);
    const objects = await dataSet.objectsOf(2);
    expect(objects.map(({ category, attributes }) => [category, attributes])).toEqual([
      [0, {}],
      [1, { age: '3' }],
    ]);
    expect(await dataSet.objectsOf(0)).toEqual([]);
    expect(await project.annotationIdOf(2, 1)).toBe('annotation-1');
    expect(await project.annotationIdOf(2, 2)).toBeNull();
  });
});
