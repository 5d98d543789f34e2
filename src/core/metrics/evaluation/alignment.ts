import type { DataSet } from '../../dataset/dataSet.ts';
import { matchImages } from '../../dataset/matchImages.ts';
import { isSameSize } from '../../geometry/size.ts';

/** Which image and category of the predictions is which of the ground truth. */
export interface Alignment {
  readonly predictionImageOf: readonly (number | null)[]; // by image of the ground truth
  readonly categoryOf: readonly (number | null)[]; // by category of the predictions
  readonly unknownImages: readonly string[];
  readonly unknownCategories: readonly string[];
  readonly otherSizes: readonly string[];
}

/** Images by their paths, else by what only one has: name, then stem; categories by their names. */
export function alignmentOf(groundTruth: DataSet, predictions: DataSet): Alignment {
  const predictionImageOf = matchImages(
    groundTruth.images.map(({ fileName }) => fileName),
    predictions.images.map(({ fileName }) => fileName),
  );
  const known = new Set(predictionImageOf);
  const indexOf = new Map(groundTruth.categories.map(({ name }, index) => [name, index]));
  const categoryOf = predictions.categories.map(({ name }) => indexOf.get(name) ?? null);
  return {
    predictionImageOf,
    categoryOf,
    unknownImages: predictions.images.filter((_, i) => !known.has(i)).map((each) => each.fileName),
    unknownCategories: predictions.categories
      .filter((_, i) => categoryOf[i] === null)
      .map(({ name }) => name),
    otherSizes: groundTruth.images.flatMap(({ fileName, size }, i) => {
      const other = predictions.images[predictionImageOf[i] ?? -1];
      return other && !isSameSize(size, other.size) ? [fileName] : [];
    }),
  };
}
