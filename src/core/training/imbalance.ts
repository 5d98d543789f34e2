import type { DataSet } from '../dataset/dataSet.ts';

/** How often each category comes, by its place in the data set. */
export interface CategoryCounts {
  readonly imageCount: number;
  readonly objects: readonly number[];
  /** Images with at least one object of the category. */
  readonly images: readonly number[];
  /** The categories of each image, ascending, each once. */
  readonly byImage: readonly (readonly number[])[];
}

/** Asks for the objects of every image once. Crowds count for nothing: training leaves them out. */
export async function countCategories(dataSet: DataSet): Promise<CategoryCounts> {
  const objects = dataSet.categories.map(() => 0);
  const images = dataSet.categories.map(() => 0);
  const byImage: (readonly number[])[] = [];
  for (const image of dataSet.images.keys()) {
    const found = new Set<number>();
    for (const { category, isCrowd } of await dataSet.objectsOf(image)) {
      if (isCrowd) continue;
      objects[category] = (objects[category] ?? 0) + 1;
      found.add(category);
    }
    for (const category of found) images[category] = (images[category] ?? 0) + 1;
    byImage.push([...found].toSorted((a, b) => a - b));
  }
  return { imageCount: dataSet.images.length, objects, images, byImage };
}

/**
 * Weight of each category in the loss: all objects ÷ (categories that have any × its objects), so that the
 * weights of all objects add up to the number of objects. 0 where there is none.
 * Source: scikit-learn, `compute_class_weight('balanced')`.
 *
 * @param counts objects by category
 */
export function inverseFrequencyWeights(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? total / (present * count) : 0));
}

/**
 * Weight of each category by the effective number of its objects, (1 − βⁿ) ÷ (1 − β); the weights add up
 * to the number of categories that have any. 0 where there is none.
 * Source: Cui et al. 2019, "Class-Balanced Loss Based on Effective Number of Samples".
 *
 * @param counts objects by category
 * @param beta 0 ≤ β < 1: 0 gives equal weights, towards 1 those of the inverse frequency
 */
export function effectiveNumberWeights(counts: readonly number[], beta = 0.999): readonly number[] {
  const raw = counts.map((count) => (count > 0 ? (1 - beta) / (1 - beta ** count) : 0));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const present = raw.filter((weight) => weight > 0).length;
  return raw.map((weight) => (sum > 0 ? (weight * present) / sum : 0));
}

/** How often categories and images are repeated in an epoch. */
export interface RepeatFactors {
  readonly categories: readonly number[]; // ≥ 1
  readonly images: readonly number[]; // ≥ 1
}

/**
 * Repeat factors of LVIS: of a category √(threshold ÷ share of images that have it), of an image the
 * largest of its categories; never below 1. Images without objects come once.
 * Source: Gupta et al. 2019, "LVIS", appendix; detectron2 `RepeatFactorTrainingSampler`.
 *
 * @param threshold share of images below which a category is repeated, such as 0.001
 */
export function repeatFactors(counts: CategoryCounts, threshold: number): RepeatFactors {
  const categories = counts.images.map((count) =>
    count > 0 ? Math.max(1, Math.sqrt((threshold * counts.imageCount) / count)) : 1,
  );
  const images = counts.byImage.map((found) =>
    found.reduce((most, category) => Math.max(most, categories[category] ?? 1), 1),
  );
  return { categories, images };
}
