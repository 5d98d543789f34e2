import type { EvaluatedShape } from '../cocoEval/iouTable.ts';

/** What an evaluation looks at, as its report tells it. */
export interface EvaluationChoices {
  readonly shapes: readonly EvaluatedShape[]; // by which COCO's numbers are taken
  /**
   * From which IoU a prediction is an object, in the confusion matrix, the score curve and the worst
   * images: 0.5, 0.55 … 0.95.
   */
  readonly iouThreshold: number;
  /** From which score a prediction counts in the confusion matrix and after. */
  readonly scoreThreshold: number; // 0…1
  readonly poorIou: number; // below it an object is found with a poor outline
  readonly hasPanopticQuality: boolean;
  readonly hasOutlines: boolean; // boundary IoU and boundary F of what is found
  readonly worstLimit: number; // images
}

export interface EvaluationOptions extends EvaluationChoices {
  /** Indices of images in the order that decides between equal scores; of COCO files: by id. */
  readonly imageOrder: readonly number[] | null; // null: as in the ground truth
}

/** Everything, at IoU 0.5 and score 0.5. */
export const usualEvaluation: EvaluationOptions = {
  shapes: ['segm', 'bbox', 'boundary'],
  iouThreshold: 0.5,
  scoreThreshold: 0.5,
  poorIou: 0.75,
  hasPanopticQuality: true,
  hasOutlines: true,
  worstLimit: 100,
  imageOrder: null,
};
