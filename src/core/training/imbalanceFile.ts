import type { DataSet } from '../dataset/dataSet.ts';
import {
  countCategories,
  effectiveNumberWeights,
  inverseFrequencyWeights,
  repeatFactors,
} from './imbalance.ts';

/**
 * `imbalance.json`: per category how often it comes, its weights and its repeat factor, in the order of the
 * data set, so that lists of weights can be taken as they are; per image its repeat factor, one a line.
 *
 * @param fileNames where each image lies
 * @param threshold share of images below which a category is repeated, see `repeatFactors`
 */
export async function* imbalanceLines(
  dataSet: DataSet,
  fileNames: readonly string[],
  threshold: number,
): AsyncGenerator<string, void, undefined> {
  const counts = await countCategories(dataSet);
  const inverse = inverseFrequencyWeights(counts.objects);
  const effective = effectiveNumberWeights(counts.objects);
  const { categories, images } = repeatFactors(counts, threshold);
  yield `{\n"repeat_threshold": ${threshold},\n"categories": [`;
  for (const [index, { name }] of dataSet.categories.entries()) {
    const row = {
      name,
      objects: counts.objects[index] ?? 0,
      images: counts.images[index] ?? 0,
      inverse_frequency_weight: inverse[index] ?? 0,
      effective_number_weight: effective[index] ?? 0,
      repeat_factor: categories[index] ?? 1,
    };
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(row)}`;
  }
  yield '\n],\n"images": [';
  for (const [index, repeat_factor] of images.entries()) {
    const row = { file_name: fileNames[index] ?? '', repeat_factor };
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(row)}`;
  }
  yield '\n]\n}\n';
}
