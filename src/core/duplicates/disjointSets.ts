/** Elements 0 … count − 1 in sets that can be joined but never parted (union-find). */
export class DisjointSets {
  private readonly parents: Int32Array;
  private readonly sizes: Int32Array;

  constructor(count: number) {
    this.parents = Int32Array.from({ length: count }, (_, i) => i);
    this.sizes = new Int32Array(count).fill(1);
  }

  /** The element that stands for the whole set of `element`. */
  rootOf(element: number): number {
    let at = element;
    for (;;) {
      const parent = this.parents[at] ?? at;
      if (parent === at) return at;
      // every visit halves the way for the next one
      this.parents[at] = this.parents[parent] ?? parent;
      at = parent;
    }
  }

  join(a: number, b: number): void {
    const rootA = this.rootOf(a);
    const rootB = this.rootOf(b);
    if (rootA === rootB) return;
    const sizeA = this.sizes[rootA] ?? 1;
    const sizeB = this.sizes[rootB] ?? 1;
    const [upper, lower] = sizeA >= sizeB ? [rootA, rootB] : [rootB, rootA];
    this.parents[lower] = upper;
    this.sizes[upper] = sizeA + sizeB;
  }

  /** Every set, ordered by its first element; elements ascend. */
  sets(): readonly (readonly number[])[] {
    const byRoot = new Map<number, number[]>();
    for (let element = 0; element < this.parents.length; element += 1) {
      const root = this.rootOf(element);
      const set = byRoot.get(root);
      if (set) set.push(element);
      else byRoot.set(root, [element]);
    }
    return [...byRoot.values()];
  }
}

/** Joins all elements that share a key; an element whose key is null stays as it is. */
export function joinByKey(sets: DisjointSets, keys: readonly (string | null)[]): void {
  const firstOf = new Map<string, number>();
  for (const [element, key] of keys.entries()) {
    if (key === null) continue;
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, element);
    else sets.join(first, element);
  }
}
