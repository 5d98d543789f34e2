import { AppError } from '#core/failure.ts';
import { chunksOf, type ByteSource } from './byteSource.ts';
import type { DirectoryEntry } from './zipDirectory.ts';

const localBytes = 30;
const localSignature = 0x04034b50;
const pieceBytes = 1024 * 1024;

/**
 * The content of an entry in pieces. No more than the directory says is ever unpacked.
 *
 * @throws AppError archive/damaged; the signal's reason on abort
 */
export async function* readEntryBytes(
  file: ByteSource,
  entry: DirectoryEntry,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const start = await startOf(file, entry);
  const packed = packedBytes(file, { start, end: start + entry.packedBytes }, signal);
  let size = 0;
  try {
    for await (const piece of entry.method === 'stored' ? packed : inflated(packed)) {
      size += piece.length;
      if (size > entry.sizeBytes) throw damaged(entry, 'longer than it says');
      yield piece;
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof AppError) throw cause;
    throw damaged(entry, 'cannot be unpacked', cause);
  }
  if (size !== entry.sizeBytes) throw damaged(entry, 'shorter than it says');
}

/** Where the content begins: behind the local header, which has to be about this entry. */
async function startOf(file: ByteSource, entry: DirectoryEntry): Promise<number> {
  const bytes = await file.read(entry.offset, localBytes + 4 * entry.name.length);
  if (bytes.length < localBytes) throw damaged(entry, 'cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const nameLength = view.getUint16(26, true);
  const name = new TextDecoder().decode(bytes.subarray(localBytes, localBytes + nameLength));
  const method = view.getUint16(8, true) === 0 ? 'stored' : 'deflated';
  const start = entry.offset + localBytes + nameLength + view.getUint16(28, true);
  const isOwn =
    view.getUint32(0, true) === localSignature && name === entry.name && method === entry.method;
  if (!isOwn || start + entry.packedBytes > entry.limit)
    throw damaged(entry, 'its header has changed');
  return start;
}

async function* packedBytes(
  file: ByteSource,
  { start, end }: { readonly start: number; readonly end: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = start; at < end; at += pieceBytes) {
    signal.throwIfAborted();
    yield await file.read(at, Math.min(pieceBytes, end - at));
  }
}

function inflated(
  packed: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await packed.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await packed.return(undefined);
    },
  });
  return chunksOf(source.pipeThrough(new DecompressionStream('deflate-raw')));
}

function damaged({ name }: DirectoryEntry, reason: string, cause?: unknown): AppError {
  return new AppError({ code: 'archive/damaged', entry: name, reason }, { cause });
}
