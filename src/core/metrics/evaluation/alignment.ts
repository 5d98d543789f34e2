import type { DataSet } from '../../dataset/dataSet.ts';
import { matchImages } from '../../dataset/matchImages.ts';
import { isSameSize } from '../../geometry/size.ts';
import { evaluatedObject } from '../cocoEval/iouTable.ts';
import type { Candidate } from './pairing.ts';
import type { EvaluationCounts } from './report.ts';

/** A prediction with a category of the ground truth and a score. */
export interface AlignedPrediction extends Candidate {
  readonly hasScore: boolean; // of its own
}

/** Predictions seen from the ground truth, and what of them has no place there. */
export interface Alignment extends Pick<
  EvaluationCounts,
  'unknownCategories' | 'unknownImages' | 'otherSizes'
> {
  predictionsOf(image: number): Promise<AlignedPredictions>;
}

export interface AlignedPredictions {
  readonly predictions: readonly AlignedPrediction[];
  readonly otherCategory: number; // how many were left out for it
}

/**
 * Images are one by their paths, else by name or stem where only one has it; categories by their
 * names. Predictions without a score have 1.
 */
export function alignmentOf(groundTruth: DataSet, predictions: DataSet): Alignment {
  const imageOf = matchImages(
    groundTruth.images.map(({ fileName }) => fileName),
    predictions.images.map(({ fileName }) => fileName),
  );
  const known = new Set(imageOf);
  const indexOf = new Map(groundTruth.categories.map(({ name }, index) => [name, index]));
  const categoryOf = predictions.categories.map(({ name }) => indexOf.get(name));
  const hasOtherSize = groundTruth.images.map(({ size }, i) => {
    const other = predictions.images[imageOf[i] ?? -1];
    return other !== undefined && !isSameSize(size, other.size);
  });
  return {
    unknownImages: predictions.images.filter((_, i) => !known.has(i)).map((each) => each.fileName),
    unknownCategories: predictions.categories
      .filter((_, i) => categoryOf[i] === undefined)
      .map(({ name }) => name),
    otherSizes: groundTruth.images
      .filter((_, i) => hasOtherSize[i])
      .map(({ fileName }) => fileName),
    async predictionsOf(image) {
      const other = imageOf[image] ?? null;
      const isComparable = other !== null && hasOtherSize[image] !== true;
      const objects = isComparable ? await predictions.objectsOf(other) : [];
      const aligned = objects.flatMap((object, index): AlignedPrediction[] => {
        const category = categoryOf[object.category];
        const { score } = object;
        if (category === undefined) return [];
        const inTruth = { ...object, category, score: score ?? 1 };
        return [{ index, seen: evaluatedObject(inTruth), hasScore: score !== null }];
      });
      return { predictions: aligned, otherCategory: objects.length - aligned.length };
    },
  };
}
