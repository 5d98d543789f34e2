import type { Pairing } from './pairing.ts';
import type { ConfusionMatrix } from './report.ts';

/** Counts what was taken for what, image by image. */
export class ConfusionTally {
  readonly #labels: readonly string[];
  readonly #counts: number[][];

  constructor(labels: readonly string[]) {
    this.#labels = labels;
    const side = labels.length + 1;
    this.#counts = Array.from({ length: side }, () => Array.from({ length: side }, () => 0));
  }

  add({ pairs, missed, wrong }: Pairing): void {
    const background = this.#labels.length;
    for (const { truth, prediction } of pairs) this.#count(truth.category, prediction.category);
    for (const { category } of missed) this.#count(category, background);
    for (const { category } of wrong) this.#count(background, category);
  }

  matrix(): ConfusionMatrix {
    return { labels: this.#labels, counts: this.#counts.map((row) => [...row]) };
  }

  #count(row: number, column: number): void {
    const counts = this.#counts[row];
    if (counts) counts[column] = (counts[column] ?? 0) + 1;
  }
}
