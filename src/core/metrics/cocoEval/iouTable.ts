import type { DataSetObject } from '../../dataset/dataSet.ts';
import type { Box } from '../../geometry/box.ts';
import { isSameSize } from '../../geometry/size.ts';
import { areaOf, boundsOf } from '../../mask/measures.ts';
import { sharedAreaOf } from '../../mask/overlap.ts';
import type { Rle } from '../../mask/rle.ts';
import { boundaryMaskOf } from '../boundaryMask.ts';
import type { IouTable } from './matchDetections.ts';

/**
 * What is compared: masks, the boxes as they are stated, or masks by the lesser of their IoU and that of
 * their rims (Boundary AP of Cheng et al. 2021).
 */
export type EvaluatedShape = 'segm' | 'bbox' | 'boundary';

/** An object with what the evaluation asks of it. */
export interface EvaluatedObject {
  readonly object: DataSetObject;
  readonly box: Box<'image'>; // as stated, else that of the mask
  readonly bounds: Box<'image'>; // of the mask
  readonly maskArea: number; // px²
  /** The rim of the mask and its area in px²; made when first asked for. */
  rim(): { readonly mask: Rle; readonly area: number };
}

/** What is asked of it more than once is found out once. */
export function evaluatedObject(object: DataSetObject): EvaluatedObject {
  let rim: { readonly mask: Rle; readonly area: number } | null = null;
  const bounds = boundsOf(object.mask);
  return {
    object,
    box: object.box ?? bounds,
    bounds,
    maskArea: areaOf(object.mask),
    rim: () => (rim ??= rimOf(object.mask)),
  };
}

/**
 * IoU of every detection with every true object; with a crowd the share of the detection that lies in it.
 * Source: COCO API `rleIou`, `bbIou`.
 */
export function iouTable(
  detections: readonly EvaluatedObject[],
  truths: readonly EvaluatedObject[],
  shape: EvaluatedShape,
): IouTable {
  const ious = new Float64Array(detections.length * truths.length);
  for (const [d, detection] of detections.entries()) {
    for (const [t, truth] of truths.entries()) {
      ious[d * truths.length + t] = evaluatedIou(detection, truth, shape);
    }
  }
  return { ious, truthCount: truths.length };
}

/** One value of {@link iouTable}; 0 for masks of different sizes. */
export function evaluatedIou(
  detection: EvaluatedObject,
  truth: EvaluatedObject,
  shape: EvaluatedShape,
): number {
  const { isCrowd } = truth.object;
  switch (shape) {
    case 'bbox':
      return shareOf(sharedArea(detection.box, truth.box), {
        own: boxAreaOf(detection),
        other: isCrowd ? null : boxAreaOf(truth),
      });
    case 'segm':
      if (sharedArea(detection.bounds, truth.bounds) === 0) return 0;
      return shareOf(sharedMaskArea(detection.object.mask, truth.object.mask), {
        own: detection.maskArea,
        other: isCrowd ? null : truth.maskArea,
      });
    case 'boundary': {
      const iou = evaluatedIou(detection, truth, 'segm');
      return iou === 0 ? 0 : Math.min(iou, rimIou(detection, truth));
    }
  }
}

/** IoU of the rims alone, boundary IoU; with a crowd the share of the detection's rim. */
export function rimIou(detection: EvaluatedObject, truth: EvaluatedObject): number {
  const [own, other] = [detection.rim(), truth.rim()];
  return shareOf(sharedMaskArea(own.mask, other.mask), {
    own: own.area,
    other: truth.object.isCrowd ? null : other.area,
  });
}

function rimOf(mask: Rle): { readonly mask: Rle; readonly area: number } {
  const rim = boundaryMaskOf(mask);
  return { mask: rim, area: areaOf(rim) };
}

/** Shared over both, or over the own alone where there is no other. */
function shareOf(
  shared: number,
  { own, other }: { readonly own: number; readonly other: number | null },
): number {
  return shared === 0 ? 0 : shared / (other === null ? own : own + other - shared);
}

export function boxAreaOf({ box }: EvaluatedObject): number {
  return box.width * box.height;
}

function sharedArea(a: Box<'image'>, b: Box<'image'>): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function sharedMaskArea(a: Rle, b: Rle): number {
  return isSameSize(a.size, b.size) ? sharedAreaOf(a, b) : 0;
}
