import { iousOf } from './ious.ts';
import { matchDetections } from './matchDetections.ts';
import type { CocoParams, IouKind } from './params.ts';
import type { Region } from './region.ts';

/** The detections of one category in all images so far; lists are by detection, image after image. */
export interface CategoryTally {
  readonly scores: readonly number[];
  readonly ranks: readonly number[]; // place by score on its image, from 0
  readonly byArea: readonly AreaTally[]; // as the ranges of the params
}

export interface AreaTally {
  readonly matched: readonly number[]; // bit i: at the i-th IoU threshold
  readonly ignored: readonly number[];
  readonly truthCount: number; // that are to be found
}

interface GrowingTally {
  readonly scores: number[];
  readonly ranks: number[];
  readonly byArea: { matched: number[]; ignored: number[]; truthCount: number }[];
}

/**
 * Collects what COCO's numbers are made of, image by image. Nothing is kept of a mask: a detection
 * leaves its score and some bits. Ties of scores go by the order of the images.
 */
export class CocoTally {
  readonly #byCategory = new Map<number, GrowingTally>();
  readonly #kind: IouKind;
  readonly #params: CocoParams;

  constructor(kind: IouKind, params: CocoParams) {
    this.#kind = kind;
    this.#params = params;
  }

  /** Takes all objects of one image; their categories are those of the ground truth. */
  add(truths: readonly Region[], detections: readonly Region[]): void {
    const truthsOf = byCategory(truths);
    const detectionsOf = byCategory(detections);
    for (const category of new Set([...truthsOf.keys(), ...detectionsOf.keys()])) {
      this.#addCategory(
        category,
        truthsOf.get(category) ?? [],
        detectionsOf.get(category) ?? [],
      );
    }
  }

  /** The tally of a category; null when no image has any of it. */
  of(category: number): CategoryTally | null {
    return this.#byCategory.get(category) ?? null;
  }

  #addCategory(category: number, truths: readonly Region[], found: readonly Region[]): void {
    const { areaRanges, iouThresholds, maxDetections } = this.#params;
    const detections = found
      .toSorted((a, b) => b.score - a.score)
      .slice(0, maxDetections.at(-1) ?? 0);
    const ious = iousOf(this.#kind, detections, truths);
    const tally = this.#tallyOf(category);
    for (const [rank, { score }] of detections.entries()) {
      tally.scores.push(score);
      tally.ranks.push(rank);
    }
    for (const [a, range] of areaRanges.entries()) {
      const matches = matchDetections({ truths, detections, ious }, range, iouThresholds);
      const area = tally.byArea[a];
      if (!area) continue;
      for (const bits of matches.matched) area.matched.push(bits);
      for (const bits of matches.ignored) area.ignored.push(bits);
      area.truthCount += matches.truthCount;
    }
  }

  #tallyOf(category: number): GrowingTally {
    const known = this.#byCategory.get(category);
    if (known) return known;
    const tally: GrowingTally = {
      scores: [],
      ranks: [],
      byArea: this.#params.areaRanges.map(() => ({ matched: [], ignored: [], truthCount: 0 })),
    };
    this.#byCategory.set(category, tally);
    return tally;
  }
}

function byCategory(regions: readonly Region[]): ReadonlyMap<number, readonly Region[]> {
  const groups = new Map<number, Region[]>();
  for (const region of regions) {
    const group = groups.get(region.category);
    if (group) group.push(region);
    else groups.set(region.category, [region]);
  }
  return groups;
}
