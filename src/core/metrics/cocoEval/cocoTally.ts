import { accumulate, type CategoryCurves } from './accumulate.ts';
import { boxAreaOf, iouTable, type EvaluatedObject, type EvaluatedShape } from './iouTable.ts';
import { matchDetections } from './matchDetections.ts';
import { PackedMatches, type CategoryMatches } from './packedMatches.ts';
import {
  areaNames,
  areaRanges,
  mostDetections,
  recallThresholds,
  type AreaName,
} from './protocol.ts';

/** The twelve numbers of COCO, 0…1; null where there is no object to find. */
export interface CocoSummary {
  readonly AP: number | null;
  readonly AP50: number | null;
  readonly AP75: number | null;
  readonly AP_small: number | null;
  readonly AP_medium: number | null;
  readonly AP_large: number | null;
  readonly AR_1: number | null;
  readonly AR_10: number | null;
  readonly AR_100: number | null;
  readonly AR_small: number | null;
  readonly AR_medium: number | null;
  readonly AR_large: number | null;
}

/** One category of the ground truth. */
export interface CategoryScores {
  readonly category: number;
  readonly truthCount: number; // crowds left out
  readonly detectionCount: number;
  readonly AP: number | null;
  readonly AP50: number | null;
  readonly AP75: number | null;
  readonly AR_100: number | null;
  /** Precision at the 101 recalls of the protocol, at IoU 0.5 and 0.75; null without objects. */
  readonly precision50: readonly number[] | null;
  readonly precision75: readonly number[] | null;
}

export interface CocoEvaluation {
  readonly shape: EvaluatedShape;
  readonly summary: CocoSummary;
  readonly categories: readonly CategoryScores[];
  readonly objectCounts: Readonly<Record<AreaName, number>>; // to be found, by range of areas
}

/**
 * What COCOeval needs of each image, gathered one image after the other. Nothing is kept of a mask.
 * The order of the images decides between equal scores.
 *
 * Source: pycocotools `COCOeval` 2.0.11.
 */
export class CocoTally {
  readonly #shape: EvaluatedShape;
  readonly #tallies: readonly CategoryTally[];

  constructor(shape: EvaluatedShape, categoryCount: number) {
    this.#shape = shape;
    this.#tallies = Array.from({ length: categoryCount }, () => new CategoryTally(shape));
  }

  /** Takes all objects of an image; those of the predictions have scores. */
  add(truths: readonly EvaluatedObject[], detections: readonly EvaluatedObject[]): void {
    const truthsOf = byCategory(truths);
    const detectionsOf = byCategory(detections);
    for (const category of new Set([...truthsOf.keys(), ...detectionsOf.keys()])) {
      this.#tallies[category]?.add(truthsOf.get(category) ?? [], detectionsOf.get(category) ?? []);
    }
  }

  /** How the detections of all sizes fared, by category. */
  matches(): readonly CategoryMatches[] {
    return this.#tallies.map(({ matches }) => matches.all);
  }

  evaluation(): CocoEvaluation {
    const scored = this.#tallies.map((tally) => tally.curves());
    const countOf = (area: AreaName) =>
      scored.reduce((sum, { byArea }) => sum + (byArea[area]?.truthCount ?? 0), 0);
    return {
      shape: this.#shape,
      summary: summaryOf(scored),
      categories: this.#tallies.map((tally, i) => scoresOf(i, tally, scored[i])),
      objectCounts: {
        all: countOf('all'),
        small: countOf('small'),
        medium: countOf('medium'),
        large: countOf('large'),
      },
    };
  }
}

function byCategory(
  objects: readonly EvaluatedObject[],
): ReadonlyMap<number, readonly EvaluatedObject[]> {
  const groups = new Map<number, EvaluatedObject[]>();
  for (const each of objects) {
    const group = groups.get(each.object.category);
    if (group) group.push(each);
    else groups.set(each.object.category, [each]);
  }
  return groups;
}

/** The curves of one category: by area at the highest limit, and of all areas at the lower ones. */
interface Curves {
  readonly byArea: Readonly<Record<AreaName, CategoryCurves | null>>;
  readonly firstOnly: CategoryCurves | null; // one detection an image
  readonly firstTen: CategoryCurves | null;
}

class CategoryTally {
  detectionCount = 0;
  private readonly shape: EvaluatedShape;
  readonly matches: Readonly<Record<AreaName, PackedMatches>> = {
    all: new PackedMatches(),
    small: new PackedMatches(),
    medium: new PackedMatches(),
    large: new PackedMatches(),
  };

  constructor(shape: EvaluatedShape) {
    this.shape = shape;
  }

  add(truths: readonly EvaluatedObject[], detections: readonly EvaluatedObject[]): void {
    this.detectionCount += detections.length;
    const best = detections
      .toSorted((a, b) => (b.object.score ?? 0) - (a.object.score ?? 0))
      .slice(0, mostDetections);
    const truthFacts = truths.map(({ object, maskArea }) => ({
      area: object.statedArea ?? maskArea,
      isCrowd: object.isCrowd,
    }));
    const facts = best.map((each) => ({
      area: this.shape === 'bbox' ? boxAreaOf(each) : each.maskArea,
      score: each.object.score ?? 0,
    }));
    const table = iouTable(best, truths, this.shape);
    for (const area of areaNames) {
      this.matches[area].add(matchDetections(truthFacts, facts, table, areaRanges[area]));
    }
  }

  curves(): Curves {
    const { all, small, medium, large } = this.matches;
    return {
      byArea: {
        all: accumulate(all, mostDetections),
        small: accumulate(small, mostDetections),
        medium: accumulate(medium, mostDetections),
        large: accumulate(large, mostDetections),
      },
      firstOnly: accumulate(all, 1),
      firstTen: accumulate(all, 10),
    };
  }
}

function summaryOf(all: readonly Curves[]): CocoSummary {
  const of = (pick: (curves: Curves) => CategoryCurves | null) => all.flatMap((c) => pick(c) ?? []);
  const inArea = (area: AreaName) => of(({ byArea }) => byArea[area]);
  return {
    AP: precisionOf(inArea('all')),
    AP50: precisionOf(inArea('all'), 0),
    AP75: precisionOf(inArea('all'), 5),
    AP_small: precisionOf(inArea('small')),
    AP_medium: precisionOf(inArea('medium')),
    AP_large: precisionOf(inArea('large')),
    AR_1: recallOf(of(({ firstOnly }) => firstOnly)),
    AR_10: recallOf(of(({ firstTen }) => firstTen)),
    AR_100: recallOf(inArea('all')),
    AR_small: recallOf(inArea('small')),
    AR_medium: recallOf(inArea('medium')),
    AR_large: recallOf(inArea('large')),
  };
}

function scoresOf(
  category: number,
  { detectionCount }: CategoryTally,
  curves: Curves | undefined,
): CategoryScores {
  const all = curves?.byArea.all ?? null;
  const known = all ? [all] : [];
  return {
    category,
    truthCount: all?.truthCount ?? 0,
    detectionCount,
    AP: precisionOf(known),
    AP50: precisionOf(known, 0),
    AP75: precisionOf(known, 5),
    AR_100: recallOf(known),
    precision50: all && precisionAt(all, 0),
    precision75: all && precisionAt(all, 5),
  };
}

function precisionAt({ precision }: CategoryCurves, threshold: number): readonly number[] {
  const start = threshold * recallThresholds.length;
  return [...precision.subarray(start, start + recallThresholds.length)];
}

/** The mean over categories and recalls, and over thresholds unless one is given by its index. */
function precisionOf(all: readonly CategoryCurves[], threshold?: number): number | null {
  const values = all.flatMap((curves) =>
    threshold === undefined ? [...curves.precision] : precisionAt(curves, threshold),
  );
  return meanOf(values);
}

function recallOf(all: readonly CategoryCurves[]): number | null {
  return meanOf(all.flatMap(({ recall }) => [...recall]));
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
