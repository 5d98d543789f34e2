import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CategoryChoice, ExistingObjects, ImagePlace } from '#core/dataset/importPlan.ts';
import type { ReadableFormat, ReadSummary } from '#core/dataset/readSummary.ts';
import type { Failure } from '#core/failure.ts';

/** How far the reading of files with annotations is. */
export type AnnotationReading =
  | { readonly kind: 'unknown' } // no format recognised them; somebody has to say which it is
  | { readonly kind: 'reading'; readonly share: number } // 0…1
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'read';
      readonly summary: ReadSummary;
      readonly places: readonly ImagePlace[]; // of its images
    };

/** What somebody decided about an import of annotations. */
export interface AnnotationChoices {
  readonly categories: readonly CategoryChoice[]; // as in the summary
  readonly existing: ExistingObjects;
}

/** Files with annotations that wait for somebody to say how they come in. */
export interface OpenAnnotations {
  readonly title: string; // of the folder, the archive or the first file
  readonly formats: readonly ReadableFormat[]; // the likeliest first
  readonly formatId: string | null; // null while it is unknown
  readonly reading: AnnotationReading;
  /** Reads them as another format. */
  readonly readAs: (formatId: string) => void;
  readonly start: (choices: AnnotationChoices) => void;
  /** Adds the images among the files and nothing else; null: there are none. */
  readonly addImages: (() => void) | null;
  /** Lets go of the files. */
  readonly close: () => void;
}

export interface AnnotationState {
  readonly open: OpenAnnotations | null;
}

export type AnnotationStore = StoreApi<AnnotationState>;

export function createAnnotationStore(): AnnotationStore {
  return createStore<AnnotationState>()(() => ({ open: null }));
}

export function showAnnotations(store: AnnotationStore, open: OpenAnnotations | null): void {
  store.setState({ open });
}

/** Tells how far the reading is; nothing where the files have been let go. */
export function reviseReading(
  store: AnnotationStore,
  patch: Pick<OpenAnnotations, 'formatId' | 'reading'>,
): void {
  store.setState(({ open }) => ({ open: open && { ...open, ...patch } }));
}
