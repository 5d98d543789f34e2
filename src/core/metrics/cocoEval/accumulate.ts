import type { CocoParams } from './params.ts';
import type { CategoryTally } from './tally.ts';

/** Precision and recall of one category in one range of areas. */
export interface Accumulated {
  /** IoU thresholds × recall thresholds: the best precision at that recall or a higher one; 0 beyond. */
  readonly precision: Float64Array;
  readonly recall: Float64Array; // by IoU threshold, with all detections
}

/** Which of a category's detections are looked at. */
export interface AccumulatedPart {
  readonly area: number; // index of the range
  readonly maxDetections: number; // per image
}

/**
 * Null where there is nothing to be found (pycocotools: −1).
 * Source: pycocotools `COCOeval.accumulate`, its stable order and its envelope of precisions.
 */
export function accumulate(
  tally: CategoryTally,
  { area, maxDetections }: AccumulatedPart,
  { iouThresholds, recallThresholds }: CocoParams,
): Accumulated | null {
  const part = tally.byArea[area];
  if (!part || part.truthCount === 0) return null;
  const order = orderOf(tally, maxDetections);
  const precision = new Float64Array(iouThresholds.length * recallThresholds.length);
  const recall = new Float64Array(iouThresholds.length);
  for (const bit of iouThresholds.keys()) {
    const { precisions, recalls } = curveOf(part, order, bit);
    recall[bit] = recalls.at(-1) ?? 0;
    let at = 0;
    for (const [r, wanted] of recallThresholds.entries()) {
      while (at < recalls.length && (recalls[at] ?? 0) < wanted) at += 1;
      if (at === recalls.length) break;
      precision[bit * recallThresholds.length + r] = precisions[at] ?? 0;
    }
  }
  return { precision, recall };
}

/** The detections by falling score, those of equal score as they came. */
export function orderOf({ scores, ranks }: CategoryTally, maxDetections: number): Uint32Array {
  const kept = Array.from(ranks.keys()).filter((i) => (ranks[i] ?? 0) < maxDetections);
  return Uint32Array.from(kept.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)));
}

function curveOf(
  { matched, ignored, truthCount }: CategoryTally['byArea'][number],
  order: Uint32Array,
  bit: number,
) {
  const precisions = new Float64Array(order.length);
  const recalls = new Float64Array(order.length);
  let right = 0;
  let wrong = 0;
  for (const [place, i] of order.entries()) {
    if ((((ignored[i] ?? 0) >> bit) & 1) === 0) {
      if ((((matched[i] ?? 0) >> bit) & 1) === 1) right += 1;
      else wrong += 1;
    }
    recalls[place] = right / truthCount;
    precisions[place] = right / (wrong + right + Number.EPSILON);
  }
  for (let i = order.length - 1; i > 0; i -= 1) {
    precisions[i - 1] = Math.max(precisions[i - 1] ?? 0, precisions[i] ?? 0);
  }
  return { precisions, recalls };
}
