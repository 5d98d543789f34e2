const blockBytes = 8 * 1024 * 1024;

/** Pieces of a file in few large buffers, by their number: hundreds of thousands of them cost their bytes only. */
export class ItemStore {
  private readonly blocks: Uint8Array<ArrayBuffer>[] = [];
  private readonly places: {
    readonly block: number[];
    readonly start: number[];
    readonly end: number[];
  } = {
    block: [],
    start: [],
    end: [],
  };
  private free = 0; // of the last block, where the next piece begins

  /** @returns the number of the piece, from 0 */
  add(bytes: Uint8Array): number {
    const last = this.blocks.at(-1);
    if (!last || this.free + bytes.length > last.length) {
      this.blocks.push(new Uint8Array(Math.max(blockBytes, bytes.length)));
      this.free = 0;
    }
    this.blocks.at(-1)?.set(bytes, this.free);
    this.places.block.push(this.blocks.length - 1);
    this.places.start.push(this.free);
    this.free += bytes.length;
    this.places.end.push(this.free);
    return this.places.block.length - 1;
  }

  /** The piece of that number; empty when there is none. */
  get(number: number): Uint8Array<ArrayBuffer> {
    const { block, start, end } = this.places;
    const buffer = this.blocks[block[number] ?? -1] ?? new Uint8Array(0);
    return buffer.subarray(start[number] ?? 0, end[number] ?? 0);
  }
}
