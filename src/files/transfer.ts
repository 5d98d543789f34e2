import { AppError } from '#core/failure.ts';
import { notAnImage, type Arrival, type ImportSource, type LeftOut } from './arrival.ts';
import { isHiddenPath, isImageName } from './fileNames.ts';
import { filesSource, type ChosenFile } from './fileSource.ts';
import { folderSource, isDirectory, isFile } from './folderHandle.ts';

/**
 * What was dropped or pasted: each folder by itself, all plain files together. Must be called in the
 * event's handler: the browser empties the transfer afterwards.
 */
export async function sourcesOfTransfer(transfer: DataTransfer): Promise<readonly ImportSource[]> {
  const items = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({
      handle: handleOf(item),
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
    }));
  const sources: ImportSource[] = [];
  const files: ChosenFile[] = [];
  for (const { handle: asked, entry, file } of items) {
    const handle = await asked;
    if (handle && isDirectory(handle)) sources.push(folderSource(handle));
    else if (entry && isDirectoryEntry(entry)) sources.push(entrySource(entry));
    else if (file) files.push({ file, handle: handle && isFile(handle) ? handle : null });
  }
  return files.length > 0 ? [filesSource(files), ...sources] : sources;
}

interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Where the browser can tell; it refuses for files that lie nowhere on the disk. */
async function handleOf(item: DataTransferItem): Promise<FileSystemHandle | null> {
  try {
    return (await (item as HandleItem).getAsFileSystemHandle?.()) ?? null;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

/** A dropped folder in browsers that give no handle of it. */
function entrySource(folder: FileSystemDirectoryEntry): ImportSource {
  return {
    title: folder.name,
    kind: 'folder',
    handles: null,
    folder: null,
    walk: (signal) => walk(folder, signal),
  };
}

async function* walk(
  folder: FileSystemDirectoryEntry,
  signal: AbortSignal,
): AsyncGenerator<Arrival | LeftOut> {
  for await (const entry of childrenOf(folder)) {
    signal.throwIfAborted();
    const path = entry.fullPath.replace(/^\//u, '');
    if (isHiddenPath(entry.name)) continue;
    if (isDirectoryEntry(entry)) yield* walk(entry, signal);
    else if (isFileEntry(entry)) {
      const arrival: Arrival = { path, stat: null, open: () => fileOf(entry, path) };
      yield isImageName(path) ? arrival : notAnImage(arrival);
    }
  }
}

/** A reader gives at most 100 entries a call and an empty list at the end. */
async function* childrenOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) return;
    yield* batch;
  }
}

async function fileOf(entry: FileSystemFileEntry, path: string): Promise<File> {
  try {
    return await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
  } catch (cause) {
    throw new AppError({ code: 'image/unreadable', fileName: path }, { cause });
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectoryEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
