import type { ProjectId } from '#core/annotation/ids.ts';
import { encodeFrame } from '#core/backup/copyFrames.ts';
import { schemaVersion } from '../../migrations.ts';
import { pack } from '../packing.ts';
import { copyVersion, type BaseHead } from '../protocol.ts';
import { CopyFile } from './copyFile.ts';
import { linesOfProject, type Database } from './records.ts';

/** Characters in a frame, about: what is lost with it when the disk damages it. */
const frameLength = 500_000;

/**
 * Writes all records of a project as a base. It counts when {@link sealBase} was called, not before.
 *
 * @param seq the journal entry that all records are at least as new as
 */
export async function writeBase(
  folder: FileSystemDirectoryHandle,
  number: number,
  { database, projectId, seq }: BaseSource,
): Promise<void> {
  const file = await CopyFile.open(folder, `${number}.base`);
  const write = async (text: string) => {
    file.append(encodeFrame({ previousSeq: seq, seq, ...(await pack(text)) }));
  };
  try {
    const head: BaseHead = {
      format: 'maskwright second copy',
      version: copyVersion,
      schemaVersion,
      projectId,
      madeAt: Date.now(),
    };
    let text = `${JSON.stringify(head)}\n`;
    for await (const lines of linesOfProject(database, projectId)) {
      text += lines;
      if (text.length < frameLength) continue;
      await write(text);
      text = '';
    }
    await write(text);
    file.flush();
  } finally {
    file.close();
  }
}

export interface BaseSource {
  readonly database: Database;
  readonly projectId: ProjectId;
  readonly seq: number;
}

/** Lets a base count from now on: the log that carries on from it is whole up to where the base was read. */
export async function sealBase(
  folder: FileSystemDirectoryHandle,
  number: number,
  seq: number,
): Promise<void> {
  const file = await CopyFile.open(folder, `${number}.whole`);
  try {
    file.append(encodeFrame({ previousSeq: seq, seq, isPacked: false, payload: new Uint8Array() }));
    file.flush();
  } finally {
    file.close();
  }
}
