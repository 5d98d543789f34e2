import { makeZip } from 'client-zip';
import { chunksOf } from './byteSource.ts';
import { sha256Of } from './sha256.ts';

/** A file on its way into an archive. */
export interface ArchiveInput {
  readonly name: string; // '/'-separated
  readonly blob: Blob;
  readonly lastModified: Date;
}

/** What was written of it. */
export interface EntryDigest {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string; // hex
}

/** All that an archive is made of. */
export interface ArchivePlan {
  /** Asked for one by one, so that memory stays flat. */
  readonly inputs: AsyncIterable<ArchiveInput>;
  /** The last entry, `manifest.json`: it knows what all others are. */
  manifest(digests: readonly EntryDigest[]): string;
  readonly createdAt: Date;
}

/** The name of the last entry. */
export const manifestName = 'manifest.json';

/** A zip as a stream; entries are stored as they are. Errors with the signal's reason on abort. */
export function writeArchive(plan: ArchivePlan, signal: AbortSignal): ReadableStream<Uint8Array> {
  return makeZip(zipInputs(plan, signal));
}

async function* zipInputs({ inputs, manifest, createdAt }: ArchivePlan, signal: AbortSignal) {
  const digests: EntryDigest[] = [];
  for await (const { name, blob, lastModified } of inputs) {
    signal.throwIfAborted();
    const sha256 = await sha256Of(chunksOf(blob.stream()), blob.size);
    digests.push({ name, sizeBytes: blob.size, sha256 });
    yield { name, input: blob, lastModified };
  }
  signal.throwIfAborted();
  yield { name: manifestName, input: manifest(digests), lastModified: createdAt };
}
