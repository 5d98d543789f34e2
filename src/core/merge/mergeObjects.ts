import type { Annotation } from '../annotation/annotation.ts';
import type { AnnotationId, ImageId } from '../annotation/ids.ts';
import { matchByIou } from '../metrics/matchByIou.ts';
import { isEqual } from './isEqual.ts';
import { pickChanged } from './mergeImageFields.ts';

/** How both sides are at odds about an object. */
export type ConflictKind = 'both-edited' | 'deleted-mine' | 'deleted-theirs' | 'both-added';

/** An object that a person has to decide on; everything in the project's own ids. */
export interface MergeConflict {
  readonly id: string; // the same whenever the same package is merged into the same project
  readonly imageId: ImageId;
  readonly kind: ConflictKind;
  readonly base: Annotation | null;
  readonly mine: Annotation | null;
  readonly theirs: Annotation | null;
}

/** What became of the objects of which nobody has to decide. */
export type Outcome = 'unchanged' | 'keptMine' | 'same' | 'added' | 'edited' | 'deleted';

export interface ObjectMerge {
  readonly settled: readonly Annotation[]; // in no order
  readonly conflicts: readonly MergeConflict[]; // in the order of the list of objects
  readonly outcomes: readonly Outcome[];
}

/** From this IoU on two new objects may be the same one. */
const doubleFromIou = 0.5;

export interface ObjectVersions {
  readonly imageId: ImageId;
  readonly base: readonly Annotation[];
  readonly mine: readonly Annotation[];
  readonly theirs: readonly Annotation[];
}

/**
 * The objects of one image, merged one by one by their ids. An edit is another mask, category, name
 * or attribute; colour, visibility, lock, group and place in the list are taken from whoever changed them, the project's own first.
 * Two edits that differ, an edit of what the other side deleted, and two new objects that overlap by an
 * IoU of 0.5 or more are conflicts; all else settles itself, and nothing is lost that nobody deleted.
 */
export function mergeObjects({ imageId, base, mine, theirs }: ObjectVersions): ObjectMerge {
  const [before, ours, others] = [base, mine, theirs].map(byId);
  const isNew = ({ id }: Annotation) => before?.has(id) !== true;
  const doubles = matchByIou(
    mine.filter((each) => isNew(each) && others?.has(each.id) !== true),
    theirs.filter((each) => isNew(each) && ours?.has(each.id) !== true),
    doubleFromIou,
  );
  const conflicts = doubles.map((pair): MergeConflict => {
    const id = `${imageId}/${pair.mine.id}`;
    return { id, imageId, kind: 'both-added', base: null, mine: pair.mine, theirs: pair.theirs };
  });
  const settled: Annotation[] = [];
  const outcomes: Outcome[] = [];
  const inDoubt = new Set(doubles.flatMap((pair) => [pair.mine.id, pair.theirs.id]));
  for (const id of new Set([...base, ...mine, ...theirs].map((each) => each.id))) {
    if (inDoubt.has(id)) continue;
    const versions = {
      base: before?.get(id) ?? null,
      mine: ours?.get(id) ?? null,
      theirs: others?.get(id) ?? null,
    };
    const verdict = judge(versions);
    if ('conflict' in verdict) {
      conflicts.push({ id: `${imageId}/${id}`, imageId, kind: verdict.conflict, ...versions });
    } else {
      outcomes.push(verdict.outcome);
      if (verdict.kept) settled.push(verdict.kept);
    }
  }
  const orderOf = ({ mine: own, theirs: other }: MergeConflict) => (own ?? other)?.order ?? 0;
  return {
    settled,
    conflicts: conflicts.toSorted((a, b) => orderOf(a) - orderOf(b)),
    outcomes,
  };
}

interface Versions {
  readonly base: Annotation | null;
  readonly mine: Annotation | null;
  readonly theirs: Annotation | null;
}

type Verdict =
  | { readonly outcome: Outcome; readonly kept: Annotation | null }
  | { readonly conflict: ConflictKind };

function judge({ base, mine, theirs }: Versions): Verdict {
  if (mine && theirs) return judgeBoth(base, mine, theirs);
  if (mine) {
    if (!base) return { outcome: 'keptMine', kept: mine };
    return isSameObject(mine, base)
      ? { outcome: 'deleted', kept: null }
      : { conflict: 'deleted-theirs' };
  }
  if (theirs) {
    if (!base) return { outcome: 'added', kept: theirs };
    return isSameObject(theirs, base)
      ? { outcome: 'keptMine', kept: null }
      : { conflict: 'deleted-mine' };
  }
  return { outcome: 'same', kept: null };
}

function judgeBoth(base: Annotation | null, mine: Annotation, theirs: Annotation): Verdict {
  const isMineEdited = !base || !isSameObject(mine, base);
  const isTheirsEdited = !base || !isSameObject(theirs, base);
  if (isMineEdited && isTheirsEdited && !isSameObject(mine, theirs)) {
    return { conflict: 'both-edited' };
  }
  const isTaken = isTheirsEdited && !isMineEdited;
  const from = isTaken ? theirs : mine;
  const before = base ?? mine;
  const kept = {
    ...from,
    color: pickChanged(before.color, mine.color, theirs.color),
    isHidden: pickChanged(before.isHidden, mine.isHidden, theirs.isHidden),
    order: pickChanged(before.order, mine.order, theirs.order),
    ...lockAndGroup(before, mine, theirs),
  };
  const isMine = !isTaken && isEqual(kept, mine);
  if (isTaken || !isMine) return { outcome: 'edited', kept };
  if (isMineEdited) return { outcome: isTheirsEdited ? 'same' : 'keptMine', kept: mine };
  return { outcome: 'unchanged', kept: mine };
}

/** Those that nobody ever set stay absent. */
function lockAndGroup(
  before: Annotation,
  mine: Annotation,
  theirs: Annotation,
): Pick<Annotation, 'isLocked' | 'groupId'> {
  const isLocked = pickChanged(before.isLocked, mine.isLocked, theirs.isLocked);
  const groupId = pickChanged(before.groupId, mine.groupId, theirs.groupId);
  return {
    ...(isLocked === undefined ? {} : { isLocked }),
    ...(groupId === undefined ? {} : { groupId }),
  };
}

function isSameObject(a: Annotation, b: Annotation): boolean {
  return (
    a.categoryId === b.categoryId &&
    a.name === b.name &&
    a.mask.counts.length === b.mask.counts.length &&
    a.mask.counts.every((count, i) => count === b.mask.counts[i]) &&
    isEqual(a.polygon ?? null, b.polygon ?? null) &&
    isEqual(a.attributes ?? {}, b.attributes ?? {})
  );
}

function byId(objects: readonly Annotation[]): ReadonlyMap<AnnotationId, Annotation> {
  return new Map(objects.map((each) => [each.id, each]));
}
