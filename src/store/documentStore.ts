import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, ImageId } from '#core/annotation/ids.ts';
import type { Change } from '#core/project/change.ts';
import { applyChange, type ProjectDocument } from '#core/project/document.ts';

/** The open project; how it came to be is in `historyStore`. */
export interface DocumentState {
  readonly document: ProjectDocument | null; // null until storage has answered
}

export type DocumentStore = StoreApi<DocumentState>;

export function createDocumentStore(): DocumentStore {
  return createStore<DocumentState>()(() => ({ document: null }));
}

/** Shows another project. */
export function showDocument(store: DocumentStore, document: ProjectDocument): void {
  store.setState({ document });
}

/** Shows no project. */
export function closeDocument(store: DocumentStore): void {
  store.setState({ document: null });
}

/** Carries out a change that storage has already taken. */
export function recordChange(store: DocumentStore, change: Change): void {
  store.setState(({ document }) => ({ document: document && applyChange(document, change) }));
}

/** Brings the objects of one image into memory and lets those of all others go. */
export function openAnnotations(
  store: DocumentStore,
  imageId: ImageId | null,
  annotations: readonly Annotation[],
): void {
  const byId = new Map<AnnotationId, Annotation>(annotations.map((each) => [each.id, each]));
  store.setState(({ document }) => ({
    document: document && {
      ...document,
      annotations: new Map(imageId ? [[imageId, byId]] : []),
    },
  }));
}
