import { AppError } from '#core/failure.ts';
import { sourceOfBlob, type ByteSource } from './byteSource.ts';
import { isSealed } from './sealFormat.ts';
import { sha256Of } from './sha256.ts';
import { readZipDirectory, type DirectoryEntry } from './zipDirectory.ts';
import { readEntryBytes } from './zipEntry.ts';

/** An archive whose directory was read and found harmless; contents are read when they are asked for. */
export interface OpenArchive {
  readonly isSealed: boolean;
  /** Names and sizes of all entries, in their order. */
  readonly entries: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly entryNames: ReadonlySet<string>;
  /** @throws AppError archive/damaged, also when there is no such entry */
  text(name: string, signal: AbortSignal): AsyncGenerator<string>;
  /** A whole text. @throws AppError archive/hostile above 64 MB */
  wholeText(name: string, signal: AbortSignal): Promise<string>;
  blob(name: string, mimeType: string, signal: AbortSignal): Promise<Blob>;
  /** Hex. */
  sha256(name: string, signal: AbortSignal): Promise<string>;
}

const maxWholeTextBytes = 64 * 1024 * 1024;

/**
 * @param passphrase null: none was given
 * @throws AppError archive/not-ours, archive/passphrase-needed, archive/wrong-passphrase,
 *   archive/damaged, archive/hostile, archive/newer-version
 */
export async function openArchive(file: Blob, passphrase: string | null): Promise<OpenArchive> {
  const outer = sourceOfBlob(file);
  const start = await outer.read(0, 8);
  const sealed = isSealed(start);
  const zip = sealed ? await unsealed(outer, passphrase) : outer;
  await expectZip(zip);
  return archiveOf(zip, await readZipDirectory(zip), sealed);
}

/** Sealing is loaded when it is needed. */
async function unsealed(file: ByteSource, passphrase: string | null): Promise<ByteSource> {
  if (passphrase === null || passphrase === '') {
    throw new AppError({ code: 'archive/passphrase-needed' });
  }
  const { unseal } = await import('./unseal.ts');
  return unseal(file, passphrase);
}

async function expectZip(zip: ByteSource): Promise<void> {
  const start = await zip.read(0, 4);
  const isZip = [0x50, 0x4b, 0x03, 0x04].every((byte, index) => start[index] === byte);
  if (!isZip) throw new AppError({ code: 'archive/not-ours' });
}

function archiveOf(
  zip: ByteSource,
  directory: readonly DirectoryEntry[],
  sealed: boolean,
): OpenArchive {
  const byName = new Map(directory.map((entry) => [entry.name, entry]));
  const entryOf = (name: string) => {
    const entry = byName.get(name);
    if (!entry) {
      throw new AppError({ code: 'archive/damaged', entry: name, reason: 'it is missing' });
    }
    return entry;
  };
  const bytesOf = (name: string, signal: AbortSignal) => readEntryBytes(zip, entryOf(name), signal);
  const text = (name: string, signal: AbortSignal) => decoded(name, bytesOf(name, signal));
  return {
    isSealed: sealed,
    entries: directory,
    entryNames: new Set(byName.keys()),
    text,
    async wholeText(name, signal) {
      if (entryOf(name).sizeBytes > maxWholeTextBytes) {
        throw new AppError({ code: 'archive/hostile', reason: `${name} is too large` });
      }
      let whole = '';
      for await (const piece of text(name, signal)) whole += piece;
      return whole;
    },
    async blob(name, mimeType, signal) {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for await (const piece of bytesOf(name, signal)) pieces.push(piece);
      return new Blob(pieces, { type: mimeType });
    },
    sha256: async (name, signal) => sha256Of(bytesOf(name, signal), entryOf(name).sizeBytes),
  };
}

async function* decoded(
  name: string,
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (piece?: Uint8Array<ArrayBuffer>) => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch (cause) {
      throw new AppError({ code: 'archive/damaged', entry: name, reason: 'not text' }, { cause });
    }
  };
  for await (const piece of pieces) yield decode(piece);
  yield decode();
}
