import type { IouKind } from '../cocoEval/params.ts';
import { regionIou } from '../cocoEval/ious.ts';
import type { Region } from '../cocoEval/region.ts';

/** How the predictions of an image and its objects belong together, whatever their categories. */
export interface Pairing {
  readonly pairs: readonly RegionMatch[];
  readonly missed: readonly Region[]; // objects, crowds aside
  readonly wrong: readonly Region[]; // predictions that lie on no object and in no crowd
}

export interface RegionMatch {
  readonly truth: Region;
  readonly prediction: Region;
  readonly iou: number;
}

/**
 * Pairs one to one, those of the highest IoU first; of equal ones those of one category, then those
 * of the higher score. A crowd takes the predictions that are left and lie in it by `iouThreshold`.
 */
export function pairRegions(
  kind: IouKind,
  { truths, predictions }: { truths: readonly Region[]; predictions: readonly Region[] },
  iouThreshold: number,
): Pairing {
  const candidates = truths
    .filter(({ isCrowd }) => !isCrowd)
    .flatMap((truth) =>
      predictions
        .map((prediction) => ({ truth, prediction, iou: regionIou(kind, prediction, truth) }))
        .filter(({ iou }) => iou >= iouThreshold && iou > 0),
    )
    .toSorted(byLikeness);
  const taken = new Set<Region>();
  const pairs: RegionMatch[] = [];
  for (const pair of candidates) {
    if (taken.has(pair.truth) || taken.has(pair.prediction)) continue;
    taken.add(pair.truth).add(pair.prediction);
    pairs.push(pair);
  }
  const crowds = truths.filter(({ isCrowd }) => isCrowd);
  const isInCrowd = (prediction: Region) =>
    crowds.some((crowd) => regionIou(kind, prediction, crowd) >= iouThreshold);
  return {
    pairs,
    missed: truths.filter((each) => !each.isCrowd && !taken.has(each)),
    wrong: predictions.filter((each) => !taken.has(each) && !isInCrowd(each)),
  };
}

function byLikeness(a: RegionMatch, b: RegionMatch): number {
  return b.iou - a.iou || otherness(a) - otherness(b) || b.prediction.score - a.prediction.score;
}

function otherness({ truth, prediction }: RegionMatch): number {
  return truth.category === prediction.category ? 0 : 1;
}
