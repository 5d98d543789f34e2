import { evaluatedIou, type EvaluatedObject } from '../cocoEval/iouTable.ts';

/** An object or a prediction, and its index on the image. */
export interface Candidate {
  readonly index: number;
  readonly seen: EvaluatedObject;
}

/** How the predictions and the objects of an image belong together, whatever their categories. */
export interface Pairing {
  readonly pairs: readonly CandidatePair[];
  readonly missed: readonly Candidate[]; // objects that nothing is paired with, crowds left out
  readonly wrong: readonly Candidate[]; // predictions that are no object and lie in no crowd
}

export interface CandidatePair {
  readonly truth: Candidate;
  readonly prediction: Candidate;
  readonly iou: number;
}

/**
 * Pairs one to one, the highest IoU first; of equal ones those of one category, then the surer one.
 * Masks are compared; boxes where one of the two is nothing more. A crowd excuses every prediction
 * that is left and lies in it by the threshold.
 */
export function pairUp(
  truths: readonly Candidate[],
  predictions: readonly Candidate[],
  iouThreshold: number,
): Pairing {
  const objects = truths.filter(({ seen }) => !seen.object.isCrowd);
  const crowds = truths.filter(({ seen }) => seen.object.isCrowd);
  const possible = objects
    .flatMap((truth) =>
      predictions.map((prediction) => ({ truth, prediction, iou: iouOf(prediction, truth) })),
    )
    .filter(({ iou }) => iou > 0 && iou >= iouThreshold)
    .toSorted(byLikeness);
  const taken = new Set<Candidate>();
  const pairs: CandidatePair[] = [];
  for (const pair of possible) {
    if (taken.has(pair.truth) || taken.has(pair.prediction)) continue;
    taken.add(pair.truth).add(pair.prediction);
    pairs.push(pair);
  }
  const isExcused = (prediction: Candidate) =>
    crowds.some((crowd) => iouOf(prediction, crowd) >= iouThreshold);
  return {
    pairs,
    missed: objects.filter((each) => !taken.has(each)),
    wrong: predictions.filter((each) => !taken.has(each) && !isExcused(each)),
  };
}

/** Whether prediction and object are of one category. */
export function isRight({ truth, prediction }: CandidatePair): boolean {
  return truth.seen.object.category === prediction.seen.object.category;
}

function iouOf({ seen: prediction }: Candidate, { seen: truth }: Candidate): number {
  const isBox = prediction.object.isBoxOnly || truth.object.isBoxOnly;
  return evaluatedIou(prediction, truth, isBox ? 'bbox' : 'segm');
}

function byLikeness(a: CandidatePair, b: CandidatePair): number {
  const scoreOf = ({ prediction }: CandidatePair) => prediction.seen.object.score ?? 0;
  return b.iou - a.iou || Number(isRight(b)) - Number(isRight(a)) || scoreOf(b) - scoreOf(a);
}
