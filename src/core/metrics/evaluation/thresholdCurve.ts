import { orderOf } from '../cocoEval/accumulate.ts';
import type { CocoParams } from '../cocoEval/params.ts';
import type { CocoTally } from '../cocoEval/tally.ts';
import type { ThresholdCurve, ThresholdPoint } from './report.ts';

const steps = 100;

/**
 * Precision, recall and F1 of all categories together, over the score from which predictions count;
 * matched as COCO does at one IoU, all sizes, the highest number of detections.
 */
export function thresholdCurveOf(
  tally: CocoTally,
  categories: readonly number[],
  { params, iou }: { readonly params: CocoParams; readonly iou: number },
): ThresholdCurve {
  const bit = params.iouThresholds.findIndex((each) => Math.abs(each - iou) < 1e-9);
  const right = new Float64Array(steps + 1); // by the last threshold that lets them pass
  const wrong = new Float64Array(steps + 1);
  let truthCount = 0;
  for (const category of categories) {
    const known = tally.of(category);
    const all = known?.byArea[0];
    if (!known || !all) continue;
    truthCount += all.truthCount;
    for (const i of orderOf(known, params.maxDetections.at(-1) ?? 0)) {
      if ((((all.ignored[i] ?? 0) >> bit) & 1) === 1) continue;
      const counts = (((all.matched[i] ?? 0) >> bit) & 1) === 1 ? right : wrong;
      const last = lastPassed(known.scores[i] ?? 0);
      if (last >= 0) counts[last] = (counts[last] ?? 0) + 1;
    }
  }
  const points = pointsOf(right, wrong, truthCount);
  const best = points.reduce<ThresholdPoint | null>(
    (found, each) => ((each.f1 ?? -1) > (found?.f1 ?? -1) ? each : found),
    null,
  );
  return { points, best };
}

/** The highest of the thresholds 0, 0.01 … 1 that is not above the score; −1: none. */
function lastPassed(score: number): number {
  let step = Math.min(steps, Math.floor(score * steps) + 1);
  while (step >= 0 && step / steps > score) step -= 1;
  return step;
}

function pointsOf(
  right: Float64Array,
  wrong: Float64Array,
  truthCount: number,
): readonly ThresholdPoint[] {
  const points: ThresholdPoint[] = [];
  let found = 0;
  let false_ = 0;
  for (let step = steps; step >= 0; step -= 1) {
    found += right[step] ?? 0;
    false_ += wrong[step] ?? 0;
    const all = found + false_;
    points.push({
      score: step / steps,
      precision: all === 0 ? null : found / all,
      recall: truthCount === 0 ? null : found / truthCount,
      f1: truthCount + all === 0 ? null : (2 * found) / (truthCount + all),
    });
  }
  return points.toReversed();
}
