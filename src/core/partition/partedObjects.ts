import type { Annotation } from '../annotation/annotation.ts';
import { isEmptyMask } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import type { AnnotationId } from '../annotation/ids.ts';
import { withMask, type ObjectEdit } from '../project/objectEdits.ts';
import { closeGaps } from './closeGaps.ts';
import { toPartition } from './partition.ts';

/**
 * The edits after which each pixel of an image belongs to one object: the one in front. Locked objects
 * are never altered; they keep what they have, all others yield to them. Of what is covered
 * altogether the object is deleted.
 *
 * @param objects of one image
 */
export function partedObjects(objects: readonly Annotation[]): readonly ObjectEdit[] {
  const sorted = objects.toSorted((a, b) => placeOf(a) - placeOf(b) || a.order - b.order);
  const parted = toPartition(new Map(sorted.map(({ id, mask }) => [id, mask])));
  return sorted.flatMap((before): ObjectEdit[] => {
    const mask = parted.get(before.id);
    if (before.isLocked === true || !mask || mask === before.mask) return [];
    return [{ before, after: isEmptyMask(mask) ? null : withMask(before, mask) }];
  });
}

/**
 * The masks of unlocked objects that gain pixels when gaps of at most that width between any two objects
 * are closed. What would go to a locked object stays a gap.
 *
 * @param objects of one image
 */
export function gapsClosed(
  objects: readonly Annotation[],
  maxGapPx: number,
): ReadonlyMap<AnnotationId, Rle> {
  const closed = closeGaps(new Map(objects.map(({ id, mask }) => [id, mask])), maxGapPx);
  return new Map(
    objects.flatMap(({ id, mask, isLocked }) => {
      const after = closed.get(id);
      return after && after !== mask && isLocked !== true ? [[id, after] as const] : [];
    }),
  );
}

function placeOf({ isLocked }: Annotation): number {
  return isLocked === true ? 1 : 0;
}
