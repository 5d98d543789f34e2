import { describe, expect, it } from 'vitest';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { acceptCandidate } from './acceptCandidate.ts';
import { recategorizeAnnotation } from './editAnnotations.ts';
import { createCategory, removeCategory, renameCategory } from './editCategories.ts';
import { undo } from './undo.ts';

const one = categoryRecord(1);
const two = categoryRecord(2);

describe('createCategory', () => {
  it('creates the category with a colour of its own and makes it active', async () => {
    const studio = await openStudio({ categories: [one] });
    const id = await createCategory(studio.services, '  Street   lamp ');
    const created = categoriesOf(studio).find((category) => category.id === id);
    expect(created).toMatchObject({ name: 'Street lamp', order: 2 });
    expect(created?.color).not.toBe(one.color);
    expect(studio.services.stores.session.getState().activeCategoryId).toBe(id);
  });

  it('makes a category that exists active, in whatever case it is typed', async () => {
    const studio = await openStudio({ categories: [one, two] });
    await expect(createCategory(studio.services, ' category 2')).resolves.toBe(two.id);
    expect(studio.services.stores.session.getState().activeCategoryId).toBe(two.id);
    expect(categoriesOf(studio)).toEqual([one, two]);
  });

  it('creates one when it is asked for twice at once', async () => {
    const studio = await openStudio({ categories: [] });
    const ids = await Promise.all([
      createCategory(studio.services, 'cat'),
      createCategory(studio.services, 'Cat'),
    ]);
    expect(categoriesOf(studio)).toHaveLength(1);
    expect(new Set(ids).size).toBe(1);
  });

  it('takes no empty name', async () => {
    const studio = await openStudio({ categories: [] });
    await expect(createCategory(studio.services, '  ')).resolves.toBeNull();
    expect(categoriesOf(studio)).toEqual([]);
  });
});

describe('renameCategory', () => {
  it('refuses a name that is taken', async () => {
    const studio = await openStudio({ categories: [one, two] });
    await renameCategory(studio.services, two.id, 'CATEGORY 1');
    const failure = { code: 'category/duplicate-name', name: 'CATEGORY 1' };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(categoriesOf(studio)).toEqual([one, two]);
  });

  it('takes the same name in another case', async () => {
    const studio = await openStudio({ categories: [one] });
    await renameCategory(studio.services, one.id, 'CATEGORY 1');
    expect(categoriesOf(studio)).toEqual([{ ...one, name: 'CATEGORY 1' }]);
  });
});

describe('removeCategory', () => {
  it('refuses a category in use with the number of its objects, on open images or not', async () => {
    const studio = await openStudio({
      annotations: [
        annotationRecord(1),
        annotationRecord(2, { imageId: imageRecord(2).id }),
        annotationRecord(3, { categoryId: two.id }),
      ],
      categories: [one, two],
    });
    await removeCategory(studio.services, one.id);
    const failure = { code: 'category/in-use', name: one.name, annotationCount: 2 };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(categoriesOf(studio)).toEqual([one, two]);
    expect(studio.services.stores.session.getState().activeCategoryId).toBe(one.id);
  });

  it('deletes one that no object has and leaves none active', async () => {
    const studio = await openStudio({ categories: [one, two] });
    await removeCategory(studio.services, one.id);
    expect(categoriesOf(studio)).toEqual([two]);
    expect(studio.services.stores.session.getState().activeCategoryId).toBeNull();
    await undo(studio.services);
    expect(new Set(categoriesOf(studio))).toEqual(new Set([one, two]));
  });

  it('keeps a category that an object accepted at the same moment has', async () => {
    const studio = await openStudio({ categories: [one] });
    studio.click(1, 1);
    await studio.answer(10);
    await Promise.all([removeCategory(studio.services, one.id), acceptCandidate(studio.services)]);
    await settled();
    for (const { categoryId } of studio.services.storage.shelf.annotations.values()) {
      expect(studio.services.storage.shelf.categories.has(categoryId)).toBe(true);
    }
  });

  it('keeps the category and tells when storage fails', async () => {
    const studio = await openStudio({ categories: [one] });
    const failure = { code: 'storage/write-failed', reason: 'test' } as const;
    studio.services.storage.failNextCommit(failure);
    await removeCategory(studio.services, one.id);
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(categoriesOf(studio)).toEqual([one]);
  });
});

describe('recategorizeAnnotation', () => {
  it('leaves an object where it is when the category has gone meanwhile', async () => {
    const studio = await openStudio({
      categories: [one, two],
      annotations: [annotationRecord(1)],
    });
    await Promise.all([
      removeCategory(studio.services, two.id),
      recategorizeAnnotation(studio.services, 'annotation-1' as AnnotationId, two.id),
    ]);
    const { shelf } = studio.services.storage;
    const { categoryId } = shelf.annotations.get('annotation-1') ?? {};
    expect([...shelf.categories.keys()]).toContain(categoryId);
  });
});

function categoriesOf({ services }: Studio) {
  return [...(services.stores.document.getState().document?.categories.values() ?? [])];
}
