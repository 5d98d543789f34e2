import type { ImageMatches } from './matchDetections.ts';
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
 * @param matches of the images in their order, which decides between equal scores
 * @param limit of the detections that count on each image
 * @returns null when there is no true object: nothing can be said then
 * Source: pycocotools `COCOeval.accumulate`.
 */
export function accumulate(matches: readonly ImageMatches[], limit: number): CategoryCurves | null {
  const truthCount = matches.reduce((sum, each) => sum + each.truthCount, 0);
  if (truthCount === 0) return null;
  const entries = sortedEntries(matches, limit);
  const precision = new Float64Array(iouThresholds.length * recallThresholds.length);
  const scores = new Float64Array(precision.length);
  const recall = new Float64Array(iouThresholds.length);
  for (const t of iouThresholds.keys()) {
    const curve = curveAt(entries, t, truthCount);
    recall[t] = curve.recalls.at(-1) ?? 0;
    const offset = t * recallThresholds.length;
    let at = 0;
    for (const [r, wanted] of recallThresholds.entries()) {
      while (at < curve.recalls.length && (curve.recalls[at] ?? 0) < wanted) at += 1;
      if (at >= curve.recalls.length) break;
      precision[offset + r] = curve.precisions[at] ?? 0;
      scores[offset + r] = entries[at]?.score ?? 0;
    }
  }
  return { precision, scores, recall, truthCount };
}

interface Entry {
  readonly score: number;
  readonly matches: ImageMatches;
  readonly detection: number; // among those of its image
}

function sortedEntries(matches: readonly ImageMatches[], limit: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (const each of matches) {
    const count = Math.min(limit, each.scores.length);
    for (let detection = 0; detection < count; detection += 1) {
      entries.push({ score: each.scores[detection] ?? 0, matches: each, detection });
    }
  }
  return entries.toSorted((a, b) => b.score - a.score);
}

/** Recall and precision after each detection, precision made to fall only. */
function curveAt(entries: readonly Entry[], threshold: number, truthCount: number) {
  const recalls = new Float64Array(entries.length);
  const precisions = new Float64Array(entries.length);
  let right = 0;
  let wrong = 0;
  for (const [i, { matches, detection }] of entries.entries()) {
    const at = threshold * matches.scores.length + detection;
    if (matches.ignored[at] !== 1) {
      if ((matches.found[at] ?? 0) > 0) right += 1;
      else wrong += 1;
    }
    recalls[i] = right / truthCount;
    precisions[i] = right / (right + wrong + Number.EPSILON);
  }
  for (let i = entries.length - 1; i > 0; i -= 1) {
    precisions[i - 1] = Math.max(precisions[i - 1] ?? 0, precisions[i] ?? 0);
  }
  return { recalls, precisions };
}
