/**
 * Where journal entries went that were numbered anew. A snapshot stands for all entries up to its `seq`,
 * which itself may be gone; so it gets the number of the last entry that it stands for.
 */
export class SeqMap {
  private readonly wanted: readonly number[]; // ascending
  private readonly found = new Map<number, number>();
  private next = 0; // of `wanted`, the first that no entry was seen beyond
  private lastNew = 0;

  constructor(wanted: Iterable<number>) {
    this.wanted = [...new Set(wanted)].toSorted((a, b) => a - b);
  }

  /** Entries in their order: the numbers they had and those they were given, both ascending. */
  add(oldSeqs: readonly number[], newSeqs: readonly number[]): void {
    for (const [index, oldSeq] of oldSeqs.entries()) {
      this.settleBelow(oldSeq);
      this.lastNew = newSeqs[index] ?? this.lastNew;
    }
  }

  /** To be asked when all entries were seen. */
  get(seq: number): number {
    this.settleBelow(Infinity);
    return this.found.get(seq) ?? 0;
  }

  private settleBelow(oldSeq: number): void {
    for (; this.next < this.wanted.length; this.next += 1) {
      const seq = this.wanted[this.next] ?? Infinity;
      if (seq >= oldSeq) return;
      this.found.set(seq, this.lastNew);
    }
  }
}
