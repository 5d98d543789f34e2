import { AppError } from '#core/failure.ts';
import { notAnImage, type Arrival, type ImportSource, type LeftOut } from './arrival.ts';
import { isHiddenPath, isImageName } from './fileNames.ts';

/** The name of our own folder in a folder of the user. */
const mirrorFolderName = 'maskwright';

/** A folder of the disk, subfolders included; paths begin with its name. */
export function folderSource(folder: FileSystemDirectoryHandle): ImportSource {
  return {
    title: folder.name,
    kind: 'folder',
    handles: [folder],
    folder,
    walk: (signal) => walkFolder(folder, folder.name, signal),
  };
}

/** The files below a folder. @param prefix path of the folder, '' when paths begin below it */
export async function* walkFolder(
  folder: FileSystemDirectoryHandle,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<Arrival | LeftOut> {
  for await (const handle of entriesOf(folder)) {
    signal.throwIfAborted();
    const path = prefix === '' ? handle.name : `${prefix}/${handle.name}`;
    if (isHiddenPath(handle.name)) continue;
    if (isDirectory(handle)) {
      if (!isMirror(handle.name, prefix, folder.name)) yield* walkFolder(handle, path, signal);
    } else if (isFile(handle)) {
      const arrival: Arrival = { path, stat: null, open: () => openHandle(handle, path) };
      yield isImageName(path) ? arrival : notAnImage(arrival);
    }
  }
}

/** Our mirror lies at the top of a folder and is not part of it. */
function isMirror(name: string, prefix: string, folderName: string): boolean {
  return name === mirrorFolderName && (prefix === '' || prefix === folderName);
}

async function* entriesOf(folder: FileSystemDirectoryHandle): AsyncGenerator<FileSystemHandle> {
  try {
    yield* folder.values();
  } catch (cause) {
    if (cause instanceof DOMException) throw new AppError(folderFailure(folder, cause), { cause });
    throw cause;
  }
}

/** What it means that a folder cannot be read or written. */
export function folderFailure(folder: FileSystemHandle, cause: unknown): AppError['failure'] {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return { code: 'folder/permission-lost', folderName: folder.name };
  }
  return { code: 'folder/not-found', folderName: folder.name };
}

/** @throws AppError image/unreadable when it was moved, or may not be read any more */
export async function openHandle(handle: FileSystemFileHandle, path: string): Promise<File> {
  try {
    return await handle.getFile();
  } catch (cause) {
    throw new AppError({ code: 'image/unreadable', fileName: path }, { cause });
  }
}

export function isDirectory(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}

export function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}
