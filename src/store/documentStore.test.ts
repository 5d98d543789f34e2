import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '#core/project/change.ts';
import { addImages } from '#core/project/edits.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { documentHistories } from '#testing/arbitraryDocuments.ts';
import { annotationRecord, documentOf, imageRecord } from '#testing/records.ts';
import {
  createDocumentStore,
  extendChange,
  openAnnotations,
  recordChange,
  recordRedo,
  recordUndo,
  showDocument,
} from './documentStore.ts';

const images = [imageRecord(1), imageRecord(2)] as const;

describe('history', () => {
  it('forgets what was undone when something else is done', () => {
    const store = storeOf(documentOf());
    recordChange(store, addImages([images[0]]));
    recordUndo(store);
    recordChange(store, addImages([images[1]]));
    recordRedo(store);
    expect([...(store.getState().document?.images.values() ?? [])]).toEqual([images[1]]);
    expect(store.getState().undone).toEqual([]);
  });

  it('stays as it is when there is nothing to undo or redo', () => {
    const store = storeOf(documentOf());
    const before = store.getState();
    recordUndo(store);
    recordRedo(store);
    expect(store.getState()).toEqual(before);
  });

  it('starts empty with another project', () => {
    const store = storeOf(documentOf());
    recordChange(store, addImages([images[0]]));
    showDocument(store, documentOf());
    expect(store.getState()).toEqual({ document: documentOf(), done: [], undone: [] });
  });
});

describe('extendChange', () => {
  it('makes one undo step of both, which keeps the name of the first', () => {
    const store = storeOf(documentOf());
    const first = addImages([images[0]]);
    recordChange(store, first);
    extendChange(store, first, { ...addImages([images[1]]), name: 'renameProject' });
    expect(store.getState().done.map(({ name }) => name)).toEqual(['addImages']);
    recordUndo(store);
    expect(store.getState().document).toEqual(documentOf());
    recordRedo(store);
    expect(store.getState().document).toEqual(documentOf({ images }));
  });

  it('extends a change that others came after, and keeps what can be redone', () => {
    const store = storeOf(documentOf());
    const first = addImages([images[0]]);
    recordChange(store, first);
    recordChange(store, { name: 'renameProject', edits: [] });
    recordChange(store, { name: 'chooseModel', edits: [] });
    recordUndo(store);
    extendChange(store, first, addImages([images[1]]));
    const { done, undone } = store.getState();
    expect(done.map(({ edits }) => edits.length)).toEqual([2, 0]);
    expect(undone).toHaveLength(1);
  });

  it('does nothing once the change was undone', () => {
    const store = storeOf(documentOf());
    const first = addImages([images[0]]);
    recordChange(store, first);
    recordUndo(store);
    expect(extendChange(store, first, addImages([images[1]]))).toBeNull();
    expect(store.getState().document).toEqual(documentOf());
  });
});

describe('openAnnotations', () => {
  it('brings the objects of one image in and lets those of all others go', () => {
    const store = storeOf(documentOf({ images }));
    const first = annotationRecord(1);
    const second = annotationRecord(2, { imageId: images[1].id });
    openAnnotations(store, images[0].id, [first]);
    openAnnotations(store, images[1].id, [second]);
    expect(store.getState().document).toEqual(
      documentOf({ images, open: { [images[1].id]: [second] } }),
    );
    openAnnotations(store, null, []);
    expect(store.getState().document).toEqual(documentOf({ images }));
  });

  it('leaves the history alone', () => {
    const store = storeOf(documentOf());
    recordChange(store, addImages(images));
    const { done } = store.getState();
    openAnnotations(store, images[0].id, []);
    expect(store.getState().done).toBe(done);
  });
});

describe('properties', () => {
  it('comes back to the start when all is undone, and to the end when all is redone', () => {
    fc.assert(
      fc.property(documentHistories(), ({ start, changes }) => {
        const store = played(start, changes);
        const end = store.getState().document;
        for (const _ of changes) recordUndo(store);
        expect(store.getState().document).toEqual(start);
        for (const _ of changes) recordRedo(store);
        expect(store.getState().document).toEqual(end);
        expect(store.getState().done).toEqual(changes);
      }),
      { numRuns: 300 },
    );
  });

  it('shows the same whether it was done, or done, undone and redone on the way', () => {
    fc.assert(
      fc.property(documentHistories(), fc.infiniteStream(fc.boolean()), (history, detours) => {
        const straight = played(history.start, history.changes);
        const winding = storeOf(history.start);
        for (const change of history.changes) {
          recordChange(winding, change);
          if (detours.next().value !== true) continue;
          recordUndo(winding);
          recordRedo(winding);
        }
        expect(winding.getState()).toEqual(straight.getState());
      }),
    );
  });

  it('never has objects of an image in memory that is not open', () => {
    fc.assert(
      fc.property(documentHistories(), ({ start, changes }) => {
        const openIds = new Set(start.annotations.keys());
        const store = played(start, changes);
        const { document } = store.getState();
        expect([...(document?.annotations.keys() ?? [])].every((id) => openIds.has(id))).toBe(true);
      }),
    );
  });

  it('undoes merged changes as one', () => {
    fc.assert(
      fc.property(documentHistories(), ({ start, changes }) => {
        const store = storeOf(start);
        const [first, ...rest] = changes;
        fc.pre(first !== undefined);
        recordChange(store, first);
        rest.reduce((last, change) => extendChange(store, last, change) ?? last, first);
        expect(store.getState().done).toHaveLength(1);
        recordUndo(store);
        expect(store.getState().document).toEqual(start);
      }),
    );
  });
});

function storeOf(document: ProjectDocument) {
  const store = createDocumentStore();
  showDocument(store, document);
  return store;
}

function played(start: ProjectDocument, changes: readonly Change[]) {
  const store = storeOf(start);
  for (const change of changes) recordChange(store, change);
  return store;
}
