import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { configure, Reader, ZipReader, type FileEntry } from '@zip.js/zip.js';
import {
  collect,
  isOfSystem,
  sortedByPath,
  type LeftOut,
  type Source,
  type SourceFile,
} from './source.ts';

/** Deflate shrinks at most about 1030-fold; data sets by so much only when it is a trap. */
const maxRatio = 200;
/** Below this size, unpacked, the ratio does not matter: masks and text shrink well. */
const harmlessBytes = 64_000_000;
const maxEntryBytes = 8_000_000_000;
const entryLimit = 2_000_000;

/**
 * The files of an archive, each unpacked when it is asked for. Entries with paths that lead out of it,
 * encrypted ones and those that grow out of all proportion are left out with the reason.
 */
export async function zipSource(path: string): Promise<Source> {
  configure({ useWebWorkers: false });
  const { size } = await stat(path);
  const handle = await open(path);
  const reader = new ZipReader(new HandleReader(handle, size), {
    strictness: 'tolerant', // what is wrong with one entry is told of that one
    checkOverlappingEntry: true,
  });
  const files = new Map<string, SourceFile>();
  const leftOut: LeftOut[] = [];
  try {
    let count = 0;
    for await (const entry of reader.getEntriesGenerator()) {
      count += 1;
      if (count > entryLimit) throw new RangeError(`more than ${entryLimit} entries`);
      if (entry.directory) continue;
      const name = entry.filename.replaceAll('\\', '/');
      const reason = refusalOf(entry, name, files);
      if (name.split('/').some(isOfSystem)) continue;
      if (reason === null) files.set(name, entryFile(entry));
      else leftOut.push({ path: name, reason });
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    name: basename(path).replace(/\.[^.]*$/u, ''),
    files: sortedByPath(files),
    leftOut,
    close: async () => {
      await reader.close();
      await handle.close();
    },
  };
}

function refusalOf(
  entry: FileEntry,
  name: string,
  known: ReadonlyMap<string, unknown>,
): string | null {
  if (/^(?:\/|[a-z]:)/iu.test(name) || name.split('/').includes('..')) {
    return 'its path leads out of the archive';
  }
  if (known.has(name)) return 'its path comes twice';
  if (entry.encrypted) return 'it is encrypted';
  const { compressedSize, uncompressedSize } = entry;
  const isTrap =
    uncompressedSize > maxEntryBytes ||
    (uncompressedSize > harmlessBytes && uncompressedSize > maxRatio * compressedSize);
  return isTrap ? `it would grow to ${uncompressedSize} bytes` : null;
}

function entryFile(entry: FileEntry): SourceFile {
  return {
    sizeBytes: entry.uncompressedSize,
    modifiedAt: entry.lastModDate.getTime(),
    absolutePath: null,
    stream: () => unpack(entry),
    head: (length) => collect(unpack(entry), Math.min(length, entry.uncompressedSize)),
  };
}

/** Ends with an error as soon as more comes out than the directory says. */
async function* unpack(entry: FileEntry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pipe = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const abort = new AbortController();
  const work = entry.getData(pipe.writable, { checkCrc32: true, signal: abort.signal }).then(
    () => null,
    (error: unknown) => error,
  );
  const reader = pipe.readable.getReader();
  let length = 0;
  let isAtEnd = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > entry.uncompressedSize) throw new RangeError('grows larger than it says');
      yield value;
    }
    isAtEnd = true;
  } finally {
    if (!isAtEnd) {
      abort.abort();
      await reader.cancel().catch((error: unknown) => error);
    }
  }
  const failure = await work;
  if (failure !== null) throw failure;
}

/** The bytes of an open file: only what is asked for is read. */
class HandleReader extends Reader<FileHandle> {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, size: number) {
    super(handle);
    this.#handle = handle;
    this.size = size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - index)));
    let done = 0;
    while (done < bytes.length) {
      const rest = bytes.length - done;
      const { bytesRead } = await this.#handle.read(bytes, done, rest, index + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes;
  }
}
