import type { Entry, FileEntry } from '@zip.js/zip.js';
import { AppError } from '#core/failure.ts';
import { notAnImage, type Arrival, type LeftOut } from './arrival.ts';
import { BlobBytes } from './blobBytes.ts';
import { entryPath, isHiddenPath, isImageName } from './fileNames.ts';

/** No image that a browser can hold is larger, unpacked. */
const maxEntryBytes = 1_000_000_000;
/** Deflate shrinks at most about 1030-fold; an image by so much only when it is empty or a trap. */
const maxRatio = 200;
/** Below this size, unpacked, the ratio does not matter: plain pictures shrink well. */
const harmlessBytes = 64_000_000;

/**
 * The files of an archive, read from its directory; each is unpacked when its turn comes. Encrypted
 * entries and those that grow out of all proportion are left out with the reason. The names are UTF-8,
 * or code page 437 where an old writer took that, and made paths below the archive.
 */
export async function* walkZip(file: File, signal: AbortSignal): AsyncGenerator<Arrival | LeftOut> {
  // needed by few: loaded on demand, without what writes archives
  const { ZipReader } = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const reader = new ZipReader(new BlobBytes(file), {
    useWebWorkers: false,
    strictness: 'tolerant',
    checkOverlappingEntry: true,
  });
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      signal.throwIfAborted();
      const path = entryPath(entry.filename);
      if (isFileEntry(entry) && path !== '' && !isHiddenPath(path)) yield found(entry, path);
    }
  } catch (cause) {
    signal.throwIfAborted();
    yield { path: file.name, failure: { code: 'import/archive-damaged', fileName: file.name } };
    if (!(cause instanceof Error)) throw cause;
  }
}

function found(entry: FileEntry, path: string): Arrival | LeftOut {
  const isImage = isImageName(path);
  const isSafe = !entry.encrypted && !isTrap(entry);
  if (!isImage && !isSafe) {
    return { path, failure: { code: 'import/not-an-image', fileName: path } };
  }
  if (entry.encrypted) return { path, failure: { code: 'import/encrypted', fileName: path } };
  if (isTrap(entry)) return { path, failure: { code: 'import/grows-too-large', fileName: path } };
  const arrival: Arrival = {
    path,
    stat: { sizeBytes: entry.uncompressedSize, lastModified: entry.lastModDate.getTime() },
    open: () => unpack(entry, path),
  };
  return isImage ? arrival : notAnImage(arrival);
}

/** Whether an entry says itself that it would grow out of all proportion. */
export function isTrap({
  compressedSize,
  uncompressedSize,
}: Pick<Entry, 'compressedSize' | 'uncompressedSize'>): boolean {
  if (uncompressedSize > maxEntryBytes) return true;
  return uncompressedSize > harmlessBytes && uncompressedSize > maxRatio * compressedSize;
}

/** Stops as soon as more comes out than the directory says. */
async function unpack(entry: FileEntry, path: string): Promise<File> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let sizeBytes = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > entry.uncompressedSize) {
        throw new AppError({ code: 'import/grows-too-large', fileName: path });
      }
      chunks.push(chunk);
    },
  });
  try {
    await entry.getData(sink, { checkCrc32: true });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError({ code: 'import/damaged-in-archive', fileName: path }, { cause });
  }
  const name = path.split('/').at(-1) ?? path;
  return new File(chunks, name, { lastModified: entry.lastModDate.getTime() });
}

function isFileEntry(entry: Entry): entry is FileEntry {
  return !entry.directory;
}
