import type { CategoryMatches } from './packedMatches.ts';
import { iouThresholds, recallThresholds } from './protocol.ts';

/** How one category fared in one range of areas over all images. */
export interface CategoryCurves {
  /** By threshold, then by recall threshold: the best precision at that recall or a higher one, 0…1. */
  readonly precision: Float64Array;
  /** Likewise: the score from which on that recall is reached; 0 where it never is. */
  readonly scores: Float64Array;
  readonly recall: Float64Array; // by threshold: the share of objects that was found
  readonly truthCount: number;
}

/**
 * Precision over recall of the matches of all images.
 *
 * @param matches of one category in the order of the images, which decides between equal scores
 * @param limit of the detections that count on each image
 * @returns null when there is no true object: nothing can be said then
 * Source: pycocotools `COCOeval.accumulate`.
 */
export function accumulate(matches: CategoryMatches, limit: number): CategoryCurves | null {
  const { truthCount } = matches;
  if (truthCount === 0) return null;
  const order = sortedOrder(matches, limit);
  const precision = new Float64Array(iouThresholds.length * recallThresholds.length);
  const scores = new Float64Array(precision.length);
  const recall = new Float64Array(iouThresholds.length);
  for (const t of iouThresholds.keys()) {
    const curve = curveAt(matches, order, t);
    recall[t] = curve.recalls.at(-1) ?? 0;
    const offset = t * recallThresholds.length;
    let at = 0;
    for (const [r, wanted] of recallThresholds.entries()) {
      while (at < curve.recalls.length && (curve.recalls[at] ?? 0) < wanted) at += 1;
      if (at >= curve.recalls.length) break;
      precision[offset + r] = curve.precisions[at] ?? 0;
      scores[offset + r] = matches.scores[order[at] ?? -1] ?? 0;
    }
  }
  return { precision, scores, recall, truthCount };
}

/** The detections within the limit, best score first, equal ones as they came. */
function sortedOrder({ scores, ranks }: CategoryMatches, limit: number): readonly number[] {
  return [...ranks.keys()]
    .filter((i) => (ranks[i] ?? 0) < limit)
    .toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}

/** Recall and precision after each detection, precision made to fall only. */
function curveAt(
  { found, ignored, truthCount }: CategoryMatches,
  order: readonly number[],
  threshold: number,
) {
  const bit = 1 << threshold;
  const recalls = new Float64Array(order.length);
  const precisions = new Float64Array(order.length);
  let right = 0;
  let wrong = 0;
  for (const [place, i] of order.entries()) {
    if (((ignored[i] ?? 0) & bit) === 0) {
      if (((found[i] ?? 0) & bit) !== 0) right += 1;
      else wrong += 1;
    }
    recalls[place] = right / truthCount;
    precisions[place] = right / (right + wrong + Number.EPSILON);
  }
  for (let i = order.length - 1; i > 0; i -= 1) {
    precisions[i - 1] = Math.max(precisions[i - 1] ?? 0, precisions[i] ?? 0);
  }
  return { recalls, precisions };
}
