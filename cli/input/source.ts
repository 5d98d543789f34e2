/** The files of a folder, of an archive, or one file alone. */
export interface Source {
  readonly name: string; // of the folder, archive or file, without extension
  readonly files: ReadonlyMap<string, SourceFile>; // by '/'-separated path, ascending
  /** Files that are not taken, each with the reason. */
  readonly leftOut: readonly LeftOut[];
  close(): Promise<void>;
}

export interface SourceFile {
  readonly sizeBytes: number;
  readonly modifiedAt: number; // ms since 1970
  readonly absolutePath: string | null; // where it lies on the disk; null: inside an archive
  stream(): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Its first bytes, at most so many. */
  head(length: number): Promise<Uint8Array<ArrayBuffer>>;
}

export interface LeftOut {
  readonly path: string;
  readonly reason: string; // in English
}

/** The largest file that is read as a whole; V8 holds no longer text either. */
const wholeFileLimit = 536_870_000; // bytes

/** All bytes of a file. @throws RangeError when it is larger than 512 MiB */
export async function bytesOfFile(file: SourceFile): Promise<Uint8Array<ArrayBuffer>> {
  if (file.sizeBytes > wholeFileLimit) throw new RangeError(`${file.sizeBytes} bytes are too many`);
  return collect(file.stream(), file.sizeBytes);
}

/** A file that is in memory. */
export function onePieceFile(bytes: Uint8Array<ArrayBuffer>, modifiedAt: number): SourceFile {
  return {
    sizeBytes: bytes.length,
    modifiedAt,
    absolutePath: null,
    async *stream() {
      yield await Promise.resolve(bytes);
    },
    head: (length) => Promise.resolve(bytes.slice(0, length)),
  };
}

/** The pieces of a stream in one, as far as `limit` bytes. */
export async function collect(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(limit);
  let length = 0;
  for await (const piece of pieces) {
    const taken = piece.subarray(0, limit - length);
    bytes.set(taken, length);
    length += taken.length;
    if (length === limit) break;
  }
  return length === limit ? bytes : bytes.slice(0, length);
}

/** Code units order, so that the same files come in the same order everywhere. */
export function sortedByPath<Value>(
  entries: Iterable<readonly [string, Value]>,
): ReadonlyMap<string, Value> {
  return new Map([...entries].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Files and folders that operating systems and version control leave everywhere. */
export function isOfSystem(name: string): boolean {
  return (
    name.startsWith('._') ||
    ['.DS_Store', '.git', '__MACOSX', 'Thumbs.db', 'desktop.ini'].includes(name)
  );
}
