import type { Pairing } from './pairing.ts';
import type { WorstCase, WorstImage } from './report.ts';

/** What went wrong on an image; null when nothing did. */
export function worstOf(
  { image, fileName }: Pick<WorstImage, 'image' | 'fileName'>,
  { pairs, missed, wrong }: Pairing,
  poorIou: number,
): WorstImage | null {
  const confused = pairs.filter(({ truth, prediction }) => truth.category !== prediction.category);
  const poor = pairs.filter(
    ({ truth, prediction, iou }) => truth.category === prediction.category && iou < poorIou,
  );
  const pairCase = (kind: 'confused' | 'poor') => (pair: (typeof pairs)[number]): WorstCase => ({
    kind,
    object: pair.truth.index,
    prediction: pair.prediction.index,
    score: pair.prediction.score,
    iou: pair.iou,
  });
  const cases: readonly WorstCase[] = [
    ...missed.map(({ index }): WorstCase => ({ kind: 'missed', object: index })),
    ...wrong
      .toSorted((a, b) => b.score - a.score)
      .map(({ index, score }): WorstCase => ({ kind: 'wrong', prediction: index, score })),
    ...confused.map(pairCase('confused')),
    ...poor.toSorted((a, b) => a.iou - b.iou).map(pairCase('poor')),
  ];
  if (cases.length === 0) return null;
  return {
    image,
    fileName,
    missed: missed.length,
    wrong: wrong.length,
    confused: confused.length,
    poor: poor.length,
    cases,
  };
}

/** Keeps the worst images only: most missed, wrong and confused, then most poor ones, then in order. */
export function keptWorst(all: readonly WorstImage[], limit: number): readonly WorstImage[] {
  return all
    .toSorted(
      (a, b) =>
        mistakesOf(b) - mistakesOf(a) || b.poor - a.poor || a.image - b.image,
    )
    .slice(0, limit);
}

function mistakesOf({ missed, wrong, confused }: WorstImage): number {
  return missed + wrong + confused;
}
