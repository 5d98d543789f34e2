import type { Annotation } from '../annotation/annotation.ts';
import type { AnnotationId, ImageId } from '../annotation/ids.ts';
import { combineMasks } from '../mask/combine.ts';
import { isEmptyMask } from '../mask/measures.ts';
import { sharedAreaOf } from '../mask/overlap.ts';
import type { Rle } from '../mask/rle.ts';
import { moveSharedBorder, toPartition } from '../partition/partition.ts';
import type { Change } from './change.ts';
import { editObjects, withMask, type ObjectEdit } from './objectEdits.ts';
import type { ImageSummary } from './project.ts';

/** Who gets the pixels that an edit takes from others; `partition`: borders are shared. */
export type OverlapRule = 'newWins' | 'oldWins' | 'partition';

/** An object that a change would come to share pixels with. */
export interface GainedOverlap {
  readonly annotation: Annotation;
  readonly areaPx: number; // > 0
}

/** What is there before a change, of all images that it touches. */
export interface Ground {
  readonly images: ReadonlyMap<ImageId, ImageSummary>;
  readonly objects: readonly Annotation[];
}

/** A change after which nobody shares more pixels than before. */
export interface SettledChange {
  readonly change: Change;
  readonly coveredCount: number; // objects of which nothing was left; the change deletes them
}

/** The images on which a change makes a mask or alters one. */
export function imagesWithNewMasks({ edits }: Change): ReadonlySet<ImageId> {
  return new Set(
    edits.flatMap((edit) =>
      edit.kind === 'annotation' && edit.after && edit.after.mask !== edit.before?.mask
        ? edit.after.imageId
        : [],
    ),
  );
}

/**
 * Unlocked objects that a change would cover where it did not before, in their order. What a change does
 * to the objects that it alters itself is its own affair.
 */
export function gainedOverlaps(
  change: Change,
  objects: readonly Annotation[],
): readonly GainedOverlap[] {
  return [...imagesWithNewMasks(change)].flatMap((imageId) => {
    const scene = sceneOf(change, objects, imageId);
    const gains = scene.touched.map(gainOf);
    return scene.open.flatMap((annotation) => {
      const shared = gains.map((gain) => combineMasks(gain, annotation.mask, 'intersection'));
      const areaPx = shared.length > 0 ? areaShared(shared, annotation.mask) : 0;
      return areaPx > 0 ? { annotation, areaPx } : [];
    });
  });
}

/**
 * The change with what it does to all other objects. Only pixels that an object gains are settled:
 * what was shared before stays so. Locked objects keep all of theirs under every rule, and nobody is
 * given any of it.
 *
 * Old objects of which nothing is left are deleted in the same step. New ones of which nothing is left are
 * left out; null when none of the new ones, or nothing of an altered one, is left.
 * In a partition the objects that the change alters share nothing among themselves either: the one
 * in front has it.
 */
export function settleOverlaps(
  change: Change,
  { images, objects }: Ground,
  rule: OverlapRule,
): SettledChange | null {
  const imageIds = imagesWithNewMasks(change);
  const settled = [...imageIds].map((imageId) => settle(sceneOf(change, objects, imageId), rule));
  const edits = settled.flatMap((each) => each?.edits ?? []);
  if (settled.includes(null) || !edits.some(({ after }) => after)) return null;
  const others = change.edits.flatMap((edit): ObjectEdit[] =>
    edit.kind === 'annotation' &&
    !imageIds.has((edit.after ?? edit.before)?.imageId ?? ('' as ImageId))
      ? [edit]
      : [],
  );
  const objectsChange = editObjects(images, change.name, [...edits, ...others]);
  return {
    change: { name: change.name, edits: withOwnImageEdits(change, objectsChange) },
    coveredCount: settled.reduce((sum, each) => sum + (each?.coveredCount ?? 0), 0),
  };
}

/** One image, as a change finds it. */
interface Scene {
  readonly touched: readonly ObjectEdit[];
  readonly open: readonly Annotation[]; // not touched, not locked
  readonly locked: readonly Annotation[]; // not touched
}

interface SettledScene {
  readonly edits: readonly ObjectEdit[];
  readonly coveredCount: number;
}

function sceneOf({ edits }: Change, objects: readonly Annotation[], imageId: ImageId): Scene {
  const touched = edits.flatMap((edit): ObjectEdit[] =>
    edit.kind === 'annotation' && (edit.after ?? edit.before)?.imageId === imageId ? [edit] : [],
  );
  const ids = new Set(touched.flatMap(({ before, after }) => (after ?? before)?.id ?? []));
  const standing = objects.filter((each) => each.imageId === imageId && !ids.has(each.id));
  return {
    touched,
    open: standing.filter(({ isLocked }) => isLocked !== true),
    locked: standing.filter(({ isLocked }) => isLocked === true),
  };
}

function settle({ touched, open, locked }: Scene, rule: OverlapRule): SettledScene | null {
  const winners = rule === 'oldWins' ? [...open, ...locked] : locked;
  const wished = touched.map((edit) => yieldTo(edit, winners));
  const edits = rule === 'partition' ? partedAmong(wished) : wished;
  const isEmptied = edits.some(({ before, after }) => before && after && isEmptyMask(after.mask));
  if (isEmptied) return null;
  const kept = edits.filter(({ after }) => !after || !isEmptyMask(after.mask));
  const altered = rule === 'oldWins' ? [] : neighboursAfter(kept, open, rule);
  const covered = altered.filter(({ mask }) => isEmptyMask(mask));
  const neighbourEdits = altered.map(({ before, mask }): ObjectEdit => ({
    before,
    after: isEmptyMask(mask) ? null : withMask(before, mask),
  }));
  return { edits: [...kept, ...neighbourEdits], coveredCount: covered.length };
}

/** The edit without those gained pixels that others keep. */
function yieldTo(edit: ObjectEdit, winners: readonly Annotation[]): ObjectEdit {
  const { before, after } = edit;
  if (!after || after.mask === before?.mask) return edit;
  const gain = gainOf(edit);
  const mask = winners.reduce((rest, winner) => {
    if (sharedAreaOf(gain, winner.mask) === 0) return rest;
    return minus(rest, combineMasks(gain, winner.mask, 'intersection'));
  }, after.mask);
  return mask === after.mask ? edit : { before, after: withMask(after, mask) };
}

function partedAmong(edits: readonly ObjectEdit[]): readonly ObjectEdit[] {
  const afters = edits.flatMap(({ after }) => after ?? []).toSorted((a, b) => a.order - b.order);
  const parted = toPartition(new Map(afters.map(({ id, mask }) => [id, mask])));
  return edits.map(({ before, after }) => {
    const mask = after && parted.get(after.id);
    return after && mask && mask !== after.mask
      ? { before, after: withMask(after, mask) }
      : { before, after };
  });
}

interface AlteredNeighbour {
  readonly before: Annotation;
  readonly mask: Rle;
}

function neighboursAfter(
  edits: readonly ObjectEdit[],
  open: readonly Annotation[],
  rule: 'newWins' | 'partition',
): readonly AlteredNeighbour[] {
  if (rule === 'newWins') {
    const gains = edits.map(gainOf);
    return open.flatMap((before) => {
      const mask = gains
        .filter((gain) => sharedAreaOf(gain, before.mask) > 0)
        .reduce(minus, before.mask);
      return mask === before.mask ? [] : { before, mask };
    });
  }
  const befores = unionOf(edits.map(({ before }) => before));
  const afters = unionOf(edits.map(({ after }) => after));
  if (!afters) return [];
  const byId = new Map<AnnotationId, Annotation>(open.map((each) => [each.id, each]));
  const masks = new Map(open.map(({ id, mask }) => [id, mask]));
  const { neighbours } = moveSharedBorder(befores ?? nothingOf(afters), afters, masks);
  return [...neighbours].flatMap(([id, mask]) => {
    const before = byId.get(id);
    return before ? { before, mask } : [];
  });
}

/** The pixels that an object has only after the edit. */
function gainOf({ before, after }: ObjectEdit): Rle {
  if (after && before)
    return after.mask === before.mask ? nothingOf(after.mask) : minus(after.mask, before.mask);
  return (
    after?.mask ??
    nothingOf(before?.mask ?? { size: { width: 0, height: 0 }, counts: new Uint32Array() })
  );
}

function unionOf(objects: readonly (Annotation | null)[]): Rle | null {
  return objects.reduce<Rle | null>((union, each) => {
    if (!each) return union;
    return union ? combineMasks(union, each.mask, 'union') : each.mask;
  }, null);
}

function areaShared(parts: readonly Rle[], mask: Rle): number {
  return sharedAreaOf(
    parts.reduce((a, b) => combineMasks(a, b, 'union')),
    mask,
  );
}

function minus(a: Rle, b: Rle): Rle {
  return combineMasks(a, b, 'difference');
}

function nothingOf({ size }: Rle): Rle {
  return { size, counts: Uint32Array.of(size.width * size.height) };
}

/** What the change says of images besides their counts, and of everything else, is kept. */
function withOwnImageEdits(change: Change, settled: Change | null): Change['edits'] {
  const edits = settled?.edits ?? [];
  const counted = new Map(
    edits.flatMap((edit) =>
      edit.kind === 'image' && edit.after ? [[edit.after.id, edit] as const] : [],
    ),
  );
  const own = change.edits.flatMap((edit): Change['edits'] => {
    if (edit.kind === 'annotation') return [];
    if (edit.kind !== 'image' || !edit.after || !edit.before) return [edit];
    const counts = counted.get(edit.after.id)?.after?.categoryCounts ?? edit.before.categoryCounts;
    counted.delete(edit.after.id);
    return [{ ...edit, after: { ...edit.after, categoryCounts: counts } }];
  });
  return [...edits.filter(({ kind }) => kind === 'annotation'), ...own, ...counted.values()];
}
