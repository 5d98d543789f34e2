import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { annotationRecord, categoryRecord, documentOf, imageRecord } from '#testing/records.ts';
import type { Change } from './change.ts';
import { applyChange, type ProjectDocument } from './document.ts';
import {
  addAnnotation,
  deleteAnnotation,
  editCategory,
  reviseAnnotation,
  reviseImages,
} from './edits.ts';
import { setStatus } from './reviewEdits.ts';
import { planTurn } from './takeBack.ts';

const image = imageRecord(1);
const start = documentOf({
  categories: [categoryRecord(1)],
  images: [image, imageRecord(2)],
  open: { [image.id]: [] },
});
const [first, second] = [annotationRecord(1), annotationRecord(2)];

describe('a step that is taken back alone', () => {
  it('leaves what later steps did to other objects, and counts those that are left', () => {
    const adding = addAnnotation(start, first);
    const one = applyChange(start, adding);
    const two = applyChange(one, addAnnotation(one, second));
    const after = turned(two, adding, 'undid');
    expect([...objectsOf(after).keys()]).toEqual([second.id]);
    expect(rowOf(after)).toMatchObject({
      categoryCounts: { 'category-1': 1 },
      status: 'inProgress',
    });
    const again = turned(after, adding, 'redid');
    expect(rowOf(again).categoryCounts).toEqual({ 'category-1': 2 });
  });

  it('makes an image new again when the last object goes, whichever was made first', () => {
    const adding = addAnnotation(start, first);
    const one = applyChange(start, adding);
    const addingMore = addAnnotation(one, second);
    const two = applyChange(one, addingMore);
    const after = turned(turned(two, adding, 'undid'), addingMore, 'undid');
    expect(after.images.get(image.id)).toEqual(image);
  });

  it('leaves fields alone that it did not touch', () => {
    const there = with_(first);
    const naming = reviseAnnotation('renameAnnotation', first, { name: 'left' });
    const named = { ...first, name: 'left' };
    const colouring = reviseAnnotation('recolorAnnotation', named, { color: '#000000' });
    const after = turned(applyChange(applyChange(there, naming), colouring), naming, 'undid');
    expect(objectsOf(after).get(first.id)).toEqual({ ...first, color: '#000000' });
  });

  it('leaves a status that a person set since', () => {
    const adding = addAnnotation(start, first);
    const begun = applyChange(start, adding);
    const done = applyChange(begun, setStatus([rowOf(begun)], 'done', { by: 'Ada', at: 1 }));
    expect(rowOf(turned(done, adding, 'undid'))).toMatchObject({
      status: 'done',
      categoryCounts: {},
    });
  });
});

describe('a step that others count on', () => {
  it('is blocked by an object that was changed since', () => {
    const adding = addAnnotation(start, first);
    const one = applyChange(start, adding);
    const naming = reviseAnnotation('renameAnnotation', first, { name: 'left' });
    expect(planned(applyChange(one, naming), adding, 'undid')).toEqual({
      kind: 'blocked',
      obstacle: { what: 'annotation', name: 'left', why: 'changed', count: 1 },
    });
  });

  it('is blocked by the objects of the category that it made', () => {
    const making = editCategory('createCategory', null, categoryRecord(2));
    const made = applyChange(start, making);
    const plan = planned(made, making, 'undid', new Map([[categoryRecord(2).id, 3]]));
    expect(plan).toEqual({
      kind: 'blocked',
      obstacle: { what: 'category', name: 'Category 2', why: 'inUse', count: 3 },
    });
    expect(planned(made, making, 'undid')).toMatchObject({ kind: 'ready' });
  });

  it('is blocked by a category that has taken the name', () => {
    const former = categoryRecord(1);
    const renaming = editCategory('renameCategory', former, { ...former, name: 'wing' });
    const making = editCategory('createCategory', null, categoryRecord(2, { name: former.name }));
    const after = applyChange(applyChange(start, renaming), making);
    expect(planned(after, renaming, 'undid')).toMatchObject({ obstacle: { why: 'taken' } });
  });

  it('is blocked by the category that its object needs and that is gone', () => {
    const deleting = deleteAnnotation(with_(first), first);
    const bare = applyChange(with_(first), deleting);
    const gone = applyChange(bare, editCategory('deleteCategory', categoryRecord(1), null));
    expect(planned(gone, deleting, 'undid')).toMatchObject({
      obstacle: { what: 'category', why: 'gone' },
    });
  });

  it('is blocked by one image of many whose status was set again', () => {
    const rows = [...start.images.values()];
    const bulk = setStatus(rows, 'done', { by: '', at: 1 });
    const done = applyChange(start, bulk);
    const again = applyChange(done, setStatus([rowOf(done)], 'skipped', { by: '', at: 2 }));
    expect(planned(again, bulk, 'undid')).toMatchObject({
      obstacle: { what: 'image', name: 'photo-1.jpg', why: 'changed' },
    });
    const tagged = applyChange(
      done,
      reviseImages('setTags', [rowOf(done)], (each) => ({ ...each, tags: ['a'] })),
    );
    expect(rowOf(turned(tagged, bulk, 'undid'))).toMatchObject({ status: 'new', tags: ['a'] });
  });
});

function with_(annotation: Annotation): ProjectDocument {
  return applyChange(start, addAnnotation(start, annotation));
}

function planned(
  document: ProjectDocument,
  change: Change,
  verb: 'undid' | 'redid',
  objectCounts: ReadonlyMap<CategoryId, number> = new Map(),
) {
  return planTurn(change, verb, { ...document, annotations: objectsOf(document), objectCounts });
}

function turned(document: ProjectDocument, change: Change, verb: 'undid' | 'redid') {
  const plan = planned(document, change, verb);
  if (plan.kind === 'blocked') throw new Error(JSON.stringify(plan));
  return applyChange(document, plan.change);
}

function objectsOf({ annotations }: ProjectDocument) {
  return annotations.get(image.id) ?? new Map();
}

function rowOf({ images }: ProjectDocument) {
  const row = images.get(image.id);
  if (!row) throw new Error('the image is there');
  return row;
}
