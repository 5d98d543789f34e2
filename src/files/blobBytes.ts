/** The bytes of a file for a reader that jumps about in it: only what is asked for is read. */
export class BlobBytes {
  readonly size: number;
  private readonly blob: Blob;

  constructor(blob: Blob) {
    this.blob = blob;
    this.size = blob.size;
  }

  get readable(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return this.blob.stream();
  }

  /** @param range bytes; absent: all */
  createReadable({
    offset = 0,
    size = this.size - offset,
  }: {
    readonly offset?: number;
    readonly size?: number;
  } = {}): ReadableStream<Uint8Array<ArrayBuffer>> {
    return this.blob.slice(offset, offset + size).stream();
  }

  async readUint8Array(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.blob.slice(offset, offset + length).arrayBuffer());
  }
}
