import type { Annotation } from '../annotation/annotation.ts';
import type { Category } from '../annotation/category.ts';
import type { AnnotationId, CategoryId } from '../annotation/ids.ts';
import type { JournalEntry } from './journal.ts';
import type { ImageSummary, Project } from './project.ts';

/** An image and its objects at some moment of its history. */
export interface ImageState {
  readonly image: ImageSummary | null; // null: not (any more) in the project
  readonly annotations: ReadonlyMap<AnnotationId, Annotation>;
}

/** A state that is known, and the journal entry right after which it held. */
export interface KnownState extends ImageState {
  readonly seq: number;
}

/** What a project is besides its images, as far as its history tells. */
export interface ProjectState {
  readonly project: Project | null;
  readonly categories: ReadonlyMap<CategoryId, Category>;
}

/**
 * The image after all of its entries.
 *
 * @param start the newest snapshot; null: from the very beginning
 * @param entries of that image in the order of `seq`; those that `start` knows already are passed over
 */
export function replayImage(
  start: KnownState | null,
  entries: readonly JournalEntry[],
): ImageState {
  let image = start?.image ?? null;
  const annotations = new Map(start?.annotations);
  for (const { seq, edits } of entries) {
    if (start && seq <= start.seq) continue;
    for (const edit of edits) {
      if (edit.kind === 'image') image = edit.after;
      if (edit.kind !== 'annotation') continue;
      if (edit.after) annotations.set(edit.after.id, edit.after);
      else if (edit.before) annotations.delete(edit.before.id);
    }
  }
  return { image, annotations };
}

/** The project and its categories after all entries of the project as a whole, in the order of `seq`. */
export function replayProject(entries: readonly JournalEntry[]): ProjectState {
  let project: Project | null = null;
  const categories = new Map<CategoryId, Category>();
  for (const edit of entries.flatMap(({ edits }) => edits)) {
    if (edit.kind === 'project') project = edit.after;
    if (edit.kind !== 'category') continue;
    if (edit.after) categories.set(edit.after.id, edit.after);
    else if (edit.before) categories.delete(edit.before.id);
  }
  return { project, categories };
}

/** Whether the entries tell all that happened to an image: they begin with its arrival. */
export function isWholeHistory(entries: readonly JournalEntry[]): boolean {
  const first = entries[0]?.edits.find(({ kind }) => kind === 'image');
  return first !== undefined && first.before === null;
}
