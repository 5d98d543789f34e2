import type { Annotation } from '../annotation/annotation.ts';
import type { AttributeSpec, AttributeValue, AttributeValues } from '../annotation/attributes.ts';
import type { AnnotationId, CategoryId, GroupId } from '../annotation/ids.ts';
import { isSameMask } from '../mask/measures.ts';
import { isSound } from '../polygon/polygon.ts';
import type { RecordEdit } from '../project/change.ts';
import { withCounts } from '../project/edits.ts';
import type { ImageSummary } from '../project/project.ts';
import { normalizeTag, withTag } from '../project/tags.ts';
import { crowdName, saysCrowd } from './crowdAttribute.ts';
import type { DataSetImage, DataSetObject } from './dataSet.ts';
import type { ExistingObjects } from './importPlan.ts';

/** What an image gets of an import. */
export interface ImportedObjects {
  readonly edits: readonly RecordEdit[]; // of its objects, and of itself at last; empty: nothing changes
  readonly addedCount: number;
  readonly knownCount: number; // the same mask and category was there already
  readonly removedCount: number;
  readonly isSkipped: boolean; // it has objects, and such images are to stay as they are
}

export interface ObjectsToImport {
  readonly image: ImageSummary;
  readonly present: readonly Annotation[]; // all objects of the image
  readonly coming: readonly DataSetObject[];
  readonly categoryIds: readonly (CategoryId | null)[]; // null: left out
  readonly existing: ExistingObjects;
  /** What the data set says of the image: tags are added, a split is set where there is none. */
  readonly labels: Pick<DataSetImage, 'split' | 'tags'>;
  readonly createdAt: number; // ms since 1970, UTC
  readonly newId: () => string;
}

/**
 * Puts objects on an image as they are, overlaps too, in front of those that are there. What is there
 * already is not doubled. Where objects are replaced, locked ones stay.
 */
export function importObjects(input: ObjectsToImport): ImportedObjects {
  const { image, present, existing } = input;
  const wanted = wantedOf(input);
  const isSkipped = wanted.length > 0 && existing === 'skip' && present.length > 0;
  const { fresh, same } = newOnes(isSkipped ? [] : wanted, present);
  const isReplacing = existing === 'replace' && wanted.length > 0;
  const removed = present.filter(
    ({ id, isLocked = false }) => isReplacing && !isLocked && !same.has(id),
  );
  const added = annotationsOf(fresh, input);
  const after = labelled(recounted(image, removed, added), input.labels);
  return {
    addedCount: added.length,
    knownCount: same.size,
    removedCount: removed.length,
    isSkipped,
    edits: [
      ...removed.map((before): RecordEdit => ({ kind: 'annotation', before, after: null })),
      ...added.map((object): RecordEdit => ({ kind: 'annotation', before: null, after: object })),
      ...(after === image ? [] : [{ kind: 'image', before: image, after } as const]),
    ],
  };
}

/** The image itself when it has these labels already. */
function labelled(image: ImageSummary, { split, tags }: ObjectsToImport['labels']): ImageSummary {
  const all = tags
    .map((tag) => normalizeTag(tag))
    .filter((tag) => tag !== '')
    .reduce(withTag, image.tags);
  const own = image.split ?? split;
  return all === image.tags && own === image.split ? image : { ...image, tags: all, split: own };
}

interface Wanted {
  readonly object: DataSetObject;
  readonly categoryId: CategoryId;
}

function wantedOf({ coming, categoryIds }: ObjectsToImport): readonly Wanted[] {
  return coming.flatMap((object) => {
    const categoryId = categoryIds[object.category] ?? null;
    return categoryId === null ? [] : { object, categoryId };
  });
}

/** Each object that is there stands for one that comes, so that equal ones of a file all come in once. */
function newOnes(wanted: readonly Wanted[], present: readonly Annotation[]) {
  const free = new Map<string, Annotation[]>();
  for (const annotation of present) {
    const key = keyOf(annotation.categoryId, annotation.mask.counts);
    free.set(key, [...(free.get(key) ?? []), annotation]);
  }
  const same = new Set<AnnotationId>();
  const fresh = wanted.filter(({ object: { mask }, categoryId }) => {
    const alike = free.get(keyOf(categoryId, mask.counts)) ?? [];
    const twin = alike.find((each) => !same.has(each.id) && isSameMask(each.mask, mask));
    if (twin) same.add(twin.id);
    return !twin;
  });
  return { fresh, same };
}

/** Masks that are equal have equal keys; others seldom do. */
function keyOf(categoryId: CategoryId, counts: Uint32Array): string {
  return `${categoryId} ${counts.length} ${counts[0]} ${counts[1]} ${counts.at(-1)}`;
}

function annotationsOf(
  fresh: readonly Wanted[],
  { image, present, createdAt, newId }: ObjectsToImport,
): readonly Annotation[] {
  const highest = present.reduce((most, { order }) => Math.max(most, order), 0);
  const groups = new Map<string, GroupId>();
  const groupOf = (name: string): GroupId => {
    const id = groups.get(name) ?? (newId() as GroupId);
    groups.set(name, id);
    return id;
  };
  return fresh.map(({ object, categoryId }, index): Annotation => {
    const attributes = attributesOf(object);
    return {
      id: newId() as AnnotationId,
      imageId: image.id,
      categoryId,
      mask: object.mask,
      ...(object.polygon && isSound(object.polygon, image.size) ? { polygon: object.polygon } : {}),
      name: object.name,
      color: null,
      isHidden: false,
      ...(object.group === null ? {} : { groupId: groupOf(object.group) }),
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      order: Math.floor(highest) + 1 + index,
      createdAt,
      provenance: object.provenance ?? { tool: 'import' },
    };
  });
}

/** The attribute that keeps the score of a prediction. */
const scoreName = 'score';

/** The attributes that categories need for what objects say besides. */
export function specsOfMarks(marks: {
  readonly crowdCount: number;
  readonly scoredCount: number;
}): readonly AttributeSpec[] {
  return [
    ...(marks.crowdCount > 0
      ? [{ kind: 'checkbox', name: crowdName, initial: false } as const]
      : []),
    ...(marks.scoredCount > 0 ? [{ kind: 'number', name: scoreName, initial: null } as const] : []),
  ];
}

function attributesOf({ attributes, isCrowd, score }: DataSetObject): AttributeValues {
  const marks: [string, AttributeValue][] = [];
  if (isCrowd && !saysCrowd(attributes)) marks.push([freeName(attributes, crowdName), true]);
  if (score !== null) marks.push([freeName(attributes, scoreName), score]);
  return { ...attributes, ...Object.fromEntries(marks) };
}

/** An object that has an attribute of the name keeps it. */
function freeName(values: AttributeValues, name: string): string {
  let free = name;
  for (let number = 2; Object.hasOwn(values, free); number += 1) free = `${name} ${number}`;
  return free;
}

function recounted(
  image: ImageSummary,
  removed: readonly Annotation[],
  added: readonly Annotation[],
): ImageSummary {
  if (removed.length === 0 && added.length === 0) return image;
  let { categoryCounts } = image;
  for (const { categoryId } of removed) {
    categoryCounts = withCounts(categoryCounts, { [categoryId]: -1 });
  }
  for (const { categoryId } of added) {
    categoryCounts = withCounts(categoryCounts, { [categoryId]: 1 });
  }
  const hasBegun = image.status === 'new' && Object.keys(categoryCounts).length > 0;
  return { ...image, categoryCounts, status: hasBegun ? 'inProgress' : image.status };
}
