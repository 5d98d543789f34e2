import type { Annotation } from '../annotation/annotation.ts';
import type { Category } from '../annotation/category.ts';
import type { AnnotationId, CategoryId, ImageId } from '../annotation/ids.ts';
import type { Change, RecordEdit } from './change.ts';
import type { ImageSummary, Project } from './project.ts';

/**
 * What is in memory of a project: settings, categories, one row per image, and the objects of the
 * open images only. Everything else stays in storage. Never mutated.
 */
export interface ProjectDocument {
  readonly project: Project;
  readonly categories: ReadonlyMap<CategoryId, Category>;
  readonly images: ReadonlyMap<ImageId, ImageSummary>;
  /** By image; an image that is missing here is not open. */
  readonly annotations: ReadonlyMap<ImageId, ReadonlyMap<AnnotationId, Annotation>>;
}

/** The document after a change. Objects of images that are not open stay out of memory. */
export function applyChange(document: ProjectDocument, change: Change): ProjectDocument {
  return change.edits.reduce(applyEdit, document);
}

function applyEdit(document: ProjectDocument, edit: RecordEdit): ProjectDocument {
  switch (edit.kind) {
    case 'project':
      return edit.after ? { ...document, project: edit.after } : document;
    case 'category':
      return { ...document, categories: withRecord(document.categories, edit) };
    case 'image':
      return applyImageEdit(document, edit);
    case 'annotation':
      return applyAnnotationEdit(document, edit);
  }
}

function applyImageEdit(
  document: ProjectDocument,
  edit: Extract<RecordEdit, { kind: 'image' }>,
): ProjectDocument {
  const images = withRecord(document.images, edit);
  if (edit.after || !edit.before) return { ...document, images };
  const annotations = new Map(document.annotations);
  annotations.delete(edit.before.id);
  return { ...document, images, annotations };
}

function applyAnnotationEdit(
  document: ProjectDocument,
  edit: Extract<RecordEdit, { kind: 'annotation' }>,
): ProjectDocument {
  const imageId = (edit.after ?? edit.before)?.imageId;
  const open = imageId && document.annotations.get(imageId);
  if (!open) return document;
  const annotations = new Map(document.annotations).set(imageId, withRecord(open, edit));
  return { ...document, annotations };
}

function withRecord<Id, Record extends { readonly id: Id }>(
  records: ReadonlyMap<Id, Record>,
  { before, after }: { readonly before: Record | null; readonly after: Record | null },
): ReadonlyMap<Id, Record> {
  const next = new Map(records);
  if (after) next.set(after.id, after);
  else if (before) next.delete(before.id);
  return next;
}

/** The objects of an open image in list order; empty while it is not open. */
export function annotationsOf(
  document: ProjectDocument,
  imageId: ImageId | null,
): readonly Annotation[] {
  const open = imageId && document.annotations.get(imageId);
  return open ? [...open.values()].toSorted((a, b) => a.order - b.order) : [];
}
