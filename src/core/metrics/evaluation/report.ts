import type { IouKind } from '../cocoEval/params.ts';
import type { CocoSummary } from '../cocoEval/summarize.ts';
import type { PanopticQuality } from '../panopticQuality.ts';
import type { EvaluationOptions } from './options.ts';

/**
 * All that is known of predictions against the ground truth: plain data, the same JSON for the same
 * input. Shares are 0…1; null where there is nothing to be found or said.
 */
export interface EvaluationReport {
  readonly version: 1;
  readonly groundTruth: string; // names of the data sets
  readonly predictions: string;
  readonly options: EvaluationOptions;
  readonly counts: EvaluationCounts;
  /** By kind, null where not asked for, or where one side has only boxes and masks are asked for. */
  readonly coco: Readonly<Record<IouKind, CocoSummary | null>>;
  readonly panoptic: PanopticQuality | null;
  readonly outlines: OutlineQuality;
  readonly categories: readonly CategoryRow[]; // in the order of the ground truth
  readonly sizes: readonly SizeRow[]; // small, medium, large
  readonly thresholds: ThresholdCurve;
  readonly confusion: ConfusionMatrix;
  readonly worst: readonly WorstImage[]; // the worst first
}

export interface EvaluationCounts {
  readonly images: number;
  readonly objects: number; // crowds among them
  readonly crowds: number;
  readonly predictions: number; // on these images, of these categories
  readonly withoutScore: number; // predictions that count as of score 1
  readonly onlyBoxes: number; // predictions
  readonly unknownImages: readonly string[]; // of the predictions, which the ground truth does not have
  readonly unknownCategories: readonly string[];
  readonly otherSizes: readonly string[]; // images that the predictions have in another size
}

/** Of predictions that are right at the IoU and score of the options. */
export interface OutlineQuality {
  readonly pairs: number;
  readonly meanIou: number | null;
  readonly meanBoundaryIou: number | null; // Cheng et al. 2021, 0.02 of the diagonal
  readonly meanBoundaryF: number | null; // DAVIS, see `boundaryF`
}

export interface CategoryRow {
  readonly name: string;
  readonly objects: number; // to be found, without crowds
  readonly predictions: number;
  readonly AP: number | null; // by the first kind of the options that is there
  readonly AP50: number | null;
  readonly AP75: number | null;
  readonly AR: number | null; // 100 detections
  /** Precision at recall 0, 0.01 … 1 and the IoU of the options; null when nothing is to be found. */
  readonly precisionAtRecall: readonly number[] | null;
}

export interface SizeRow {
  readonly name: string;
  readonly minArea: number; // px²
  readonly maxArea: number; // px²
  readonly objects: number;
  readonly AP: number | null;
  readonly AR: number | null;
}

/** Over all categories, at the IoU of the options; scores 0, 0.01 … 1. */
export interface ThresholdCurve {
  readonly points: readonly ThresholdPoint[];
  readonly best: ThresholdPoint | null; // of the highest F1
}

export interface ThresholdPoint {
  readonly score: number; // predictions of it or a higher one count
  readonly precision: number | null; // null: no prediction
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Rows are the truth, columns the prediction; the last of both is the background. */
export interface ConfusionMatrix {
  readonly labels: readonly string[]; // of categories, without the background
  readonly counts: readonly (readonly number[])[];
}

export interface WorstImage {
  readonly image: number; // index in the ground truth
  readonly fileName: string;
  readonly missed: number;
  readonly wrong: number; // predictions of nothing
  readonly confused: number; // found, in another category
  readonly poor: number; // found, with a poor mask
  readonly cases: readonly WorstCase[];
}

export type WorstCase =
  | { readonly kind: 'missed'; readonly object: number } // indices on the image
  | { readonly kind: 'wrong'; readonly prediction: number; readonly score: number }
  | {
      readonly kind: 'confused' | 'poor';
      readonly object: number;
      readonly prediction: number;
      readonly score: number;
      readonly iou: number;
    };
