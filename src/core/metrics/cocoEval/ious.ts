import type { Box } from '../../geometry/box.ts';
import { isSameSize } from '../../geometry/size.ts';
import { areaOf } from '../../mask/measures.ts';
import { sharedAreaOf } from '../../mask/overlap.ts';
import type { IouKind } from './params.ts';
import type { Region } from './region.ts';

/**
 * How much each detection overlaps each object of the truth: intersection over union, over the
 * detection's own area where the truth is a crowd. 0 for masks of different sizes.
 *
 * @returns row-major, detections × truths, 0…1
 * Source: pycocotools `rleIou`, `bbIou`; for `boundary` `COCOeval` of Cheng et al. 2021.
 */
export function iousOf(
  kind: IouKind,
  detections: readonly Region[],
  truths: readonly Region[],
): Float64Array {
  const ious = new Float64Array(detections.length * truths.length);
  for (const [d, detection] of detections.entries()) {
    for (const [t, truth] of truths.entries()) {
      ious[d * truths.length + t] = regionIou(kind, detection, truth);
    }
  }
  return ious;
}

/** How much a detection overlaps one object of the truth, see {@link iousOf}. */
export function regionIou(kind: IouKind, detection: Region, truth: Region): number {
  switch (kind) {
    case 'box':
      return boxIou(detection.box, truth.box, truth.isCrowd);
    case 'mask':
      return maskIou(detection, truth);
    case 'boundary': {
      const iou = maskIou(detection, truth);
      return iou === 0 ? 0 : Math.min(iou, rimIou(detection, truth));
    }
  }
}

function boxIou(a: Box<'image'>, b: Box<'image'>, isCrowd: boolean): number {
  const width = Math.min(a.width + a.x, b.width + b.x) - Math.max(a.x, b.x);
  const height = Math.min(a.height + a.y, b.height + b.y) - Math.max(a.y, b.y);
  if (!(width > 0 && height > 0)) return 0;
  const shared = width * height;
  const own = a.width * a.height;
  return shared / (isCrowd ? own : own + b.width * b.height - shared);
}

function maskIou(detection: Region, truth: Region): number {
  if (!isSameSize(detection.mask.size, truth.mask.size)) return 0;
  if (!doTouch(detection.bounds, truth.bounds)) return 0;
  const shared = sharedAreaOf(detection.mask, truth.mask);
  if (shared === 0) return 0;
  const { maskArea } = detection;
  return shared / (truth.isCrowd ? maskArea : maskArea + truth.maskArea - shared);
}

function rimIou(detection: Region, truth: Region): number {
  const [a, b] = [detection.rim(), truth.rim()];
  const shared = sharedAreaOf(a, b);
  if (shared === 0) return 0;
  return shared / (truth.isCrowd ? areaOf(a) : areaOf(a) + areaOf(b) - shared);
}

function doTouch(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
