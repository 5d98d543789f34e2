import type { Candidate, Pairing } from './pairing.ts';
import type { ConfusionMatrix } from './report.ts';

/** Counts what was taken for what, image by image. */
export class ConfusionTally {
  readonly #labels: readonly string[];
  readonly #counts: readonly number[][];

  constructor(labels: readonly string[]) {
    this.#labels = labels;
    const side = labels.length + 1;
    this.#counts = Array.from({ length: side }, () => Array.from({ length: side }, () => 0));
  }

  add({ pairs, missed, wrong }: Pairing): void {
    for (const { truth, prediction } of pairs) this.#count(truth, prediction);
    for (const truth of missed) this.#count(truth, null);
    for (const prediction of wrong) this.#count(null, prediction);
  }

  matrix(): ConfusionMatrix {
    return { labels: this.#labels, counts: this.#counts.map((row) => [...row]) };
  }

  #count(truth: Candidate | null, prediction: Candidate | null): void {
    const background = this.#labels.length;
    const row = this.#counts[truth?.seen.object.category ?? background];
    const column = prediction?.seen.object.category ?? background;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
}
