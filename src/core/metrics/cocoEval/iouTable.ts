import type { DataSetObject } from '../../dataset/dataSet.ts';
import type { Box } from '../../geometry/box.ts';
import { areaOf, boundsOf } from '../../mask/measures.ts';
import { sharedAreaOf } from '../../mask/overlap.ts';
import type { IouTable } from './matchDetections.ts';

/** What is compared: masks, or the boxes as they are stated. */
export type EvaluatedShape = 'segm' | 'bbox';

/** An object with what the evaluation asks of it. */
export interface EvaluatedObject {
  readonly object: DataSetObject;
  readonly box: Box<'image'>; // as stated, else that of the mask
  readonly maskArea: number; // px²
}

export function evaluatedObject(object: DataSetObject): EvaluatedObject {
  return { object, box: object.box ?? boundsOf(object.mask), maskArea: areaOf(object.mask) };
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
  const overlapOf = shape === 'bbox' ? sharedBoxArea : sharedMaskArea;
  const areaOfShape = shape === 'bbox' ? boxAreaOf : ({ maskArea }: EvaluatedObject) => maskArea;
  for (const [d, detection] of detections.entries()) {
    for (const [t, truth] of truths.entries()) {
      const shared = overlapOf(detection, truth);
      if (shared === 0) continue;
      const own = areaOfShape(detection);
      const whole = truth.object.isCrowd ? own : own + areaOfShape(truth) - shared;
      ious[d * truths.length + t] = shared / whole;
    }
  }
  return { ious, truthCount: truths.length };
}

export function boxAreaOf({ box }: EvaluatedObject): number {
  return box.width * box.height;
}

function sharedBoxArea({ box: a }: EvaluatedObject, { box: b }: EvaluatedObject): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function sharedMaskArea(a: EvaluatedObject, b: EvaluatedObject): number {
  return sharedAreaOf(a.object.mask, b.object.mask);
}
