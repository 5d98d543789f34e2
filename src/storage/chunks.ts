/** Few enough to be held at once with their masks, many enough that the trips cost nothing. */
const chunkLength = 500;

/** A store of any database, as far as it is read in chunks. */
interface ReadableStore {
  getAll(range: IDBKeyRange | null, count: number): Promise<unknown[]>;
  getAllKeys(range: IDBKeyRange | null, count: number): Promise<IDBValidKey[]>;
}

/** Records that follow each other in the order of their keys. */
export interface Chunk {
  readonly keys: readonly IDBValidKey[];
  readonly values: readonly unknown[]; // by the same index as `keys`
}

/** All records of a store, some hundred at a time. Waits for nothing but the store. */
export async function* chunksOf(store: ReadableStore): AsyncGenerator<Chunk> {
  let range: IDBKeyRange | null = null;
  for (;;) {
    const [keys, values]: [IDBValidKey[], unknown[]] = await Promise.all([
      store.getAllKeys(range, chunkLength),
      store.getAll(range, chunkLength),
    ]);
    const last = keys.at(-1);
    if (last === undefined) return;
    yield { keys, values };
    if (keys.length < chunkLength) return;
    range = IDBKeyRange.lowerBound(last, true);
  }
}
