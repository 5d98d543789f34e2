import type { CategoryMatches } from '../cocoEval/packedMatches.ts';
import { iouThresholds } from '../cocoEval/protocol.ts';
import type { ScoreCurve, ScorePoint } from './report.ts';

const steps = 100;

/**
 * Precision, recall and F1 over the score from which predictions count, of all categories together:
 * each detection is right or wrong as COCO matches it at one IoU; those that it ignores do not count.
 *
 * @param matches by category, objects of all sizes
 * @param iouThreshold 0.5, 0.55 … 0.95; the nearest of them is taken
 */
export function scoreCurveOf(
  matches: readonly CategoryMatches[],
  iouThreshold: number,
): ScoreCurve {
  const bit = 1 << nearestThreshold(iouThreshold);
  const right = new Float64Array(steps + 1); // by the last step that lets them pass
  const wrong = new Float64Array(steps + 1);
  let truthCount = 0;
  for (const { scores, found, ignored, truthCount: count } of matches) {
    truthCount += count;
    for (const [i, score] of scores.entries()) {
      const step = lastStepOf(score);
      if (((ignored[i] ?? 0) & bit) !== 0 || step < 0) continue;
      const counts = ((found[i] ?? 0) & bit) !== 0 ? right : wrong;
      counts[step] = (counts[step] ?? 0) + 1;
    }
  }
  const points = pointsOf(right, wrong, truthCount);
  const best = points.reduce<ScorePoint | null>(
    (highest, each) => ((each.f1 ?? -1) > (highest?.f1 ?? -1) ? each : highest),
    null,
  );
  return { points, best };
}

function nearestThreshold(iou: number): number {
  const distances = iouThresholds.map((each) => Math.abs(each - iou));
  return distances.indexOf(Math.min(...distances));
}

/** The last of the scores 0, 0.01 … 1 that is not above this one; −1: none. */
function lastStepOf(score: number): number {
  let step = Math.min(steps, Math.floor(score * steps) + 1);
  while (step >= 0 && step / steps > score) step -= 1;
  return step;
}

function pointsOf(
  right: Float64Array,
  wrong: Float64Array,
  truthCount: number,
): readonly ScorePoint[] {
  const points: ScorePoint[] = [];
  let found = 0;
  let all = 0;
  for (let step = steps; step >= 0; step -= 1) {
    found += right[step] ?? 0;
    all += (right[step] ?? 0) + (wrong[step] ?? 0);
    points.push({
      score: step / steps,
      precision: all === 0 ? null : found / all,
      recall: truthCount === 0 ? null : found / truthCount,
      f1: truthCount + all === 0 ? null : (2 * found) / (truthCount + all),
    });
  }
  return points.toReversed();
}
