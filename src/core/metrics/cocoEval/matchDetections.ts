import type { AreaRange } from './params.ts';
import type { Region } from './region.ts';

/** The objects of one category on one image. */
export interface RegionPair {
  readonly truths: readonly Region[]; // in the order of the file
  readonly detections: readonly Region[]; // by falling score
  readonly ious: Float64Array; // detections × truths, see `iousOf`
}

/** What became of each detection; bit i of a value is the i-th IoU threshold. */
export interface DetectionMatches {
  readonly matched: Uint32Array; // by detection
  readonly ignored: Uint32Array; // by detection: neither right nor wrong
  readonly truthCount: number; // that are to be found
}

/**
 * Gives each detection, the surest first, the truth that it overlaps most and that is still free.
 * Truths that are a crowd or outside the range of areas are ignored: they are taken when nothing else
 * fits, and do not count; a crowd takes any number. Detections outside the range that match nothing
 * do not count either.
 * Source: pycocotools `COCOeval.evaluateImg`. It tells a match by the id of the truth and so loses
 * those of id 0; here they count.
 */
export function matchDetections(
  { truths, detections, ious }: RegionPair,
  range: AreaRange,
  iouThresholds: readonly number[],
): DetectionMatches {
  const isIgnored = truths.map((each) => each.isCrowd || isOutside(each, range));
  const order = [...truths.keys()];
  const ordered = [...order.filter((t) => !isIgnored[t]), ...order.filter((t) => isIgnored[t])];
  const matched = new Uint32Array(detections.length);
  const ignored = new Uint32Array(detections.length);
  for (const [bit, threshold] of iouThresholds.entries()) {
    const isTaken = new Uint8Array(truths.length);
    for (const [d, detection] of detections.entries()) {
      const best = bestTruth(ordered, Math.min(threshold, 1 - 1e-10), {
        iouAt: (t) => ious[d * truths.length + t] ?? 0,
        isIgnored: (t) => isIgnored[t] === true,
        isFree: (t) => isTaken[t] === 0 || truths[t]?.isCrowd === true,
      });
      if (best >= 0) {
        isTaken[best] = 1;
        matched[d] = (matched[d] ?? 0) | (1 << bit);
      }
      if (best >= 0 ? isIgnored[best] : isOutside(detection, range)) {
        ignored[d] = (ignored[d] ?? 0) | (1 << bit);
      }
    }
  }
  return { matched, ignored, truthCount: isIgnored.filter((each) => !each).length };
}

interface Truths {
  iouAt(truth: number): number;
  isIgnored(truth: number): boolean;
  isFree(truth: number): boolean;
}

function bestTruth(ordered: readonly number[], leastIou: number, truths: Truths): number {
  let iou = leastIou;
  let best = -1;
  for (const t of ordered) {
    if (!truths.isFree(t)) continue;
    if (best >= 0 && !truths.isIgnored(best) && truths.isIgnored(t)) break;
    if (truths.iouAt(t) < iou) continue; // of equals the last one
    iou = truths.iouAt(t);
    best = t;
  }
  return best;
}

function isOutside({ area }: Region, { min, max }: AreaRange): boolean {
  return area < min || area > max;
}
