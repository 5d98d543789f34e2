import type { DataSet } from '../dataset/dataSet.ts';
import { alignmentOf } from './evaluation/alignment.ts';
import { EvaluationTally } from './evaluation/evaluationTally.ts';
import { usualEvaluation, type EvaluationOptions } from './evaluation/options.ts';
import type { EvaluationReport } from './evaluation/report.ts';

/**
 * Predictions against the ground truth. The data sets need not have the same images and categories:
 * see `alignmentOf`; what has no place is counted in the report. One image is in memory at a time.
 *
 * @param onProgress told before each image: share of the work, 0…1; may throw to end it
 */
export async function evaluate(
  groundTruth: DataSet,
  predictions: DataSet,
  options: Partial<EvaluationOptions> = {},
  onProgress: (share: number) => void = () => undefined,
): Promise<EvaluationReport> {
  const { imageOrder, ...choices } = { ...usualEvaluation, ...options };
  const alignment = alignmentOf(groundTruth, predictions);
  const tally = new EvaluationTally(groundTruth, choices);
  const order = imageOrder ?? [...groundTruth.images.keys()];
  for (const [done, index] of order.entries()) {
    onProgress(done / order.length);
    const image = groundTruth.images[index];
    if (!image) continue;
    const truths = await groundTruth.objectsOf(index);
    tally.add({ index, image }, truths, await alignment.predictionsOf(index));
  }
  return tally.report(predictions.name, alignment);
}
