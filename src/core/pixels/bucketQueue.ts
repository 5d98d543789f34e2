const none = -1;

/**
 * Items 0 … count − 1 by whole costs, cheapest first, for costs that never lie below the last one taken
 * nor `span` or more above it. All operations take constant time, besides the empty costs passed over.
 * Of equal costs the one that came last is taken first.
 * Source: Dial 1969, "Algorithm 360: shortest-path forest with topological ordering".
 */
export class BucketQueue {
  private readonly tops: Int32Array; // of the bucket of each cost, modulo the number of buckets
  private readonly above: Int32Array;
  private readonly below: Int32Array;
  private readonly wrap: number;
  private level = 0;
  private size = 0;

  /** @param span a power of two */
  constructor(count: number, span: number) {
    this.tops = new Int32Array(span).fill(none);
    this.above = new Int32Array(count).fill(none);
    this.below = new Int32Array(count).fill(none);
    this.wrap = span - 1;
  }

  add(item: number, cost: number): void {
    const bucket = cost & this.wrap;
    const top = this.tops[bucket] ?? none;
    this.below[item] = top;
    this.above[item] = none;
    if (top !== none) this.above[top] = item;
    this.tops[bucket] = item;
    this.size += 1;
  }

  /** @param cost that it was added with */
  remove(item: number, cost: number): void {
    const above = this.above[item] ?? none;
    const below = this.below[item] ?? none;
    if (above === none) this.tops[cost & this.wrap] = below;
    else this.below[above] = below;
    if (below !== none) this.above[below] = above;
    this.size -= 1;
  }

  /** A cheapest item, or −1 when there is none. */
  take(): number {
    if (this.size === 0) return none;
    let item = this.tops[this.level & this.wrap] ?? none;
    while (item === none) {
      this.level += 1;
      item = this.tops[this.level & this.wrap] ?? none;
    }
    this.remove(item, this.level);
    return item;
  }
}
