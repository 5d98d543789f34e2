import type { Annotation } from '../annotation/annotation.ts';
import type { CategoryId, ImageId } from '../annotation/ids.ts';
import { matchByIou, type MaskPair } from './matchByIou.ts';

/** The objects of one image as two people see them; masks of one size, categories of one project. */
export interface ImagePair {
  readonly imageId: ImageId;
  readonly mine: readonly Annotation[];
  readonly theirs: readonly Annotation[];
}

/** Where two people differ on one object. */
export type Disagreement = { readonly imageId: ImageId } & (
  | {
      readonly kind: 'category';
      readonly mine: Annotation;
      readonly theirs: Annotation;
      readonly iou: number;
    }
  | { readonly kind: 'onlyMine'; readonly mine: Annotation }
  | { readonly kind: 'onlyTheirs'; readonly theirs: Annotation }
  | {
      readonly kind: 'outline';
      readonly mine: Annotation;
      readonly theirs: Annotation;
      readonly iou: number;
    }
);

/** How two people agree on some objects. */
export interface AgreementScore {
  readonly mineCount: number;
  readonly theirsCount: number;
  readonly matchedCount: number; // the same object in the same category
  readonly meanIou: number | null; // of the matched; null when there are none
  /** Twice the matched over all objects of both, 0…1, as F1; null when there are no objects. */
  readonly f1: number | null;
}

export interface Agreement {
  readonly overall: AgreementScore;
  readonly byCategory: ReadonlyMap<CategoryId, AgreementScore>;
  /** Cohen's κ of the categories of objects that both have; null where chance explains everything. */
  readonly kappa: number | null;
  /** The worst first: other category, only one has it, outlines that differ; these by their IoU. */
  readonly disagreements: readonly Disagreement[];
}

export interface AgreementOptions {
  readonly minIou: number; // from which two masks are the same object
  readonly goodIou: number; // from which their outlines need no second look
}

/** The same object from IoU 0.5, as in COCO and Pascal VOC; a second look is worth it below 0.8. */
const usualAgreement: AgreementOptions = { minIou: 0.5, goodIou: 0.8 };

/**
 * How two people agree, image by image: masks are matched one to one by IoU without regard to their
 * categories, then the categories are compared.
 */
export function agreementOf(
  pairs: readonly ImagePair[],
  options: AgreementOptions = usualAgreement,
): Agreement {
  const tally = new Tally();
  const disagreements: Disagreement[] = [];
  for (const { imageId, mine, theirs } of pairs) {
    const matches = matchByIou(mine, theirs, options.minIou);
    for (const match of matches) {
      tally.addMatch(match);
      const kind = kindOf(match, options.goodIou);
      if (kind) disagreements.push({ imageId, kind, ...match });
    }
    const matched = new Set(matches.flatMap((match) => [match.mine, match.theirs]));
    for (const each of mine) {
      tally.addObject(each, 'mineCount');
      if (!matched.has(each)) disagreements.push({ imageId, kind: 'onlyMine', mine: each });
    }
    for (const each of theirs) {
      tally.addObject(each, 'theirsCount');
      if (!matched.has(each)) disagreements.push({ imageId, kind: 'onlyTheirs', theirs: each });
    }
  }
  return { ...tally.finish(), disagreements: disagreements.toSorted(bySeverity) };
}

function kindOf({ mine, theirs, iou }: MaskPair, goodIou: number): 'category' | 'outline' | null {
  if (mine.categoryId !== theirs.categoryId) return 'category';
  return iou < goodIou ? 'outline' : null;
}

const severity = { category: 0, onlyMine: 1, onlyTheirs: 1, outline: 2 } as const;

function bySeverity(a: Disagreement, b: Disagreement): number {
  const iouOf = (each: Disagreement) => ('iou' in each ? each.iou : 0);
  return severity[a.kind] - severity[b.kind] || iouOf(a) - iouOf(b);
}

interface Sums {
  mineCount: number;
  theirsCount: number;
  matchedCount: number;
  iouSum: number;
}

class Tally {
  private readonly overall: Sums = emptySums();
  private readonly byCategory = new Map<CategoryId, Sums>();
  private readonly mineMatched = new Map<CategoryId, number>();
  private readonly theirsMatched = new Map<CategoryId, number>();
  private pairCount = 0;

  addObject({ categoryId }: Annotation, side: 'mineCount' | 'theirsCount'): void {
    this.overall[side] += 1;
    this.sumsOf(categoryId)[side] += 1;
  }

  addMatch({ mine, theirs, iou }: MaskPair): void {
    this.pairCount += 1;
    increase(this.mineMatched, mine.categoryId);
    increase(this.theirsMatched, theirs.categoryId);
    if (mine.categoryId !== theirs.categoryId) return;
    for (const sums of [this.overall, this.sumsOf(mine.categoryId)]) {
      sums.matchedCount += 1;
      sums.iouSum += iou;
    }
  }

  finish(): Pick<Agreement, 'overall' | 'byCategory' | 'kappa'> {
    return {
      overall: scoreOf(this.overall),
      byCategory: new Map([...this.byCategory].map(([id, sums]) => [id, scoreOf(sums)])),
      kappa: this.kappa(),
    };
  }

  /** Source: Cohen 1960. */
  private kappa(): number | null {
    if (this.pairCount === 0) return null;
    const observed = this.overall.matchedCount / this.pairCount;
    let byChance = 0;
    for (const [id, count] of this.mineMatched) {
      byChance += (count * (this.theirsMatched.get(id) ?? 0)) / this.pairCount ** 2;
    }
    return byChance === 1 ? null : (observed - byChance) / (1 - byChance);
  }

  private sumsOf(categoryId: CategoryId): Sums {
    const sums = this.byCategory.get(categoryId) ?? emptySums();
    this.byCategory.set(categoryId, sums);
    return sums;
  }
}

function emptySums(): Sums {
  return { mineCount: 0, theirsCount: 0, matchedCount: 0, iouSum: 0 };
}

function increase(counts: Map<CategoryId, number>, id: CategoryId): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}

function scoreOf({ mineCount, theirsCount, matchedCount, iouSum }: Sums): AgreementScore {
  const all = mineCount + theirsCount;
  return {
    mineCount,
    theirsCount,
    matchedCount,
    meanIou: matchedCount === 0 ? null : iouSum / matchedCount,
    f1: all === 0 ? null : (2 * matchedCount) / all,
  };
}
