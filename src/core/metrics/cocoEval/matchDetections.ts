import { iouThresholds, mostDetections } from './protocol.ts';

/** A true object of one category on one image. */
export interface TruthFacts {
  readonly area: number; // px², as stated
  readonly isCrowd: boolean;
}

/** A detection of that category there. */
export interface DetectionFacts {
  readonly area: number; // px²
  readonly score: number;
}

/** Every detection against every true object, row by row of detections, 0…1. */
export interface IouTable {
  readonly ious: Float64Array; // detections × truths
  readonly truthCount: number;
}

/** How the detections of one category fared on one image, best score first. */
export interface ImageMatches {
  readonly scores: Float64Array;
  /** By threshold, then by detection: the true object that it found, counted from 1; 0: none. */
  readonly found: Int32Array;
  /** Likewise: 1 where the detection is neither right nor wrong. */
  readonly ignored: Uint8Array;
  readonly truthCount: number; // without those that are ignored
}

/**
 * Matches detections to true objects greedily, best score first, at every threshold. Crowds and objects out
 * of the range are there to be ignored: a detection that finds one counts neither way, and a crowd may be
 * found often.
 *
 * @param order of the detections, best score first, at most {@link mostDetections}
 * Source: pycocotools `COCOeval.evaluateImg`.
 */
export function matchDetections(
  truths: readonly TruthFacts[],
  detections: readonly DetectionFacts[],
  { ious, truthCount }: IouTable,
  [least, most]: readonly [least: number, most: number],
): ImageMatches {
  const isOut = (area: number) => area < least || area > most;
  const isIgnored = truths.map(({ area, isCrowd }) => isCrowd || isOut(area));
  // those that count come first, each kind in its order
  const truthOrder = [
    ...[...truths.keys()].filter((i) => !isIgnored[i]),
    ...[...truths.keys()].filter((i) => isIgnored[i]),
  ];
  const order = orderByScore(detections);
  const found = new Int32Array(iouThresholds.length * order.length);
  const ignored = new Uint8Array(found.length);
  for (const [t, threshold] of iouThresholds.entries()) {
    const taken = new Uint8Array(truths.length);
    for (const [d, detection] of order.entries()) {
      const row = detection * truthCount;
      let best = Math.min(threshold, 1 - 1e-10);
      let match = -1;
      for (const truth of truthOrder) {
        if (taken[truth] === 1 && !truths[truth]?.isCrowd) continue;
        if (match >= 0 && !isIgnored[match] && isIgnored[truth]) break;
        const iou = ious[row + truth] ?? 0;
        if (iou < best) continue;
        best = iou;
        match = truth;
      }
      const at = t * order.length + d;
      if (match >= 0) {
        found[at] = match + 1;
        ignored[at] = isIgnored[match] ? 1 : 0;
        taken[match] = 1;
      } else {
        ignored[at] = isOut(detections[detection]?.area ?? 0) ? 1 : 0;
      }
    }
  }
  const scores = Float64Array.from(order, (d) => detections[d]?.score ?? 0);
  return { scores, found, ignored, truthCount: isIgnored.filter((each) => !each).length };
}

/** Indices of the detections that count, the best score first, equal ones in their order. */
function orderByScore(detections: readonly DetectionFacts[]): readonly number[] {
  return [...detections.keys()]
    .toSorted((a, b) => (detections[b]?.score ?? 0) - (detections[a]?.score ?? 0))
    .slice(0, mostDetections);
}
