import type { Split } from '../project/split.ts';
import { Allocation, type Portion, type Totals } from './allocation.ts';
import type { Ratios } from './ratios.ts';
import { shuffled } from './seededRandom.ts';

/**
 * Shares out portions so that every split gets its ratio of the images and of each category's objects,
 * as nearly as whole portions allow. Portions larger than half of the smallest split go first, the rest
 * by its rarest category, each where most of that category is lacking; then portions move
 * and change places as long as that brings the ratios nearer. No wanted split stays empty while there are portions enough.
 * Source: Sechidis, Tsoumakas, Vlahavas 2011, "On the stratification of multi-label data" (iterative
 * stratification), here with groups in place of single examples and a last round of moves and swaps.
 *
 * @param random breaks ties; see `seededRandom`
 */
export function stratify(
  portions: readonly Portion[],
  { totals, ratios, random }: StratifyOptions,
): ReadonlyMap<Portion, Split> {
  const allocation = new Allocation(totals, ratios);
  for (const portion of portions) if (portion.fixed) allocation.put(portion, portion.fixed);
  const free = shuffled(
    portions.filter(({ fixed }) => fixed === null),
    random,
  );
  shareOut(allocation, free, totals, ratios);
  fillEmptySplits(allocation, free);
  improve(allocation, free, random);
  return allocation.of;
}

export interface StratifyOptions {
  readonly totals: Totals;
  readonly ratios: Ratios; // sum 1
  readonly random: () => number;
}

function shareOut(
  allocation: Allocation,
  free: readonly Portion[],
  totals: Totals,
  ratios: Ratios,
): void {
  const wanted = allocation.wanted;
  const smallest = Math.min(...wanted.map((split) => ratios[split])) * (totals.amounts[0] ?? 0);
  const isBig = ({ images }: Portion) => images.length > 1 && images.length > smallest / 2;
  for (const portion of bySize(free.filter(isBig), 0)) {
    allocation.put(portion, cheapest(allocation, portion));
  }
  const rest = new Set(free.filter((portion) => !isBig(portion)));
  const left = remainingOf(rest, totals);
  for (let kind = rarest(left); kind !== null; kind = rarest(left)) {
    const holders = [...rest].filter(({ kinds }) => kinds.includes(kind ?? 0));
    for (const portion of bySize(holders, kind)) {
      allocation.put(portion, mostLacking(allocation, portion, kind));
      rest.delete(portion);
      for (const [i, each] of portion.kinds.entries()) {
        left[each] = (left[each] ?? 0) - (portion.amounts[i] ?? 0);
      }
    }
    left[kind] = 0;
  }
  for (const portion of bySize([...rest], 0)) {
    allocation.put(portion, mostLacking(allocation, portion, 0));
  }
}

function remainingOf(portions: Iterable<Portion>, { amounts }: Totals): number[] {
  const left = amounts.map(() => 0);
  for (const { kinds, amounts: own } of portions) {
    for (const [i, kind] of kinds.entries()) left[kind] = (left[kind] ?? 0) + (own[i] ?? 0);
  }
  return left;
}

/** The category of which the fewest objects remain; null when none does. */
function rarest(left: readonly number[]): number | null {
  let found: number | null = null;
  for (let kind = 1; kind < left.length; kind += 1) {
    const amount = left[kind] ?? 0;
    if (amount > 0 && (found === null || amount < (left[found] ?? 0))) found = kind;
  }
  return found;
}

/** The portions with most of a quantity first; equal ones stay in their shuffled order. */
function bySize(portions: readonly Portion[], kind: number): readonly Portion[] {
  const amountOf = ({ kinds, amounts }: Portion) => amounts[kinds.indexOf(kind)] ?? 0;
  return portions.toSorted((a, b) => amountOf(b) - amountOf(a));
}

function cheapest(allocation: Allocation, portion: Portion): Split {
  return best(allocation.wanted, (split) => -allocation.costOf(portion, split, 1));
}

/** Where most of the quantity is lacking, then where most images are, then where it costs least. */
function mostLacking(allocation: Allocation, portion: Portion, kind: number): Split {
  const lack = (split: Split) => allocation.lackOf(split, kind);
  const most = Math.max(...allocation.wanted.map(lack));
  const candidates = allocation.wanted.filter((split) => lack(split) === most);
  return best(candidates, (split) =>
    candidates.length === 1 ? 0 : -allocation.costOf(portion, split, 1),
  );
}

function best(candidates: readonly Split[], valueOf: (split: Split) => number): Split {
  let found: Split = candidates[0] ?? 'train';
  let highest = -Infinity;
  for (const split of candidates) {
    const value = valueOf(split);
    if (value > highest) {
      highest = value;
      found = split;
    }
  }
  return found;
}

/** A trainer stops at a split without images, so that an exact ratio matters less than one image. */
function fillEmptySplits(allocation: Allocation, free: readonly Portion[]): void {
  for (const empty of allocation.wanted) {
    if (allocation.portionsIn(empty) > 0) continue;
    const movable = free.filter((portion) => isMovable(allocation, portion));
    const [first, ...others] = movable.map((portion) => ({
      portion,
      cost: allocation.moveCost(portion, empty),
    }));
    if (!first) continue;
    const { portion } = others.reduce((a, b) => (b.cost < a.cost ? b : a), first);
    allocation.put(portion, empty);
  }
}

/** Whether its split has others left without it. */
function isMovable(allocation: Allocation, portion: Portion): boolean {
  const split = allocation.of.get(portion);
  return split !== undefined && allocation.portionsIn(split) > 1;
}

const leastGain = 1e-9;
const swapRoundCount = 3;
const moveRoundCount = 10; // two or three are the rule
const partnerCount = 16; // of thousands; more make no difference that one sees

function improve(allocation: Allocation, free: readonly Portion[], random: () => number): void {
  move(allocation, free);
  for (let round = 0; round < swapRoundCount; round += 1) {
    if (!swap(allocation, free, random)) return;
    move(allocation, free);
  }
}

/** Single portions change sides as long as that helps. */
function move(allocation: Allocation, free: readonly Portion[]): void {
  for (let round = 0; round < moveRoundCount; round += 1) {
    let hasMoved = false;
    for (const portion of free) {
      if (!isMovable(allocation, portion)) continue;
      const to = best(allocation.wanted, (split) => -allocation.moveCost(portion, split));
      if (allocation.moveCost(portion, to) > -leastGain) continue;
      allocation.put(portion, to);
      hasMoved = true;
    }
    if (!hasMoved) return;
  }
}

/** Pairs change sides where neither could alone: one with few objects for one with many. */
function swap(allocation: Allocation, free: readonly Portion[], random: () => number): boolean {
  let hasSwapped = false;
  const partners = shuffled(free, random);
  for (const [i, portion] of free.entries()) {
    for (let step = 0; step < partnerCount && step < partners.length; step += 1) {
      const partner = partners[(i * partnerCount + step) % partners.length];
      if (partner && trySwap(allocation, portion, partner)) hasSwapped = true;
    }
  }
  return hasSwapped;
}

function trySwap(allocation: Allocation, a: Portion, b: Portion): boolean {
  const [splitA, splitB] = [allocation.of.get(a), allocation.of.get(b)];
  if (!splitA || !splitB || splitA === splitB) return false;
  const first = allocation.moveCost(a, splitB);
  allocation.put(a, splitB);
  if (first + allocation.moveCost(b, splitA) < -leastGain) {
    allocation.put(b, splitA);
    return true;
  }
  allocation.put(a, splitA);
  return false;
}
