import { AppError } from '#core/failure.ts';
import type { OpenArchive } from '#files/archive/openArchive.ts';
import {
  readManifest,
  readRecord,
  readRecords,
  type Manifest,
  type NativeFileName,
  type NativeRecords,
  type RecordIssue,
} from '#formats/native/index.ts';
import type { Services } from '../services.ts';

/** A backup or package whose manifest was read and fits its directory; nothing else of it was. */
export interface OpenBackup {
  readonly archive: OpenArchive;
  readonly manifest: Manifest;
  readonly sizeBytes: number; // of the file
}

const manifestName = 'manifest.json';

/**
 * @param passphrase null: none was given
 * @throws AppError archive/not-ours, archive/passphrase-needed, archive/wrong-passphrase,
 *   archive/damaged, archive/hostile, archive/newer-version
 */
export async function openBackup(
  { archives }: Pick<Services, 'archives'>,
  file: Blob,
  passphrase: string | null,
): Promise<OpenBackup> {
  const archive = await archives.open(file, passphrase);
  if (!has(archive, manifestName)) {
    throw new AppError({ code: 'archive/not-ours' });
  }
  const { signal } = new AbortController();
  const manifest = manifestOf(await archive.wholeText(manifestName, signal));
  expectSameEntries(archive, manifest);
  return { archive, manifest, sizeBytes: file.size };
}

/**
 * Reads all of it once: every byte is what was written, every record is one. Nothing is written, so that
 * whatever is wrong with a file touches nothing.
 *
 * @param onBytes bytes read so far
 * @throws AppError archive/damaged, archive/hostile
 */
export async function verifyBackup(
  { archive, manifest }: OpenBackup,
  onBytes: (readBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let readBytes = 0;
  for (const { name, sizeBytes, sha256 } of manifest.entries) {
    signal.throwIfAborted();
    if ((await archive.sha256(name, signal)) !== sha256) {
      throw damaged(name, 'it is not what was written');
    }
    readBytes += sizeBytes;
    onBytes(readBytes);
  }
  for (const name of recordFiles) {
    for await (const _ of recordsOf(archive, name, signal));
  }
  await expectFiles(archive, signal);
}

/**
 * Records of one file, some at a time; none when the archive has no such file.
 *
 * @throws AppError archive/damaged, archive/hostile at the first that cannot be read
 */
export async function* recordsOf<Name extends NativeFileName>(
  archive: OpenArchive,
  name: Name,
  signal: AbortSignal,
): AsyncGenerator<readonly NativeRecords[Name][]> {
  if (!has(archive, name)) return;
  const isOne = name.endsWith('.json');
  const batches = isOne
    ? [readRecord(name, await archive.wholeText(name, signal))]
    : readRecords(name, archive.text(name, signal));
  for await (const { value, issues } of batches) {
    const [issue] = issues;
    if (issue) throw failureOf(issue);
    yield value;
  }
}

/** The one record of a file. @throws AppError archive/damaged when there is none */
export async function recordOf<Name extends NativeFileName>(
  archive: OpenArchive,
  name: Name,
  signal: AbortSignal,
): Promise<NativeRecords[Name]> {
  for await (const [record] of recordsOf(archive, name, signal)) if (record) return record;
  throw damaged(name, 'it is missing');
}

const recordFiles: readonly NativeFileName[] = [
  'project.json',
  'views.json',
  'categories.jsonl',
  'images.jsonl',
  'annotations.jsonl',
  'journal.jsonl',
  'snapshots.jsonl',
  'packageBases.jsonl',
];

function manifestOf(text: string): Manifest {
  const read = readManifest(text);
  switch (read.kind) {
    case 'manifest':
      return read.manifest;
    case 'not-ours':
      throw new AppError({ code: 'archive/not-ours' });
    case 'newer':
      throw new AppError({ code: 'archive/newer-version', version: read.version });
    case 'damaged':
      throw damaged(manifestName, read.reason);
  }
}

/** The directory and the manifest list the same, and no more. */
function expectSameEntries({ entries }: OpenArchive, manifest: Manifest): void {
  const sizes = new Map(entries.map(({ name, sizeBytes }) => [name, sizeBytes]));
  sizes.delete(manifestName);
  for (const { name, sizeBytes } of manifest.entries) {
    if (sizes.get(name) !== sizeBytes) throw damaged(name, 'its size is not that of the manifest');
    sizes.delete(name);
  }
  const [stranger] = sizes.keys();
  if (stranger !== undefined) throw damaged(stranger, 'the manifest does not know it');
  if (!manifest.entries.some(({ name }) => name === 'project.json')) {
    throw damaged('project.json', 'it is missing');
  }
}

/** Bytes of images are where the list of them says. */
async function expectFiles(archive: OpenArchive, signal: AbortSignal): Promise<void> {
  for await (const records of recordsOf(archive, 'files.jsonl', signal)) {
    for (const { image, thumbnail } of records) {
      for (const bytes of [image, thumbnail]) {
        if (bytes && !has(archive, bytes.name)) throw damaged(bytes.name, 'it is missing');
      }
    }
  }
}

function has({ entryNames }: OpenArchive, name: string): boolean {
  return entryNames.has(name);
}

function failureOf({ file, line, fault, reason }: RecordIssue): AppError {
  switch (fault) {
    case 'line-too-long':
    case 'too-deep':
      return new AppError({ code: 'archive/hostile', reason: `${file}, line ${line}: ${reason}` });
    case 'not-json':
    case 'bad-record':
      return damaged(file, `line ${line}: ${reason}`);
  }
}

function damaged(entry: string, reason: string): AppError {
  return new AppError({ code: 'archive/damaged', entry, reason });
}
