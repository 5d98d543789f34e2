import { describe, expect, it } from 'vitest';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from '#testing/records.ts';
import { invertChange } from './change.ts';
import { applyChange } from './document.ts';
import {
  addAnnotation,
  addImages,
  editCategory,
  removeImage,
  reviseAnnotation,
  reviseImages,
  withCounts,
} from './edits.ts';

const image = imageRecord(1);
const annotation = annotationRecord(1);
const empty = documentOf({ images: [image], open: { [image.id]: [] } });
const one = applyChange(empty, addAnnotation(empty, annotation));

describe('addAnnotation', () => {
  it('adds the object and counts it on its image', () => {
    expect(one.annotations.get(image.id)?.get(annotation.id)).toBe(annotation);
    expect(one.images.get(image.id)?.categoryCounts).toEqual({ [annotation.categoryId]: 1 });
    expect(one.images.get(image.id)?.status).toBe('inProgress');
  });

  it('is taken back as a whole', () => {
    expect(applyChange(one, invertChange(addAnnotation(empty, annotation)))).toEqual(empty);
  });

  it('throws for an object without its image', () => {
    expect(() => addAnnotation(documentOf(), annotation)).toThrow('Invariant broken');
  });
});

describe('reviseAnnotation', () => {
  it('changes what is named and nothing else', () => {
    const revised = applyChange(
      one,
      reviseAnnotation('renameAnnotation', annotation, { name: 'left' }),
    );
    const after = revised.annotations.get(image.id)?.get(annotation.id);
    expect(after).toEqual({ ...annotation, name: 'left' });
    expect(after?.mask).toBe(annotation.mask);
  });
});

describe('removeImage', () => {
  it('deletes the objects before the image, so that an undo finds the image first', () => {
    const kinds = removeImage(image, [annotation]).edits.map(({ kind }) => kind);
    expect(kinds).toEqual(['annotation', 'image']);
  });
});

describe('addImages', () => {
  it('adds them all in one change', () => {
    const images = [imageRecord(1), imageRecord(2)];
    const next = applyChange(documentOf(), addImages(images));
    expect([...next.images.values()]).toEqual(images);
  });
});

describe('editCategory', () => {
  it('creates, alters and deletes', () => {
    const category = categoryRecord(1);
    const renamed = { ...category, name: 'Other' };
    const created = applyChange(documentOf(), editCategory('createCategory', null, category));
    const altered = applyChange(created, editCategory('renameCategory', category, renamed));
    const deleted = applyChange(altered, editCategory('deleteCategory', renamed, null));
    expect([created, altered, deleted].map(({ categories }) => [...categories.values()])).toEqual([
      [category],
      [renamed],
      [],
    ]);
  });
});

describe('reviseImages', () => {
  it('leaves out images that stay as they are', () => {
    const change = reviseImages('setTags', [imageRecord(1), imageRecord(2)], (each) =>
      each.order === 1 ? { ...each, tags: ['night'] } : each,
    );
    expect(change.edits.map(({ before }) => before?.id)).toEqual([imageRecord(1).id]);
  });
});

describe('withCounts', () => {
  const a = categoryRecord(1).id;
  const b = categoryRecord(2).id;

  it('leaves categories without objects out', () => {
    expect(withCounts({ [a]: 1 }, { [a]: -1, [b]: 2 })).toEqual({ [b]: 2 });
  });
});
