import type { CocoSummary } from '../cocoEval/cocoTally.ts';
import type { EvaluatedShape } from '../cocoEval/iouTable.ts';
import type { PanopticQuality } from '../panopticQuality.ts';
import type { EvaluationChoices } from './options.ts';

/**
 * All that is known of predictions against the ground truth: plain data, the same JSON for the same
 * input. Shares are 0…1; null where there is nothing to be found or said.
 */
export interface EvaluationReport {
  readonly version: 1;
  readonly groundTruth: string; // names of the data sets
  readonly predictions: string;
  readonly options: EvaluationChoices;
  readonly counts: EvaluationCounts;
  /** Null where not asked for; masks are not compared where one side has nothing but boxes. */
  readonly coco: Readonly<Record<EvaluatedShape, CocoSummary | null>>;
  readonly tableShape: EvaluatedShape | null; // what categories, sizes and score curve go by
  readonly categories: readonly CategoryRow[]; // in the order of the ground truth
  readonly sizes: readonly SizeRow[]; // small, medium, large
  readonly scoreCurve: ScoreCurve | null;
  readonly confusion: ConfusionMatrix;
  readonly outlines: OutlineQuality;
  /** Of the predictions that count, the surest in front. */
  readonly panoptic: PanopticQuality | null;
  readonly worst: readonly WorstImage[]; // the worst first
}

export interface EvaluationCounts {
  readonly images: number;
  readonly objects: number; // crowds left out
  readonly crowds: number;
  readonly predictions: number; // that could be compared
  readonly withoutScore: number; // predictions that were taken for sure, score 1
  readonly onlyBoxes: number; // predictions
  readonly otherCategory: number; // predictions of a category that the ground truth does not have
  readonly unknownCategories: readonly string[]; // theirs
  readonly unknownImages: readonly string[]; // of the predictions, that the ground truth does not have
  readonly otherSizes: readonly string[]; // images of another size; their predictions do not count
}

export interface CategoryRow {
  readonly name: string;
  readonly objects: number; // to be found, crowds left out
  readonly predictions: number;
  readonly AP: number | null;
  readonly AP50: number | null;
  readonly AP75: number | null;
  readonly AR: number | null; // 100 detections
  /** Precision at recall 0, 0.01 … 1, at IoU 0.5 and 0.75. */
  readonly precision50: readonly number[] | null;
  readonly precision75: readonly number[] | null;
}

export interface SizeRow {
  readonly name: 'small' | 'medium' | 'large';
  readonly areas: readonly [least: number, most: number]; // px²
  readonly objects: number; // to be found
  readonly AP: number | null;
  readonly AR: number | null;
}

/** All categories together, at the IoU of the options. */
export interface ScoreCurve {
  readonly points: readonly ScorePoint[]; // scores 0, 0.01 … 1
  readonly best: ScorePoint | null; // the first of the highest F1
}

export interface ScorePoint {
  readonly score: number; // predictions of it or a higher one count
  readonly precision: number | null; // null: there is no prediction
  readonly recall: number | null; // null: there is no object
  readonly f1: number | null;
}

/** Rows are the truth, columns the prediction; after the categories the background. */
export interface ConfusionMatrix {
  readonly labels: readonly string[]; // of the categories
  readonly counts: readonly (readonly number[])[]; // one more than labels each way
}

/** Of what is found in the right category. */
export interface OutlineQuality {
  readonly pairs: number;
  readonly meanIou: number | null;
  readonly meanBoundaryIou: number | null; // Cheng et al. 2021, rims of 0.02 × the diagonal
  readonly meanBoundaryF: number | null; // DAVIS
}

export interface WorstImage {
  readonly image: number; // index in the ground truth
  readonly fileName: string;
  readonly missed: number;
  readonly wrong: number; // predictions where there is nothing
  readonly confused: number; // found, in another category
  readonly poor: number; // found, with a poor outline
  readonly cases: readonly WorstCase[];
}

/** Objects and predictions are told by their index on the image. */
export type WorstCase =
  | { readonly kind: 'missed'; readonly object: number }
  | { readonly kind: 'wrong'; readonly prediction: number; readonly score: number }
  | {
      readonly kind: 'confused' | 'poor';
      readonly object: number;
      readonly prediction: number;
      readonly score: number;
      readonly iou: number;
    };
