import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertChange, type Change } from '#core/project/change.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { documentHistories } from '#testing/arbitraryDocuments.ts';
import { annotationRecord, documentOf, imageRecord } from '#testing/records.ts';
import {
  createDocumentStore,
  openAnnotations,
  recordChange,
  showDocument,
} from './documentStore.ts';

const images = [imageRecord(1), imageRecord(2)] as const;

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
});

describe('properties', () => {
  it('comes back to the start when all is taken back, the newest first', () => {
    fc.assert(
      fc.property(documentHistories(), ({ start, changes }) => {
        const store = played(start, changes);
        for (const change of changes.toReversed()) recordChange(store, invertChange(change));
        expect(store.getState().document).toEqual(start);
      }),
      { numRuns: 300 },
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
