import type { ProjectId } from '#core/annotation/ids.ts';
import { readFrames, type CopyFrame } from '#core/backup/copyFrames.ts';
import { readLines, type CopyLine } from '#core/backup/copyLines.ts';
import { CopyOverlay, unbroken } from '#core/backup/replayCopy.ts';
import { baseSeqOf } from './baseSeq.ts';
import { bytesOf, fileOf, goneName, listFiles, openCopyFolder } from './copyFolder.ts';
import { unpack } from './packing.ts';

/** A second copy as it can be read now. */
export interface ReadableCopy {
  /** The record of the project, as JSON. */
  readonly projectJson: string;
  /** All records as they are after the last change, each once; bases come in the order of their kinds. */
  lines(): AsyncGenerator<readonly (CopyLine & { readonly json: string })[]>;
}

/** @returns null when there is none, or not enough of it to tell even its project */
export async function readCopy(projectId: ProjectId): Promise<ReadableCopy | null> {
  const folder = await openCopyFolder(projectId, false);
  if (!folder) return null;
  const { bases, logs, names } = await listFiles(folder);
  if (names.includes(goneName)) return null;
  const frames: CopyFrame[] = [];
  for (const number of logs) {
    frames.push(...readFrames(await bytesOf(folder, `${number}.log`)).frames);
  }
  for (const number of [...bases, null]) {
    const copy = await copyFrom(folder, number, frames);
    if (copy) return copy;
  }
  return null;
}

/** @param number of the base; null: logs that tell all from the beginning */
async function copyFrom(
  folder: FileSystemDirectoryHandle,
  number: number | null,
  frames: readonly CopyFrame[],
): Promise<ReadableCopy | null> {
  const baseSeq = number === null ? 0 : await baseSeqOf(folder, number);
  if (baseSeq === null) return null;
  const overlay = new CopyOverlay();
  for (const frame of unbroken(baseSeq, frames)) {
    for (const line of readLines(await unpack(frame))) overlay.add(line);
  }
  const base = number === null ? new Blob() : await fileOf(folder, `${number}.base`);
  const projectJson =
    projectIn(overlay.left()) ?? (await firstOf(baseLines(base), (lines) => projectIn(lines)));
  if (projectJson === null) return null;
  return {
    projectJson,
    async *lines() {
      for await (const lines of baseLines(base)) {
        yield lines.flatMap(({ kind, id, json }) =>
          json === null || overlay.covers({ kind, id }) ? [] : [{ kind, id, json }],
        );
      }
      yield [...overlay.left()];
    },
  };
}

/** So much of a base is in memory at a time; no frame is longer. */
const windowBytes = 64 * 2 ** 20;

/** The lines of a base, frame by frame, up to the first that is damaged. */
async function* baseLines(base: Blob): AsyncGenerator<readonly CopyLine[]> {
  for (let at = 0; at < base.size;) {
    const bytes = new Uint8Array(await base.slice(at, at + windowBytes).arrayBuffer());
    const { frames, soundLength } = readFrames(bytes);
    for (const frame of frames) yield [...readLines(await unpack(frame))];
    if (soundLength === 0) return;
    at += soundLength;
  }
}

function projectIn(lines: Iterable<CopyLine>): string | null {
  for (const { kind, json } of lines) if (kind === 'project' && json !== null) return json;
  return null;
}

async function firstOf<Item, Found>(
  items: AsyncIterable<Item>,
  find: (item: Item) => Found | null,
): Promise<Found | null> {
  for await (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
