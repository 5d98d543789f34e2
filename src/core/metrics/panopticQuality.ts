import { areaOfSize, type Size } from '../geometry/size.ts';

/** One segment of an image of which each pixel belongs to one at most. */
export interface PanopticSegment {
  readonly id: number; // in the map, not 0
  readonly category: number;
  readonly isCrowd: boolean;
  readonly area: number | null; // px² as stated; null: as counted. That of a prediction is counted.
}

export interface PanopticImage {
  readonly size: Size;
  readonly labels: Uint32Array; // row-major; id of a segment, 0: void
  readonly segments: readonly PanopticSegment[];
}

/** Panoptic quality = segmentation quality × recognition quality, each 0…1. */
export interface PanopticScore {
  readonly pq: number;
  readonly sq: number; // mean IoU of what was found
  readonly rq: number; // F1 of finding
}

/** Means over the categories that occur, and how many these are. */
export interface PanopticMean extends PanopticScore {
  readonly categoryCount: number;
}

export interface PanopticQuality {
  readonly all: PanopticMean;
  readonly things: PanopticMean;
  readonly stuff: PanopticMean;
  readonly byCategory: readonly PanopticScore[]; // zeros where a category does not occur
}

interface Counts {
  iouSum: number;
  found: number;
  wrong: number;
  missed: number;
}

/**
 * Panoptic quality of images given one by one. A prediction is right when its IoU with a segment of
 * its category is above 0.5; void counts for no union, and a prediction most of which is void, or
 * crowd of its category, is not wrong. Labels without a segment are void.
 * Source: Kirillov et al. 2019; panopticapi `pq_compute_single_core`, `PQStat.pq_average`. Of several
 * crowds of one category only the last counts there, and here.
 */
export class PanopticTally {
  readonly #counts: readonly Counts[];

  constructor(categoryCount: number) {
    this.#counts = Array.from({ length: categoryCount }, () => ({
      iouSum: 0,
      found: 0,
      wrong: 0,
      missed: 0,
    }));
  }

  /** Two maps of one size. */
  add(truth: PanopticImage, prediction: PanopticImage): void {
    const shared = sharedAreas(truth, prediction);
    const truths = new Map(truth.segments.map((each) => [each.id, each]));
    const found = this.#match(shared, truths, prediction);
    const crowdOf = new Map<number, number>();
    for (const { id, category, isCrowd } of truth.segments) {
      if (found.truths.has(id)) continue;
      if (isCrowd) crowdOf.set(category, id);
      else this.#of(category).missed += 1;
    }
    for (const { id, category } of prediction.segments) {
      const area = shared.predicted.get(id) ?? 0;
      if (found.predictions.has(id) || area === 0) continue;
      const crowd = crowdOf.get(category);
      const excused =
        shared.of(0, id) + (crowd === undefined ? 0 : shared.of(crowd, id));
      if (!(excused / area > 0.5)) this.#of(category).wrong += 1;
    }
  }

  /** @param isStuff by category; none: all are things */
  quality(isStuff: ReadonlySet<number> = new Set()): PanopticQuality {
    const categories = [...this.#counts.keys()];
    return {
      all: this.#mean(categories),
      things: this.#mean(categories.filter((each) => !isStuff.has(each))),
      stuff: this.#mean(categories.filter((each) => isStuff.has(each))),
      byCategory: this.#counts.map(scoreOf),
    };
  }

  #match(
    shared: SharedAreas,
    truths: ReadonlyMap<number, PanopticSegment>,
    { segments }: PanopticImage,
  ) {
    const found = { truths: new Set<number>(), predictions: new Set<number>() };
    const categoryOf = new Map(segments.map(({ id, category }) => [id, category]));
    for (const { truthId, predictionId, area } of shared.pairs()) {
      const truth = truths.get(truthId);
      if (!truth || truth.isCrowd || categoryOf.get(predictionId) !== truth.category) continue;
      const union =
        (shared.predicted.get(predictionId) ?? 0) +
        (truth.area ?? shared.true.get(truthId) ?? 0) -
        area -
        shared.of(0, predictionId);
      const iou = area / union;
      if (!(iou > 0.5)) continue;
      const counts = this.#of(truth.category);
      counts.found += 1;
      counts.iouSum += iou;
      found.truths.add(truthId);
      found.predictions.add(predictionId);
    }
    return found;
  }

  #of(category: number): Counts {
    return this.#counts[category] ?? { iouSum: 0, found: 0, wrong: 0, missed: 0 };
  }

  #mean(categories: readonly number[]): PanopticMean {
    const scores = categories
      .map((each) => this.#of(each))
      .filter(({ found, wrong, missed }) => found + wrong + missed > 0)
      .map(scoreOf);
    const meanOf = (of: (each: PanopticScore) => number) =>
      scores.length === 0 ? 0 : scores.reduce((sum, each) => sum + of(each), 0) / scores.length;
    return {
      pq: meanOf(({ pq }) => pq),
      sq: meanOf(({ sq }) => sq),
      rq: meanOf(({ rq }) => rq),
      categoryCount: scores.length,
    };
  }
}

function scoreOf({ iouSum, found, wrong, missed }: Counts): PanopticScore {
  const objects = found + 0.5 * wrong + 0.5 * missed;
  return objects === 0
    ? { pq: 0, sq: 0, rq: 0 }
    : { pq: iouSum / objects, sq: found === 0 ? 0 : iouSum / found, rq: found / objects };
}

interface SharedAreas {
  readonly true: ReadonlyMap<number, number>; // px² by id
  readonly predicted: ReadonlyMap<number, number>;
  of(truthId: number, predictionId: number): number;
  pairs(): Iterable<{
    readonly truthId: number;
    readonly predictionId: number;
    readonly area: number;
  }>;
}

/** Labels that no segment has are void. */
function sharedAreas(truth: PanopticImage, prediction: PanopticImage): SharedAreas {
  const knownTruths = new Set(truth.segments.map(({ id }) => id));
  const knownPredictions = new Set(prediction.segments.map(({ id }) => id));
  const areas = new Map<number, Map<number, number>>();
  const pixelCount = areaOfSize(truth.size);
  for (let i = 0; i < pixelCount;) {
    const [a, b] = [truth.labels[i] ?? 0, prediction.labels[i] ?? 0];
    const start = i;
    do i += 1;
    while (i < pixelCount && truth.labels[i] === a && prediction.labels[i] === b);
    const truthId = knownTruths.has(a) ? a : 0;
    const row = areas.get(truthId) ?? new Map<number, number>();
    areas.set(truthId, row);
    increase(row, knownPredictions.has(b) ? b : 0, i - start);
  }
  const sums = { true: new Map<number, number>(), predicted: new Map<number, number>() };
  for (const [truthId, row] of areas) {
    for (const [predictionId, area] of row) {
      increase(sums.true, truthId, area);
      increase(sums.predicted, predictionId, area);
    }
  }
  return {
    ...sums,
    of: (truthId, predictionId) => areas.get(truthId)?.get(predictionId) ?? 0,
    *pairs() {
      for (const [truthId, row] of areas) {
        for (const [predictionId, area] of row) yield { truthId, predictionId, area };
      }
    },
  };
}

function increase(counts: Map<number, number>, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
