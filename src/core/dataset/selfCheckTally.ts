import {
  differenceKinds,
  type Difference,
  type DifferenceKind,
  type SelfCheckReport,
} from './selfCheckReport.ts';

const exampleLimit = 20;

/** Adds up a {@link SelfCheckReport} without keeping all that differs. */
export class SelfCheckTally {
  readonly #differences = new Map<DifferenceKind, { count: number; examples: Difference[] }>();
  #objectCount = 0;
  #readObjectCount = 0;
  #exactCount = 0;
  #leastIou: number | null = null;
  #iouSum = 0;
  #iouCount = 0;

  countObjects(written: number, read: number): void {
    this.#objectCount += written;
    this.#readObjectCount += read;
  }

  addIou(iou: number, isExact: boolean): void {
    this.#leastIou = Math.min(this.#leastIou ?? 1, iou);
    this.#iouSum += iou;
    this.#iouCount += 1;
    if (isExact) this.#exactCount += 1;
  }

  add(difference: Difference): void {
    const known = this.#differences.get(difference.kind) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < exampleLimit) known.examples.push(difference);
    this.#differences.set(difference.kind, known);
  }

  report(imageCount: number, readImageCount: number): SelfCheckReport {
    return {
      imageCount,
      readImageCount,
      objectCount: this.#objectCount,
      readObjectCount: this.#readObjectCount,
      exactCount: this.#exactCount,
      leastIou: this.#leastIou,
      meanIou: this.#iouCount === 0 ? null : this.#iouSum / this.#iouCount,
      differences: differenceKinds.flatMap((kind) => {
        const known = this.#differences.get(kind);
        return known ? [{ kind, count: known.count, examples: [...known.examples] }] : [];
      }),
    };
  }
}
