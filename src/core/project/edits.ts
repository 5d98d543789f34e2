import type { Annotation } from '../annotation/annotation.ts';
import type { Category } from '../annotation/category.ts';
import { invariant } from '../failure.ts';
import type { Change, ChangeName, RecordEdit } from './change.ts';
import type { ProjectDocument } from './document.ts';
import type { ImageSummary } from './project.ts';

/** The change that adds images at the end of the filmstrip. */
export function addImages(images: readonly ImageSummary[]): Change {
  return {
    name: 'addImages',
    edits: images.map((after) => ({ kind: 'image', before: null, after })),
  };
}

/** The change that takes an image out, with all its objects. */
export function removeImage(image: ImageSummary, annotations: readonly Annotation[]): Change {
  return {
    name: 'removeImage',
    edits: [
      ...annotations.map((before): RecordEdit => ({ kind: 'annotation', before, after: null })),
      { kind: 'image', before: image, after: null },
    ],
  };
}

/** The change that adds one object to its image. */
export function addAnnotation(document: ProjectDocument, annotation: Annotation): Change {
  return {
    name: 'acceptCandidate',
    edits: [
      { kind: 'annotation', before: null, after: annotation },
      countEdit(document, annotation, 1),
    ],
  };
}

/** The change that deletes one object. */
export function deleteAnnotation(document: ProjectDocument, annotation: Annotation): Change {
  return {
    name: 'deleteAnnotation',
    edits: [
      { kind: 'annotation', before: annotation, after: null },
      countEdit(document, annotation, -1),
    ],
  };
}

/** The change that alters one object in place. */
export function reviseAnnotation(
  name: ChangeName,
  before: Annotation,
  patch: Partial<
    Pick<Annotation, 'name' | 'color' | 'categoryId' | 'isHidden' | 'mask' | 'provenance'>
  >,
): Change {
  return { name, edits: [{ kind: 'annotation', before, after: { ...before, ...patch } }] };
}

/** The change that creates, alters or deletes one category. */
export function editCategory(
  name: ChangeName,
  before: Category | null,
  after: Category | null,
): Change {
  return { name, edits: [{ kind: 'category', before, after }] };
}

function countEdit(document: ProjectDocument, annotation: Annotation, by: number): RecordEdit {
  const before = document.images.get(annotation.imageId);
  invariant(before !== undefined, 'an object lies on an image of the project');
  const after = { ...before, annotationCount: before.annotationCount + by };
  return { kind: 'image', before, after };
}
