import type { DataSet, DataSetCategory, DataSetObject } from '../dataset/dataSet.ts';
import { labelMapOf, type LabelMap } from '../dataset/labelMap.ts';
import type { Size } from '../geometry/size.ts';

/** Panoptic quality as a product: how well segments are cut out, and how many of them are found; 0…1. */
export interface Quality {
  readonly pq: number;
  readonly sq: number;
  readonly rq: number;
}

export interface PanopticQuality {
  /** Means over the categories that occur; null where none does. */
  readonly all: (Quality & { readonly categoryCount: number }) | null;
  readonly things: (Quality & { readonly categoryCount: number }) | null;
  readonly stuff: (Quality & { readonly categoryCount: number }) | null;
  /** By category; null for those that neither data set has. */
  readonly categories: readonly (Quality | null)[];
}

interface Tally {
  iouSum: number;
  found: number;
  wrong: number;
  missed: number;
}

/**
 * Panoptic quality, gathered image by image. Of objects that overlap the one in front has the pixel. Pixels
 * without an object are void: what a prediction has there is not held against it, nor what it has in a
 * crowd of its category.
 *
 * Source: panopticapi `pq_compute_single_core`, `PQStat.pq_average`.
 */
export class PanopticTally {
  readonly #categories: readonly DataSetCategory[];
  readonly #tallies: readonly Tally[];

  /** @param categories of the ground truth, which say what is stuff */
  constructor(categories: readonly DataSetCategory[]) {
    this.#categories = categories;
    this.#tallies = categories.map(() => ({ iouSum: 0, found: 0, wrong: 0, missed: 0 }));
  }

  /** Takes all objects of an image of that size. */
  add(size: Size, truths: readonly DataSetObject[], predictions: readonly DataSetObject[]): void {
    tallyImage(size, truths, predictions, this.#tallies);
  }

  quality(): PanopticQuality {
    const categories = this.#tallies.map(qualityOf);
    const isThing = this.#categories.map((category) => category.isThing !== false);
    return {
      all: meanOf(categories),
      things: meanOf(categories.filter((_, i) => isThing[i])),
      stuff: meanOf(categories.filter((_, i) => !isThing[i])),
      categories,
    };
  }
}

/** Panoptic quality of two data sets with the same images and categories, see {@link PanopticTally}. */
export async function panopticQuality(
  groundTruth: DataSet,
  predictions: DataSet,
): Promise<PanopticQuality> {
  const tally = new PanopticTally(groundTruth.categories);
  for (const [image, { size }] of groundTruth.images.entries()) {
    tally.add(size, await groundTruth.objectsOf(image), await predictions.objectsOf(image));
  }
  return tally.quality();
}

function tallyImage(
  size: Size,
  truths: readonly DataSetObject[],
  predictions: readonly DataSetObject[],
  tallies: readonly Tally[],
): void {
  const truthMap = labelMapOf(
    size,
    truths.map(({ mask }) => mask),
  );
  const predictionMap = labelMapOf(
    size,
    predictions.map(({ mask }) => mask),
  );
  const shared = sharedPixels(truthMap.labels, predictionMap.labels, predictions.length + 1);
  const sharedOf = (truth: number, prediction: number) =>
    shared.get(truth * (predictions.length + 1) + prediction) ?? 0;
  const isMatched = { truths: new Set<number>(), predictions: new Set<number>() };
  for (const [key, intersection] of shared) {
    const truthLabel = Math.floor(key / (predictions.length + 1));
    const label = key % (predictions.length + 1);
    const truth = truths[truthLabel - 1];
    const prediction = predictions[label - 1];
    if (!truth || !prediction || truth.isCrowd || truth.category !== prediction.category) continue;
    const truthArea = truth.statedArea ?? truthMap.visibleAreas[truthLabel - 1] ?? 0;
    const area = predictionMap.visibleAreas[label - 1] ?? 0;
    const iou = intersection / (area + truthArea - intersection - sharedOf(0, label));
    if (iou <= 0.5) continue;
    const tally = tallies[truth.category];
    if (tally) {
      tally.found += 1;
      tally.iouSum += iou;
    }
    isMatched.truths.add(truthLabel);
    isMatched.predictions.add(label);
  }
  tallyUnmatched(
    { truths, predictions, isMatched, sharedOf },
    { truthMap, predictionMap },
    tallies,
  );
}

interface Matched {
  readonly truths: readonly DataSetObject[];
  readonly predictions: readonly DataSetObject[];
  readonly isMatched: { readonly truths: Set<number>; readonly predictions: Set<number> }; // labels
  sharedOf(truthLabel: number, label: number): number; // px; 0: void
}

/** Counts what was missed and what is wrong. */
function tallyUnmatched(
  { truths, predictions, isMatched, sharedOf }: Matched,
  { truthMap, predictionMap }: { readonly truthMap: LabelMap; readonly predictionMap: LabelMap },
  tallies: readonly Tally[],
): void {
  const crowdOf = new Map<number, number>();
  for (const [i, { category, isCrowd }] of truths.entries()) {
    const tally = tallies[category];
    if (isMatched.truths.has(i + 1) || !tally) continue;
    if (isCrowd) crowdOf.set(category, i + 1);
    else tally.missed += (truthMap.visibleAreas[i] ?? 0) > 0 ? 1 : 0;
  }
  for (const [i, { category }] of predictions.entries()) {
    const area = predictionMap.visibleAreas[i] ?? 0;
    const tally = tallies[category];
    if (area === 0 || isMatched.predictions.has(i + 1) || !tally) continue;
    const crowd = crowdOf.get(category);
    const excused = sharedOf(0, i + 1) + (crowd === undefined ? 0 : sharedOf(crowd, i + 1));
    if (excused / area <= 0.5) tally.wrong += 1;
  }
}

/** How many pixels have each pair of labels, by first × base + second. */
function sharedPixels(first: Uint32Array, second: Uint32Array, base: number): Map<number, number> {
  const counts = new Map<number, number>();
  let lastKey = -1;
  let length = 0;
  for (let i = 0; i < first.length; i += 1) {
    const key = (first[i] ?? 0) * base + (second[i] ?? 0);
    if (key !== lastKey) {
      if (length > 0) counts.set(lastKey, (counts.get(lastKey) ?? 0) + length);
      lastKey = key;
      length = 0;
    }
    length += 1;
  }
  if (length > 0) counts.set(lastKey, (counts.get(lastKey) ?? 0) + length);
  return counts;
}

function qualityOf({ iouSum, found, wrong, missed }: Tally): Quality | null {
  if (found + wrong + missed === 0) return null;
  const weight = found + 0.5 * wrong + 0.5 * missed;
  return { pq: iouSum / weight, sq: found > 0 ? iouSum / found : 0, rq: found / weight };
}

function meanOf(qualities: readonly (Quality | null)[]): PanopticQuality['all'] {
  const known = qualities.flatMap((quality) => quality ?? []);
  if (known.length === 0) return null;
  const mean = (pick: (quality: Quality) => number) =>
    known.reduce((sum, quality) => sum + pick(quality), 0) / known.length;
  return {
    pq: mean(({ pq }) => pq),
    sq: mean(({ sq }) => sq),
    rq: mean(({ rq }) => rq),
    categoryCount: known.length,
  };
}
