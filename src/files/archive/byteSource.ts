/** Bytes that can be read from any place, such as a file that is too large for memory. */
export interface ByteSource {
  readonly size: number; // bytes
  /** @returns fewer bytes than asked for at the end. @throws AppError archive/damaged */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

export function sourceOfBlob(blob: Blob): ByteSource {
  return {
    size: blob.size,
    async read(offset, length) {
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
  };
}

/** The chunks of a stream; not every browser can iterate over one. Leaving early cancels it. */
export async function* chunksOf<Chunk>(stream: ReadableStream<Chunk>): AsyncGenerator<Chunk> {
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const step = await reader.read();
      isDone = step.done;
      if (step.done) return;
      yield step.value;
    }
  } finally {
    if (!isDone) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
