import { imagesOf, type PickedFile } from './pick.ts';

/**
 * The files of a drop or a paste; dropped folders are walked. Must be called in the event's handler:
 * the browser empties the transfer afterwards.
 */
export async function filesOfTransfer(transfer: DataTransfer): Promise<readonly PickedFile[]> {
  const roots = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    roots.map(async ({ entry, file }) => {
      if (entry?.isDirectory) return imagesOf(await walk(entry));
      return file ? [{ file, path: file.name }] : [];
    }),
  );
  return found.flat();
}

async function walk(entry: FileSystemEntry): Promise<readonly PickedFile[]> {
  const path = entry.fullPath.replace(/^\//u, '');
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path }];
  }
  if (!isDirectoryEntry(entry)) return [];
  const children = await childrenOf(entry);
  return (await Promise.all(children.map(walk))).flat();
}

/** A reader gives at most 100 entries a call and an empty list at the end. */
async function childrenOf(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectoryEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
