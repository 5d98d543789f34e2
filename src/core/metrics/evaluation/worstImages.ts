import { isRight, type CandidatePair, type Pairing } from './pairing.ts';
import type { WorstCase, WorstImage } from './report.ts';

/** Keeps the images with the most mistakes; of equal ones those with more poor outlines, then the first. */
export class WorstImages {
  readonly #limit: number;
  #images: readonly WorstImage[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(image: WorstImage): void {
    if (image.cases.length === 0) return;
    this.#images = [...this.#images, image];
    if (this.#images.length > 2 * this.#limit + 100) this.#images = this.list();
  }

  /** The worst first. */
  list(): readonly WorstImage[] {
    const mistakesOf = (each: WorstImage) => each.missed + each.wrong + each.confused;
    return this.#images
      .toSorted((a, b) => mistakesOf(b) - mistakesOf(a) || b.poor - a.poor || a.image - b.image)
      .slice(0, this.#limit);
  }
}

/** What went wrong on an image: missed, wrong by falling score, confused, poor by rising IoU. */
export function worstImageOf(
  { image, fileName }: Pick<WorstImage, 'image' | 'fileName'>,
  { pairs, missed, wrong }: Pairing,
  poorIou: number,
): WorstImage {
  const confused = pairs.filter((pair) => !isRight(pair));
  const poor = pairs.filter((pair) => isRight(pair) && pair.iou < poorIou);
  const wrongCases = wrong.map(({ index, seen }) => ({ index, score: seen.object.score ?? 0 }));
  return {
    image,
    fileName,
    missed: missed.length,
    wrong: wrong.length,
    confused: confused.length,
    poor: poor.length,
    cases: [
      ...missed.map(({ index }): WorstCase => ({ kind: 'missed', object: index })),
      ...wrongCases
        .toSorted((a, b) => b.score - a.score)
        .map(({ index, score }): WorstCase => ({ kind: 'wrong', prediction: index, score })),
      ...confused.map((pair) => pairCase('confused', pair)),
      ...poor.toSorted((a, b) => a.iou - b.iou).map((pair) => pairCase('poor', pair)),
    ],
  };
}

function pairCase(kind: 'confused' | 'poor', { truth, prediction, iou }: CandidatePair): WorstCase {
  const score = prediction.seen.object.score ?? 0;
  return { kind, object: truth.index, prediction: prediction.index, score, iou };
}
