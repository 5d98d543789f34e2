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

/**
 * The document after a change. Objects of images that are not open stay out of memory. A change of
 * many edits copies each map once.
 */
export function applyChange(document: ProjectDocument, change: Change): ProjectDocument {
  const draft = new DocumentDraft(document);
  for (const edit of change.edits) draft.apply(edit);
  return draft.finish();
}

/** A document in the making: maps are copied when they are first written to. */
class DocumentDraft {
  private readonly start: ProjectDocument;
  private project: Project;
  private categories: Map<CategoryId, Category> | null = null;
  private images: Map<ImageId, ImageSummary> | null = null;
  private annotations: Map<ImageId, Map<AnnotationId, Annotation>> | null = null;

  constructor(start: ProjectDocument) {
    this.start = start;
    this.project = start.project;
  }

  apply(edit: RecordEdit): void {
    switch (edit.kind) {
      case 'project':
        if (edit.after) this.project = edit.after;
        return;
      case 'category':
        this.categories ??= new Map(this.start.categories);
        writeRecord(this.categories, edit);
        return;
      case 'image':
        this.images ??= new Map(this.start.images);
        writeRecord(this.images, edit);
        if (!edit.after && edit.before) this.openAnnotations().delete(edit.before.id);
        return;
      case 'annotation': {
        const imageId = (edit.after ?? edit.before)?.imageId;
        const open = imageId && this.openAnnotations().get(imageId);
        if (open) writeRecord(open, edit);
      }
    }
  }

  finish(): ProjectDocument {
    const { start, project, categories, images, annotations } = this;
    if (project === start.project && !categories && !images && !annotations) return start;
    return {
      project,
      categories: categories ?? start.categories,
      images: images ?? start.images,
      annotations: annotations ?? start.annotations,
    };
  }

  /** Few images are open at a time, so that all of their objects can be copied at once. */
  private openAnnotations(): Map<ImageId, Map<AnnotationId, Annotation>> {
    this.annotations ??= new Map(
      [...this.start.annotations].map(([imageId, objects]) => [imageId, new Map(objects)]),
    );
    return this.annotations;
  }
}

function writeRecord<Id, Record extends { readonly id: Id }>(
  records: Map<Id, Record>,
  { before, after }: { readonly before: Record | null; readonly after: Record | null },
): void {
  if (after) records.set(after.id, after);
  else if (before) records.delete(before.id);
}

/** The objects of an open image in list order; empty while it is not open. */
export function annotationsOf(
  document: ProjectDocument,
  imageId: ImageId | null,
): readonly Annotation[] {
  const open = imageId && document.annotations.get(imageId);
  return open ? sortedAnnotations(open.values()) : [];
}

/** Objects of one image in list order. */
export function sortedAnnotations(annotations: Iterable<Annotation>): readonly Annotation[] {
  return [...annotations].toSorted((a, b) => a.order - b.order);
}
