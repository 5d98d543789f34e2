import { isSameCategoryName, type Category } from '../annotation/category.ts';
import type { Annotation } from '../annotation/annotation.ts';
import type { AnnotationId, CategoryId } from '../annotation/ids.ts';
import { isEqual } from '../merge/isEqual.ts';
import type { Change, RecordEdit } from './change.ts';
import type { ProjectDocument } from './document.ts';
import { withCounts } from './edits.ts';
import type { ImageSummary } from './project.ts';

/** The project as it is now, with the objects that a step was about. */
export interface CurrentRecords extends Pick<ProjectDocument, 'project' | 'categories' | 'images'> {
  readonly annotations: ReadonlyMap<AnnotationId, Annotation>;
  /** The number of objects of categories that a step may take away. */
  readonly objectCounts: ReadonlyMap<CategoryId, number>;
}

/** What a step that is to be taken back, or done again, runs into. */
export interface Obstacle {
  readonly what: RecordEdit['kind'];
  readonly name: string; // of an object without a name that of its category; '' where there is none
  /**
   * changed: something else was done to it since; gone: it is no longer there; inUse: objects have this
   * category; taken: another category has the name
   */
  readonly why: 'changed' | 'gone' | 'inUse' | 'taken';
  readonly count: number; // objects that have the category; else 1
}

export type TurnPlan =
  | { readonly kind: 'ready'; readonly change: Change }
  | { readonly kind: 'blocked'; readonly obstacle: Obstacle };

/**
 * The change that takes a step back, or does it again, whatever was done since. Fields that the step did
 * not touch stay as they are now; counts of objects follow from the objects. It is blocked when a later
 * step altered the same fields or counts on what this one made.
 */
export function planTurn(
  { name, edits }: Change,
  verb: 'undid' | 'redid',
  current: CurrentRecords,
): TurnPlan {
  const net = netEdits(edits);
  const moves = verb === 'redid' ? net : net.map(inverted).toReversed();
  const planned: RecordEdit[] = [];
  for (const move of moves) {
    const before = currentOf(current, move);
    const after = rebased(move, before, moves, verb);
    if (after === undefined)
      return { kind: 'blocked', obstacle: obstacleOf(move, before, current) };
    if (before || after) planned.push({ kind: move.kind, before, after } as RecordEdit);
  }
  const obstacle = danglingOf(planned, current);
  if (obstacle) return { kind: 'blocked', obstacle };
  return { kind: 'ready', change: { name, edits: planned } };
}

/** Each record once: as it was before the first edit of it, and after the last one. */
function netEdits(edits: readonly RecordEdit[]): readonly RecordEdit[] {
  const byKey = new Map<string, RecordEdit>();
  for (const edit of edits) {
    const key = `${edit.kind} ${idOf(edit)}`;
    const former = byKey.get(key);
    byKey.set(key, former ? ({ ...edit, before: former.before } as RecordEdit) : edit);
  }
  return [...byKey.values()].filter(({ before, after }) => before !== null || after !== null);
}

function inverted({ kind, before, after }: RecordEdit): RecordEdit {
  return { kind, before: after, after: before } as RecordEdit;
}

function idOf({ before, after }: RecordEdit): string {
  return (after ?? before)?.id ?? '';
}

type AnyRecord = NonNullable<RecordEdit['after']>;

function currentOf(current: CurrentRecords, edit: RecordEdit): AnyRecord | null {
  switch (edit.kind) {
    case 'project':
      return current.project;
    case 'category':
      return current.categories.get((edit.after ?? edit.before)?.id as CategoryId) ?? null;
    case 'image':
      return current.images.get((edit.after ?? edit.before)?.id as ImageSummary['id']) ?? null;
    case 'annotation':
      return current.annotations.get((edit.after ?? edit.before)?.id as AnnotationId) ?? null;
  }
}

/** @returns the record after the move; undefined: something else was done to it */
function rebased(
  move: RecordEdit,
  now: AnyRecord | null,
  moves: readonly RecordEdit[],
  verb: 'undid' | 'redid',
): AnyRecord | null | undefined {
  const { before, after } = move;
  if (isSameRecord(before, now)) return after;
  if (!before || !after || !now) return undefined;
  if (move.kind !== 'image') return withFields(now, before, after, new Set());
  const image = now as ImageSummary;
  const isByItself = isAutomatic(move.before, move.after);
  const kept = new Set(isByItself ? ['categoryCounts', 'status'] : ['categoryCounts']);
  const moved = withFields(image, before, after, kept) as ImageSummary | undefined;
  return moved && withDerived(moved, moves, verb);
}

/** The status that an image gets by its first object is nobody's decision. */
function isAutomatic(a: ImageSummary | null, b: ImageSummary | null): boolean {
  const statuses = [a?.status, b?.status];
  return (
    isEqual(a?.statusSet, b?.statusSet) &&
    statuses.includes('new') &&
    statuses.includes('inProgress')
  );
}

/** `now` with the fields in which `before` and `after` differ, all of which it must have from `before`. */
function withFields(
  now: AnyRecord,
  before: AnyRecord,
  after: AnyRecord,
  kept: ReadonlySet<string>,
): AnyRecord | undefined {
  const [here, from, to] = [now, before, after] as unknown as readonly Fields[];
  const next: Record<string, unknown> = { ...here };
  for (const key of new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])) {
    if (kept.has(key) || key === ownerKey || isEqual(from?.[key], to?.[key])) continue;
    if (!isEqual(here?.[key], from?.[key])) return undefined;
    next[key] = to?.[key];
  }
  return next as unknown as AnyRecord;
}

type Fields = Readonly<Record<string, unknown>>;

/** Storage keeps with each record the project that it belongs to. */
const ownerKey = 'projectId';

function isSameRecord(a: AnyRecord | null, b: AnyRecord | null): boolean {
  if (a === b || a === null || b === null) return a === b;
  return isEqual({ ...a, [ownerKey]: undefined }, { ...b, [ownerKey]: undefined });
}

/** What follows from the objects: how many there are, and whether work has begun. */
function withDerived(
  image: ImageSummary,
  moves: readonly RecordEdit[],
  verb: 'undid' | 'redid',
): ImageSummary {
  let { categoryCounts } = image;
  for (const move of moves) {
    if (move.kind !== 'annotation') continue;
    const { before, after } = move;
    if (before?.imageId === image.id) {
      categoryCounts = withCounts(categoryCounts, { [before.categoryId]: -1 });
    }
    if (after?.imageId === image.id) {
      categoryCounts = withCounts(categoryCounts, { [after.categoryId]: 1 });
    }
  }
  const isEmpty = Object.keys(categoryCounts).length === 0;
  const { status, statusSet } = image;
  if (verb === 'undid' && isEmpty && status === 'inProgress' && statusSet === null) {
    return { ...image, categoryCounts, status: 'new' };
  }
  if (!isEmpty && status === 'new') return { ...image, categoryCounts, status: 'inProgress' };
  return { ...image, categoryCounts };
}

function obstacleOf(
  move: RecordEdit,
  now: AnyRecord | null,
  { categories }: CurrentRecords,
): Obstacle {
  const why = now === null ? 'gone' : 'changed';
  const record = now ?? move.before ?? move.after;
  const category = record && 'categoryId' in record ? categories.get(record.categoryId)?.name : '';
  return { what: move.kind, name: nameOf(record) || (category ?? ''), why, count: 1 };
}

function nameOf(record: AnyRecord | null): string {
  if (record === null) return '';
  return 'fileName' in record ? record.fileName : record.name;
}

/** What would point nowhere, or stand twice, after these edits. */
function danglingOf(planned: readonly RecordEdit[], current: CurrentRecords): Obstacle | null {
  const categories = new Map(current.categories);
  const images = new Set<string>(current.images.keys());
  const objectCounts = new Map(current.objectCounts);
  for (const edit of planned) {
    if (edit.kind === 'category') {
      if (edit.after) categories.set(edit.after.id, edit.after);
      else if (edit.before) categories.delete(edit.before.id);
    }
    if (edit.kind === 'image') {
      if (edit.after) images.add(edit.after.id);
      else if (edit.before) images.delete(edit.before.id);
    }
    if (edit.kind !== 'annotation') continue;
    for (const [record, by] of [
      [edit.before, -1],
      [edit.after, 1],
    ] as const) {
      if (record)
        objectCounts.set(record.categoryId, (objectCounts.get(record.categoryId) ?? 0) + by);
    }
  }
  for (const edit of planned) {
    const found = faultIn(edit, { categories, images, objectCounts });
    if (found) return found;
  }
  return null;
}

interface Surroundings {
  readonly categories: ReadonlyMap<CategoryId, Category>;
  readonly images: ReadonlySet<string>;
  readonly objectCounts: ReadonlyMap<CategoryId, number>;
}

function faultIn(
  edit: RecordEdit,
  { categories, images, objectCounts }: Surroundings,
): Obstacle | null {
  if (edit.kind === 'annotation' && edit.after) {
    const { imageId, categoryId } = edit.after;
    if (!images.has(imageId)) return { what: 'image', name: '', why: 'gone', count: 1 };
    if (!categories.has(categoryId)) return { what: 'category', name: '', why: 'gone', count: 1 };
  }
  if (edit.kind !== 'category') return null;
  const { before, after } = edit;
  if (before && !after) {
    const count = objectCounts.get(before.id) ?? 0;
    return count > 0 ? { what: 'category', name: before.name, why: 'inUse', count } : null;
  }
  const twin = [...categories.values()].some(
    (other) => after && other.id !== after.id && isSameCategoryName(other.name, after.name),
  );
  return twin && after ? { what: 'category', name: after.name, why: 'taken', count: 1 } : null;
}

/** The categories that a turn may take away: their objects have to be counted first. */
export function categoriesAtStake(edits: readonly RecordEdit[]): readonly CategoryId[] {
  return edits.flatMap((edit) => {
    if (edit.kind !== 'category' || (edit.before && edit.after)) return [];
    return (edit.after ?? edit.before)?.id ?? [];
  });
}
