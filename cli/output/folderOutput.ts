import { createWriteStream, constants } from 'node:fs';
import { copyFile, link, mkdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { notReadOrWritten } from '../exitCode.ts';
import type { SourceFile } from '../input/source.ts';
import type { OutputEntry } from './outputEntry.ts';

/**
 * Writes files into a folder that is there. With `isLinked` pictures become hard links where the disk
 * can; elsewhere they are copied.
 */
export async function writeFolder(
  root: string,
  entries: AsyncIterable<OutputEntry>,
  isLinked: boolean,
): Promise<void> {
  for await (const { path, content } of entries) {
    const absolute = join(root, path);
    if (!absolute.startsWith(root + sep)) throw notReadOrWritten(`${path} leads out of ${root}`);
    await mkdir(dirname(absolute), { recursive: true });
    if (content.kind === 'file') await copyPicture(content.file, absolute, isLinked);
    else await writePieces(absolute, content.pieces);
  }
}

async function copyPicture(file: SourceFile, to: string, isLinked: boolean): Promise<void> {
  const from = file.absolutePath;
  if (from === null) return writePieces(to, file.stream());
  if (isLinked && (await isLinkedTo(from, to))) return;
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
}

async function isLinkedTo(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EXDEV' || code === 'EPERM' || code === 'EMLINK' || code === 'ENOTSUP')
      return false;
    throw error;
  }
}

async function writePieces(
  path: string,
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  await pipeline(
    Readable.from(pieces, { objectMode: true }),
    createWriteStream(path, { flags: 'wx' }),
  );
}
