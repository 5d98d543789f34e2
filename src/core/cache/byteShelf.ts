/** Bytes by name that survive the tab, within a budget; what was not used for longest leaves first. */
export interface ByteShelf {
  /** null when it is not there (any more) or cannot be read. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** A full disk is not a failure: the bytes are then not kept. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  usage(): Promise<ShelfUsage>;
  clear(): Promise<void>;
}

export interface ShelfUsage {
  readonly count: number;
  readonly bytes: number;
  readonly budgetBytes: number;
}
