import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, ImageId } from '#core/annotation/ids.ts';
import { invertChange, type Change } from '#core/project/change.ts';
import { applyChange, type ProjectDocument } from '#core/project/document.ts';

/** The open project and the way back and forth through its changes. */
export interface DocumentState {
  readonly document: ProjectDocument | null; // null until storage has answered
  readonly done: readonly Change[]; // oldest first; the last one is undone first
  readonly undone: readonly Change[]; // the last one is redone first
}

export type DocumentStore = StoreApi<DocumentState>;

export function createDocumentStore(): DocumentStore {
  return createStore<DocumentState>()(() => ({ document: null, done: [], undone: [] }));
}

/** Shows another project; its history starts empty. */
export function showDocument(store: DocumentStore, document: ProjectDocument): void {
  store.setState({ document, done: [], undone: [] });
}

/** Shows no project. */
export function closeDocument(store: DocumentStore): void {
  store.setState({ document: null, done: [], undone: [] });
}

/** Carries out a change that is no step of the history of this tab. */
export function followChange(store: DocumentStore, change: Change): void {
  store.setState(({ document }) => ({ document: document && applyChange(document, change) }));
}

/** Carries out a change that storage has already taken; what was undone before is gone. */
export function recordChange(store: DocumentStore, change: Change): void {
  store.setState(({ document, done }) => ({
    document: document && applyChange(document, change),
    done: [...done, change],
    undone: [],
  }));
}

/**
 * Carries out more of a change wherever it stands in history, so that one undo takes back both. What
 * was done since must not depend on `more`, as images that others do not know of never do.
 *
 * @returns the change that now stands in its place; null when it is no longer there to be extended
 */
export function extendChange(store: DocumentStore, change: Change, more: Change): Change | null {
  const { document, done } = store.getState();
  const index = done.lastIndexOf(change);
  if (index < 0) return null;
  const merged = { name: change.name, edits: [...change.edits, ...more.edits] };
  store.setState({
    document: document && applyChange(document, more),
    done: done.with(index, merged),
  });
  return merged;
}

/** Takes the last change back, after storage did. */
export function recordUndo(store: DocumentStore): void {
  store.setState(({ document, done, undone }) => {
    const change = done.at(-1);
    if (!change) return {};
    return {
      document: document && applyChange(document, invertChange(change)),
      done: done.slice(0, -1),
      undone: [...undone, change],
    };
  });
}

/** Carries out again what was undone last, after storage did. */
export function recordRedo(store: DocumentStore): void {
  store.setState(({ document, done, undone }) => {
    const change = undone.at(-1);
    if (!change) return {};
    return {
      document: document && applyChange(document, change),
      done: [...done, change],
      undone: undone.slice(0, -1),
    };
  });
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
