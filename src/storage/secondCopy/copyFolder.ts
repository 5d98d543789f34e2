import type { ProjectId } from '#core/annotation/ids.ts';

/** Of the private file system; one folder in it for each project. */
const rootName = 'second-copy';

/** A file of this name says that the copy was deleted, even where others could not be. */
export const goneName = 'gone';

/**
 * The files of one project's second copy. All share one row of numbers. A base `n.base` counts once
 * `n.whole` stands beside it; the logs with higher numbers carry on from it, and what has lower ones
 * waits to be deleted.
 */
export interface CopyFiles {
  readonly bases: readonly number[]; // whole ones, newest first
  readonly logs: readonly number[]; // oldest first
  readonly highest: number; // of all files; 0: there are none
  readonly names: readonly string[];
}

/** The folder of all second copies. @returns null where there is none; rejects where pages have no files */
export async function openCopyRoot(create: boolean): Promise<FileSystemDirectoryHandle | null> {
  const root = await navigator.storage.getDirectory();
  return orNull(root.getDirectoryHandle(rootName, { create }));
}

/** The folder of a project's second copy; null where there is none. */
export async function openCopyFolder(
  projectId: ProjectId,
  create: boolean,
): Promise<FileSystemDirectoryHandle | null> {
  const root = await openCopyRoot(create);
  return root && orNull(root.getDirectoryHandle(encodeURIComponent(projectId), { create }));
}

/** The projects that have a folder. */
export async function copiedProjectIds(): Promise<readonly ProjectId[]> {
  const root = await openCopyRoot(false);
  const ids: ProjectId[] = [];
  if (root) for await (const name of root.keys()) ids.push(decodeURIComponent(name) as ProjectId);
  return ids;
}

export async function listFiles(folder: FileSystemDirectoryHandle): Promise<CopyFiles> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  const numbersOf = (ending: string) =>
    names
      .filter((name) => name !== goneName && name.endsWith(ending))
      .map((name) => Number.parseInt(name, 10));
  const whole = new Set(numbersOf('.whole'));
  return {
    bases: numbersOf('.base')
      .filter((number) => whole.has(number))
      .toSorted((a, b) => b - a),
    logs: numbersOf('.log').toSorted((a, b) => a - b),
    highest: Math.max(0, ...numbersOf('')),
    names,
  };
}

/** What all files below take, bytes. */
export async function sizeOf(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for await (const entry of folder.values()) {
    bytes += isFolder(entry) ? await sizeOf(entry) : (await fileOf(folder, entry.name)).size;
  }
  return bytes;
}

/** A file as it is now; an empty one when it went away. */
export async function fileOf(folder: FileSystemDirectoryHandle, name: string): Promise<Blob> {
  const handle = await orNull(folder.getFileHandle(name));
  return handle ? handle.getFile() : new Blob();
}

export async function bytesOf(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fileOf(folder, name)).arrayBuffer());
}

function isFolder(entry: FileSystemHandle): entry is FileSystemDirectoryHandle {
  return entry.kind === 'directory';
}

/** @returns null when it is not there */
async function orNull<Handle>(finding: Promise<Handle>): Promise<Handle | null> {
  try {
    return await finding;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}
