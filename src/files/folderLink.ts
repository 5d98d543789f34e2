import { AppError } from '#core/failure.ts';
import type { Arrival, LeftOut } from './arrival.ts';
import { askFor, permissionOf, showFolderPicker } from './fileSystemAccess.ts';
import { folderFailure, walkFolder } from './folderHandle.ts';
import { nullWhenClosed } from './pick.ts';

/** Whether a folder can be used: at once, after a click of the person, or not found. */
export type FolderState = 'ready' | 'needsPermission' | 'notFound';

/** Folders of the disk that a project sits on. Paths are '/'-separated and begin below the folder. */
export interface Folders {
  /** Whether the browser lets a page keep a folder. */
  readonly canLink: boolean;
  /** Asks for a folder to read and write; null when the person closes the dialog. */
  pick(): Promise<FileSystemDirectoryHandle | null>;
  stateOf(folder: FileSystemDirectoryHandle): Promise<FolderState>;
  /** Asks for permission where it is needed; to be called on a click. */
  askFor(folder: FileSystemDirectoryHandle): Promise<FolderState>;
  /** Every file but those of the mirror. @throws AppError folder/… */
  walk(folder: FileSystemDirectoryHandle, signal: AbortSignal): AsyncIterable<Arrival | LeftOut>;
  /** @throws AppError folder/file-missing, folder/permission-lost, folder/not-found */
  open(folder: FileSystemDirectoryHandle, path: string): Promise<File>;
  /** Writes a file whole or not at all. @throws AppError folder/write-failed, folder/… */
  write(
    folder: FileSystemDirectoryHandle,
    path: string,
    text: Iterable<string> | AsyncIterable<string>,
  ): Promise<void>;
  /** Removes a file; nothing happens when it is not there. @throws AppError folder/… */
  remove(folder: FileSystemDirectoryHandle, path: string): Promise<void>;
}

/** The folders of this browser. */
export function createFolders(): Folders {
  return {
    canLink: showFolderPicker() !== null,
    async pick() {
      const show = showFolderPicker();
      return show && nullWhenClosed(show({ id: 'maskwright-link', mode: 'readwrite' }));
    },
    stateOf: async (folder) => stateUnder(folder, await permissionOf(folder, 'readwrite')),
    askFor: async (folder) => stateUnder(folder, await askFor(folder, 'readwrite')),
    walk: (folder, signal) => walkFolder(folder, '', signal),
    open,
    write,
    remove,
  };
}

async function stateUnder(
  folder: FileSystemDirectoryHandle,
  permission: PermissionState,
): Promise<FolderState> {
  if (permission !== 'granted') return 'needsPermission';
  try {
    await folder.keys().next();
    return 'ready';
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    const { code } = folderFailure(folder, cause);
    return code === 'folder/permission-lost' ? 'needsPermission' : 'notFound';
  }
}

async function open(folder: FileSystemDirectoryHandle, path: string): Promise<File> {
  try {
    const { parent, name } = await placeOf(folder, path, false);
    return await (await parent.getFileHandle(name)).getFile();
  } catch (cause) {
    if (!isMissing(cause)) throw new AppError(folderFailure(folder, cause), { cause });
    const state = await stateUnder(folder, 'granted');
    throw new AppError(
      state === 'notFound'
        ? { code: 'folder/not-found', folderName: folder.name }
        : { code: 'folder/file-missing', fileName: path },
      { cause },
    );
  }
}

async function write(
  folder: FileSystemDirectoryHandle,
  path: string,
  text: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  try {
    const { parent, name } = await placeOf(folder, path, true);
    const handle = await parent.getFileHandle(name, { create: true });
    // written beside the file and moved into its place when it is closed
    const writable = await handle.createWritable();
    try {
      for await (const chunk of text) await writable.write(chunk);
    } catch (error) {
      await writable.abort();
      throw error;
    }
    await writable.close();
  } catch (cause) {
    if (cause instanceof AppError || !(cause instanceof DOMException)) throw cause;
    const failure = folderFailure(folder, cause);
    throw new AppError(
      failure.code === 'folder/permission-lost'
        ? failure
        : { code: 'folder/write-failed', folderName: folder.name, reason: cause.message },
      { cause },
    );
  }
}

async function remove(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
  try {
    const { parent, name } = await placeOf(folder, path, false);
    await parent.removeEntry(name);
  } catch (cause) {
    if (!isMissing(cause)) throw new AppError(folderFailure(folder, cause), { cause });
  }
}

async function placeOf(
  folder: FileSystemDirectoryHandle,
  path: string,
  create: boolean,
): Promise<{ readonly parent: FileSystemDirectoryHandle; readonly name: string }> {
  const names = path.split('/');
  const name = names.pop() ?? '';
  let parent = folder;
  for (const each of names) parent = await parent.getDirectoryHandle(each, { create });
  return { parent, name };
}

function isMissing(cause: unknown): boolean {
  return (
    cause instanceof DOMException &&
    (cause.name === 'NotFoundError' || cause.name === 'TypeMismatchError')
  );
}
