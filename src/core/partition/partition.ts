import type { Box } from '../geometry/box.ts';
import { combineMasks } from '../mask/combine.ts';
import { maskOfRuns } from '../mask/maskOfRuns.ts';
import { boundsOf, isEmptyMask } from '../mask/measures.ts';
import { sharedAreaOf } from '../mask/overlap.ts';
import type { Rle } from '../mask/rle.ts';
import { handedOver } from './handedOver.ts';

/** An edited object, and what its edit did to those beside it. */
export interface MovedBorder<Id> {
  readonly mask: Rle;
  readonly neighbours: ReadonlyMap<Id, Rle>; // only those that changed; empty: nothing would be left
}

/**
 * The masks without overlaps: each pixel belongs to the last of those that had it, the one in front.
 * A mask of which nothing changes is the very same; one that others cover altogether is empty.
 *
 * @param masksInOrder of one size, from back to front
 * Cost: the runs of those whose boxes overlap.
 */
export function toPartition<Id>(masksInOrder: ReadonlyMap<Id, Rle>): ReadonlyMap<Id, Rle> {
  const placed = [...masksInOrder].map(([id, mask]) => ({ id, mask, bounds: boundsOf(mask) }));
  return new Map(
    placed.map(({ id, mask, bounds }, i) => {
      const front = placed
        .slice(i + 1)
        .filter((other) => doOverlap(bounds, other.bounds) && sharedAreaOf(mask, other.mask) > 0);
      const left = front.reduce((rest, { mask: cover }) => minus(rest, cover), mask);
      return [id, left];
    }),
  );
}

/**
 * Moves the border that an object shares with its neighbours, by an edit of the object alone. What it
 * takes is taken from them. What it gives up where it touched a neighbour, side by side, goes to that
 * neighbour, see {@link handedOver}; what it gives up elsewhere becomes background, a hole in its middle too.
 * Cost: runs + area of the box around what is given up.
 */
export function moveSharedBorder<Id>(
  before: Rle,
  after: Rle,
  neighbours: ReadonlyMap<Id, Rle>,
): MovedBorder<Id> {
  const gained = minus(after, before);
  const lost = minus(before, after);
  const old = [...neighbours.values()];
  const received = isEmptyMask(lost) ? [] : handedOver({ lost, kept: after, neighbours: old });
  const changed = new Map<Id, Rle>();
  for (const [i, [id, mask]] of [...neighbours].entries()) {
    const added = maskOfRuns(mask.size, received[i] ?? { starts: [], ends: [] });
    const isGiven = !isEmptyMask(added) && !isEmptyMask(minus(added, mask));
    const isTaken = sharedAreaOf(mask, gained) > 0;
    if (!isGiven && !isTaken) continue;
    const rest = isTaken ? minus(mask, gained) : mask;
    changed.set(id, isGiven ? combineMasks(rest, added, 'union') : rest);
  }
  return { mask: after, neighbours: changed };
}

function minus(a: Rle, b: Rle): Rle {
  return combineMasks(a, b, 'difference');
}

function doOverlap(a: Box<'image'>, b: Box<'image'>): boolean {
  const isApartX = a.x + a.width <= b.x || b.x + b.width <= a.x;
  return !isApartX && a.y + a.height > b.y && b.y + b.height > a.y;
}
