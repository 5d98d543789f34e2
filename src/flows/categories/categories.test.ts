import { describe, expect, it } from 'vitest';
import type { AttributeDraft, AttributeSpec } from '#core/annotation/attributes.ts';
import { annotationCountOf } from '#core/project/project.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord } from '#testing/records.ts';
import { acceptCandidate } from '../acceptCandidate.ts';
import { redo, undo } from '../undo.ts';
import { reviseAttributes, setAttribute } from './attributeEdits.ts';
import { categoriesText, importCategories } from './categoryFiles.ts';
import {
  addCategories,
  moveCategories,
  recolorAll,
  setHotkey,
  setSupercategory,
} from './listEdits.ts';
import { deleteCategories, mergeCategories } from './mergeCategories.ts';
import { recategorizeObjects } from './recategorizeObjects.ts';

const [one, two, three] = [categoryRecord(1), categoryRecord(2), categoryRecord(3)];
const elsewhere = { imageId: imageRecord(2).id };
const age: AttributeSpec = { kind: 'number', name: 'age', initial: 7 };

/** Objects of three categories on the open image and on one that is not. */
async function openMixed(): Promise<Studio> {
  return openStudio({
    categories: [one, two, three],
    annotations: [
      annotationRecord(1, { attributes: { age: 'old' } }),
      annotationRecord(2, { categoryId: two.id }),
      annotationRecord(3, { ...elsewhere, categoryId: two.id, attributes: { age: '4' } }),
      annotationRecord(4, { ...elsewhere, categoryId: three.id }),
    ],
  });
}

function stored({ services }: Studio) {
  const { shelf } = services.storage;
  return {
    categories: [...shelf.categories.values()].toSorted((a, b) => a.order - b.order),
    annotations: [...shelf.annotations.values()].toSorted((a, b) => a.order - b.order),
    images: [...shelf.images.values()].toSorted((a, b) => a.order - b.order),
  };
}

describe('mergeCategories', () => {
  it('makes several one over images that are not open, as one step', async () => {
    const studio = await openMixed();
    const before = stored(studio);
    await mergeCategories(studio.services, [two.id, three.id], one.id);
    const after = stored(studio);
    expect(after.categories).toEqual([one]);
    expect(after.annotations.map(({ categoryId }) => categoryId)).toEqual(Array(4).fill(one.id));
    for (const image of after.images) expect(image.categoryCounts).toEqual({ [one.id]: 2 });
    expect(studio.shown().map(({ categoryId }) => categoryId)).toEqual([one.id, one.id]);
    await undo(studio.services);
    expect(stored(studio)).toEqual(before);
    await redo(studio.services);
    expect(stored(studio)).toEqual(after);
  });

  it('gives the target the attributes that it lacks, and makes it the active one', async () => {
    const studio = await openStudio({ categories: [{ ...one, attributes: [age] }, two] });
    await mergeCategories(studio.services, [one.id], two.id);
    expect(stored(studio).categories).toEqual([{ ...two, attributes: [age] }]);
    expect(studio.services.stores.session.getState().activeCategoryId).toBe(two.id);
  });

  it('finds objects that rows do not count', async () => {
    const studio = await openMixed();
    const { document } = studio.services.stores;
    const shown = document.getState().document;
    const image = shown?.images.get(elsewhere.imageId);
    if (!shown || !image) throw new Error('not open');
    const images = new Map(shown.images).set(image.id, { ...image, categoryCounts: {} });
    document.setState({ document: { ...shown, images } });
    await mergeCategories(studio.services, [two.id], one.id);
    expect(stored(studio).annotations[2]?.categoryId).toBe(one.id);
  });

  it('changes nothing when it is cancelled or there is nothing to merge', async () => {
    const studio = await openMixed();
    const before = stored(studio);
    const { jobs } = studio.services.stores;
    const unsubscribe = jobs.subscribe(({ jobs: running }) => running[0]?.cancel());
    await expect(mergeCategories(studio.services, [two.id], one.id)).resolves.toBe(false);
    unsubscribe();
    await mergeCategories(studio.services, [one.id], one.id);
    expect(stored(studio)).toEqual(before);
    expect(jobs.getState().jobs).toEqual([]);
  });
});

describe('deleteCategories', () => {
  it('deletes objects with their category, counts kept right, and lets go of them', async () => {
    const studio = await openMixed();
    const { session } = studio.services.stores;
    session.setState({ selectedIds: [annotationRecord(2).id] });
    await deleteCategories(studio.services, [two.id], null);
    const { annotations, images } = stored(studio);
    expect(annotations.map(({ order }) => order)).toEqual([1, 4]);
    expect(images.map(annotationCountOf)).toEqual([1, 1]);
    expect(session.getState().selectedIds).toEqual([]);
    await undo(studio.services);
    expect(stored(studio).annotations).toHaveLength(4);
  });

  it('gives the objects to another category', async () => {
    const studio = await openMixed();
    await deleteCategories(studio.services, [two.id, one.id], three.id);
    const { annotations, categories } = stored(studio);
    expect(new Set(annotations.map(({ categoryId }) => categoryId))).toEqual(new Set([three.id]));
    expect(categories).toEqual([three]);
  });
});

describe('reviseAttributes', () => {
  const draft: AttributeDraft = {
    spec: { ...age, name: 'years' },
    former: 'age',
    renamedOptions: {},
  };

  it('carries values of images that are not open along, as one step', async () => {
    const studio = await openMixed();
    const before = stored(studio);
    await reviseAttributes(studio.services, two.id, [draft]);
    expect(stored(studio).annotations[2]?.attributes).toEqual({ years: 4 });
    expect(stored(studio).annotations[0]?.attributes).toEqual({ age: 'old' });
    void undo(studio.services); // goes on to show the image, whose picture nobody reads here
    await settled();
    expect(stored(studio)).toEqual(before);
  });

  it('tells how many values cannot be said any more', async () => {
    const studio = await openMixed();
    await reviseAttributes(studio.services, one.id, [draft]);
    expect(stored(studio).annotations[0]?.attributes).toEqual({});
    expect(studio.notices()).toMatchObject([{ about: 'valuesLost', count: 1 }]);
  });
});

describe('values of objects', () => {
  it('begin with the initial ones', async () => {
    const studio = await openStudio({ categories: [{ ...one, attributes: [age] }] });
    studio.click(1, 1);
    await studio.answer(10);
    await acceptCandidate(studio.services);
    expect(studio.shown().map(({ attributes }) => attributes)).toEqual([{ age: 7 }]);
  });

  it('are set on several objects as one step, not on locked ones', async () => {
    const studio = await openStudio({
      annotations: [
        annotationRecord(1),
        annotationRecord(2),
        annotationRecord(3, { isLocked: true }),
      ],
    });
    const ids = studio.shown().map(({ id }) => id);
    await setAttribute(studio.services, ids, 'age', 5);
    const values = studio.shown().map(({ attributes }) => attributes?.['age']);
    expect(values).toEqual([5, 5, undefined]);
    await undo(studio.services);
    expect(studio.shown().every(({ attributes }) => attributes === undefined)).toBe(true);
  });

  it('come with another category where they are missing', async () => {
    const studio = await openStudio({
      categories: [one, { ...two, attributes: [age] }],
      annotations: [annotationRecord(1), annotationRecord(2)],
    });
    const ids = studio.shown().map(({ id }) => id);
    await recategorizeObjects(studio.services, ids, two.id);
    expect(studio.shown()).toMatchObject([{ attributes: { age: 7 } }, { attributes: { age: 7 } }]);
    expect(stored(studio).images[0]?.categoryCounts).toEqual({ [two.id]: 2 });
    await undo(studio.services);
    expect(stored(studio).images[0]?.categoryCounts).toEqual({ [one.id]: 2 });
  });
});

describe('the list', () => {
  const names = (studio: Studio) => stored(studio).categories.map(({ name }) => name);

  it('takes many at once, without those that are there', async () => {
    const studio = await openStudio({ categories: [one] });
    const entry = { supercategory: '', color: null };
    await addCategories(studio.services, [
      { ...entry, name: 'CATEGORY 1' },
      { ...entry, name: 'Car', supercategory: 'vehicle' },
      { ...entry, name: 'Bus', color: '#123456' },
    ]);
    expect(names(studio)).toEqual(['Category 1', 'Car', 'Bus']);
    const { categories } = stored(studio);
    expect(new Set(categories.map(({ color }) => color)).size).toBe(3);
    expect(studio.notices()).toMatchObject([{ addedCount: 2, knownCount: 1 }]);
    await undo(studio.services);
    expect(names(studio)).toEqual(['Category 1']);
  });

  it('is moved, filed and coloured anew', async () => {
    const studio = await openStudio({ categories: [one, two, three] });
    await moveCategories(studio.services, [three.id], 0);
    expect(names(studio)).toEqual(['Category 3', 'Category 1', 'Category 2']);
    await setSupercategory(studio.services, [one.id, two.id], ' big  things ');
    await recolorAll(studio.services);
    const { categories } = stored(studio);
    expect(new Set(categories.map(({ color }) => color)).size).toBe(3);
    expect(categories.map(({ supercategory }) => supercategory)).toEqual([
      '',
      'big things',
      'big things',
    ]);
  });

  it('gives a key to one category only', async () => {
    const studio = await openStudio({ categories: [one, two] });
    await setHotkey(studio.services, one.id, 'x');
    await setHotkey(studio.services, two.id, 'x');
    expect(stored(studio).categories.map(({ hotkey }) => hotkey)).toEqual(['x', undefined]);
    const failure = { code: 'category/hotkey-taken', key: 'x', name: one.name };
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
  });

  it('goes to another project as a file', async () => {
    const from = await openStudio({
      categories: [one, { ...two, attributes: [age], hotkey: 'x' }],
    });
    const to = await openStudio({ categories: [] });
    await importCategories(to.services, new File([categoriesText(from.services)], 'list.json'));
    const bare = (studio: Studio) => stored(studio).categories.map((each) => ({ ...each, id: '' }));
    expect(bare(to)).toEqual(bare(from));
    await importCategories(to.services, new File(['{}'], 'other.json'));
    expect(to.notices().at(-1)).toMatchObject({ failure: { code: 'category/no-list' } });
  });
});
