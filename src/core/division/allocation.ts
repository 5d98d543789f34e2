import type { CategoryId } from '../annotation/ids.ts';
import type { ImageSummary } from '../project/project.ts';
import type { Split } from '../project/split.ts';
import { splits, type Ratios } from './ratios.ts';

/** Images that go to one split together, and what they weigh in each quantity that is shared out. */
export interface Portion {
  readonly images: readonly ImageSummary[];
  /** Which quantities, ascending: 0 is images, the others are objects of one category each. */
  readonly kinds: readonly number[];
  readonly amounts: readonly number[]; // of the same places in `kinds`, > 0
  readonly fixed: Split | null; // not to be moved from there
}

/** The quantities of all portions together: images, then objects by category. */
export interface Totals {
  readonly kindOf: ReadonlyMap<CategoryId, number>;
  readonly amounts: readonly number[];
}

/** Sums over all images; categories without objects are left out. */
export function totalsOf(images: readonly ImageSummary[]): Totals {
  const sums = objectCountsOf(images);
  const ids = (Object.keys(sums) as CategoryId[]).toSorted();
  return {
    kindOf: new Map(ids.map((id, i) => [id, i + 1])),
    amounts: [images.length, ...ids.map((id) => sums[id] ?? 0)],
  };
}

/** Objects by category over all images. */
export function objectCountsOf(images: readonly ImageSummary[]): ImageSummary['categoryCounts'] {
  const sums = new Map<CategoryId, number>();
  for (const { categoryCounts } of images) {
    for (const [id, count] of Object.entries<number>(categoryCounts)) {
      sums.set(id as CategoryId, (sums.get(id as CategoryId) ?? 0) + count);
    }
  }
  return Object.fromEntries(sums);
}

export function portionOf(
  images: readonly ImageSummary[],
  { kindOf }: Totals,
  fixed: Split | null,
): Portion {
  const sums = new Map<number, number>([[0, images.length]]);
  for (const [id, count] of Object.entries<number>(objectCountsOf(images))) {
    const kind = kindOf.get(id as CategoryId);
    if (kind !== undefined && count > 0) sums.set(kind, count);
  }
  const sorted = [...sums].toSorted(([a], [b]) => a - b);
  return {
    images,
    kinds: sorted.map(([kind]) => kind),
    amounts: sorted.map(([, amount]) => amount),
    fixed,
  };
}

/**
 * Portions shared out so far. How far it is from the ratios is told by Pearson's χ²: the square of
 * every deviation over what was wanted, so that 3 objects of a rare category weigh as much as 300 images.
 */
export class Allocation {
  readonly of = new Map<Portion, Split>();
  private readonly targets: Readonly<Record<Split, readonly number[]>>;
  private readonly given: Readonly<Record<Split, number[]>>;
  private readonly portionCounts: Record<Split, number> = { train: 0, val: 0, test: 0 };

  constructor({ amounts }: Totals, ratios: Ratios) {
    const targetsOf = (split: Split) => amounts.map((amount) => amount * ratios[split]);
    const zeros = () => amounts.map(() => 0);
    this.targets = { train: targetsOf('train'), val: targetsOf('val'), test: targetsOf('test') };
    this.given = { train: zeros(), val: zeros(), test: zeros() };
  }

  /** Splits that are to get something. */
  get wanted(): readonly Split[] {
    return splits.filter((split) => (this.targets[split][0] ?? 0) > 0);
  }

  portionsIn(split: Split): number {
    return this.portionCounts[split];
  }

  /** How much of a quantity a split still lacks; negative when it has more than it should. */
  lackOf(split: Split, kind: number): number {
    return (this.targets[split][kind] ?? 0) - (this.given[split][kind] ?? 0);
  }

  put(portion: Portion, split: Split): void {
    const former = this.of.get(portion);
    if (former) this.count(portion, former, -1);
    this.count(portion, split, 1);
    this.of.set(portion, split);
  }

  /** By how much χ² grows when the portion joins (sign 1) or leaves (sign −1) a split. */
  costOf({ kinds, amounts }: Portion, split: Split, sign: 1 | -1): number {
    let cost = 0;
    for (let i = 0; i < kinds.length; i += 1) {
      const kind = kinds[i] ?? 0;
      const amount = amounts[i] ?? 0;
      const target = this.targets[split][kind] ?? 0;
      const excess = (this.given[split][kind] ?? 0) - target;
      // fewer than one wanted object is never had exactly; it must not outweigh everything else
      cost += (amount * amount + 2 * sign * amount * excess) / Math.max(1, target);
    }
    return cost;
  }

  /** By how much χ² grows when the portion moves to another split. */
  moveCost(portion: Portion, to: Split): number {
    const from = this.of.get(portion);
    if (from === to) return 0;
    return this.costOf(portion, to, 1) + (from ? this.costOf(portion, from, -1) : 0);
  }

  private count({ kinds, amounts }: Portion, split: Split, sign: 1 | -1): void {
    const given = this.given[split];
    for (let i = 0; i < kinds.length; i += 1) {
      const kind = kinds[i] ?? 0;
      given[kind] = (given[kind] ?? 0) + sign * (amounts[i] ?? 0);
    }
    this.portionCounts[split] += sign;
  }
}
