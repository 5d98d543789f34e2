import type { DataSet } from '../../dataset/dataSet.ts';
import { CocoTally, type CocoEvaluation } from './cocoTally.ts';
import { evaluatedObject, type EvaluatedShape } from './iouTable.ts';

export interface CocoEvalOptions {
  readonly shape: EvaluatedShape;
  /** Indices of the images in the order that decides between equal scores; of COCO files: by id. */
  readonly imageOrder?: readonly number[];
  /** Told after each image: share of the work, 0…1. May throw to end it. */
  onProgress?(share: number): void;
}

/**
 * Average precision and recall exactly as COCOeval computes them. Both data sets have the same images and
 * categories in the same order; objects of the predictions have scores. Images are read one by one.
 *
 * Source: pycocotools `COCOeval` 2.0.11.
 */
export async function cocoEval(
  groundTruth: DataSet,
  predictions: DataSet,
  options: CocoEvalOptions,
): Promise<CocoEvaluation> {
  const { shape, imageOrder = [...groundTruth.images.keys()], onProgress } = options;
  const tally = new CocoTally(shape, groundTruth.categories.length);
  for (const [done, image] of imageOrder.entries()) {
    onProgress?.(done / imageOrder.length);
    const truths = await groundTruth.objectsOf(image);
    const detections = await predictions.objectsOf(image);
    tally.add(truths.map(evaluatedObject), detections.map(evaluatedObject));
  }
  return tally.evaluation();
}
