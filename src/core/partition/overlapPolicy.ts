import type { OverlapPolicy } from '../project/overlapPolicy.ts';
import { combineMasks } from '../mask/combine.ts';
import { sharedAreaOf } from '../mask/overlap.ts';
import type { Rle } from '../mask/rle.ts';

/** An object that is already there. */
export interface PlacedMask<Id> {
  readonly id: Id;
  readonly mask: Rle; // of the image's size
}

/** How many pixels an object shares with a new mask. */
export interface Overlap<Id> {
  readonly id: Id;
  readonly areaPx: number; // > 0
}

/** Masks that share no pixel with one another any more. */
export interface ResolvedOverlaps<Id> {
  readonly mask: Rle; // empty: nothing would be left of the new one
  readonly others: ReadonlyMap<Id, Rle>; // only those that changed; empty: nothing would be left
}

/** The objects that a mask overlaps, in their order. */
export function overlapsOf<Id>(
  mask: Rle,
  others: readonly PlacedMask<Id>[],
): readonly Overlap<Id>[] {
  return others
    .map((other) => ({ id: other.id, areaPx: sharedAreaOf(mask, other.mask) }))
    .filter(({ areaPx }) => areaPx > 0);
}

/**
 * Takes the shared pixels from the objects that were there (`newWins`) or from the new mask
 * (`oldWins`). What the others share among themselves stays. A mask of which nothing changes is the
 * very same.
 */
export function resolveOverlaps<Id>(
  mask: Rle,
  others: readonly PlacedMask<Id>[],
  policy: Exclude<OverlapPolicy, 'allow' | 'ask'>,
): ResolvedOverlaps<Id> {
  const overlapping = others.filter((other) => sharedAreaOf(mask, other.mask) > 0);
  if (policy === 'oldWins') {
    return { mask: overlapping.reduce(without, mask), others: new Map() };
  }
  return {
    mask,
    others: new Map(
      overlapping.map((other) => [other.id, combineMasks(other.mask, mask, 'difference')]),
    ),
  };
}

function without<Id>(mask: Rle, other: PlacedMask<Id>): Rle {
  return combineMasks(mask, other.mask, 'difference');
}
