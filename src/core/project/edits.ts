import type { Annotation } from '../annotation/annotation.ts';
import { withInitialValues } from '../annotation/attributes.ts';
import type { Category } from '../annotation/category.ts';
import type { CategoryId } from '../annotation/ids.ts';
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

/** The change that alters some images in place; those that `revise` returns unaltered are left out. */
export function reviseImages(
  name: ChangeName,
  images: readonly ImageSummary[],
  revise: (image: ImageSummary) => ImageSummary,
): Change {
  const edits = images.flatMap((before): RecordEdit[] => {
    const after = revise(before);
    return after === before ? [] : [{ kind: 'image', before, after }];
  });
  return { name, edits };
}

/**
 * The change that adds one object to its image, with the initial values of its category's attributes.
 * Work on a new image has begun with it.
 */
export function addAnnotation(document: ProjectDocument, annotation: Annotation): Change {
  return {
    name: 'acceptCandidate',
    edits: [
      { kind: 'annotation', before: null, after: begun(document, annotation) },
      countEdit(document, annotation, { [annotation.categoryId]: 1 }),
    ],
  };
}

/** The change that leaves one object as one piece of itself and adds the others. */
export function divideAnnotation(
  document: ProjectDocument,
  before: Annotation,
  pieces: readonly [after: Annotation, ...others: readonly Annotation[]],
): Change {
  const [after, ...others] = pieces;
  return {
    name: 'sliceObject',
    edits: [
      { kind: 'annotation', before, after },
      ...others.map((each): RecordEdit => ({ kind: 'annotation', before: null, after: each })),
      countEdit(document, before, { [before.categoryId]: others.length }),
    ],
  };
}

/** The change that deletes one object. */
export function deleteAnnotation(document: ProjectDocument, annotation: Annotation): Change {
  return {
    name: 'deleteAnnotation',
    edits: [
      { kind: 'annotation', before: annotation, after: null },
      countEdit(document, annotation, { [annotation.categoryId]: -1 }),
    ],
  };
}

/** The change that alters one object in place, not its category. */
export function reviseAnnotation(
  name: ChangeName,
  before: Annotation,
  patch: Partial<
    Pick<
      Annotation,
      | 'name'
      | 'color'
      | 'isHidden'
      | 'isLocked'
      | 'groupId'
      | 'attributes'
      | 'order'
      | 'mask'
      | 'polygon'
      | 'provenance'
    >
  >,
): Change {
  return { name, edits: [{ kind: 'annotation', before, after: { ...before, ...patch } }] };
}

/** The change that gives one object another category. */
export function recategorizeAnnotation(
  document: ProjectDocument,
  before: Annotation,
  categoryId: CategoryId,
): Change {
  return {
    name: 'recategorizeAnnotation',
    edits: [
      { kind: 'annotation', before, after: { ...before, categoryId } },
      countEdit(document, before, { [before.categoryId]: -1, [categoryId]: 1 }),
    ],
  };
}

/** The change that creates, alters or deletes one category. */
export function editCategory(
  name: ChangeName,
  before: Category | null,
  after: Category | null,
): Change {
  return { name, edits: [{ kind: 'category', before, after }] };
}

/** Objects by category after `by` were added; categories without objects are absent. */
export function withCounts(
  counts: ImageSummary['categoryCounts'],
  by: ImageSummary['categoryCounts'],
): ImageSummary['categoryCounts'] {
  const sums: Record<CategoryId, number> = { ...counts };
  for (const [id, count] of Object.entries<number>(by)) {
    const key = id as CategoryId;
    const sum = (sums[key] ?? 0) + count;
    if (sum > 0) sums[key] = sum;
    else delete sums[key];
  }
  return sums;
}

function begun({ categories }: ProjectDocument, annotation: Annotation): Annotation {
  const specs = categories.get(annotation.categoryId)?.attributes;
  const attributes = withInitialValues(annotation.attributes, specs);
  return attributes && attributes !== annotation.attributes
    ? { ...annotation, attributes }
    : annotation;
}

function countEdit(
  document: ProjectDocument,
  { imageId }: Annotation,
  by: ImageSummary['categoryCounts'],
): RecordEdit {
  const before = document.images.get(imageId);
  invariant(before !== undefined, 'an object lies on an image of the project');
  const categoryCounts = withCounts(before.categoryCounts, by);
  const hasBegun = before.status === 'new' && Object.keys(categoryCounts).length > 0;
  const status = hasBegun ? 'inProgress' : before.status;
  return { kind: 'image', before, after: { ...before, categoryCounts, status } };
}
