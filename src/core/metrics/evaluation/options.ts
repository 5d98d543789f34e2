import type { IouKind } from '../cocoEval/params.ts';

/** What an evaluation looks at. */
export interface EvaluationOptions {
  readonly kinds: readonly IouKind[]; // by which COCO's numbers are taken
  /** From which IoU a prediction is the object, in the confusion matrix, curves and worst cases. */
  readonly iouThreshold: number; // one of 0.50, 0.55 … 0.95
  /** From which score a prediction counts there. */
  readonly scoreThreshold: number; // 0…1
  readonly poorIou: number; // below it the mask of a found object is poor
  readonly hasPanopticQuality: boolean;
  readonly stuffCategories: readonly string[]; // names; all others are things
  readonly worstImageLimit: number;
  /** In which order images come, by index, where scores tie; null: that of the ground truth. */
  readonly imageOrder: readonly number[] | null;
}

/** Masks and boxes as COCO does, the rest at IoU 0.5 and score 0.5. */
export const usualEvaluation: EvaluationOptions = {
  kinds: ['mask', 'box', 'boundary'],
  iouThreshold: 0.5,
  scoreThreshold: 0.5,
  poorIou: 0.75,
  hasPanopticQuality: true,
  stuffCategories: [],
  worstImageLimit: 100,
  imageOrder: null,
};
