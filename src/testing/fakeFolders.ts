import { AppError } from '#core/failure.ts';
import type { Arrival } from '#files/arrival.ts';
import type { Folders, FolderState } from '#files/folderLink.ts';

/** A handle that is nothing but its name. */
export function fakeFolderHandle(name: string): FileSystemDirectoryHandle {
  const handle = {
    kind: 'directory',
    name,
    isSameEntry: async (other: unknown) => other === handle,
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

/** One folder, in memory, whichever handle is given. */
export interface FakeFolders extends Folders {
  /** The images in it, by path. */
  readonly contents: Map<string, File>;
  /** What was written, by path. */
  readonly written: Map<string, string>;
  /** What the person chooses. */
  picked: FileSystemDirectoryHandle | null;
  /** What the browser says of the folder before and after it asks. */
  state: FolderState;
  stateWhenAsked: FolderState;
  /** How many files were written so far. */
  writeCount: number;
}

export function createFakeFolders(): FakeFolders {
  const contents = new Map<string, File>();
  const written = new Map<string, string>();
  const folders: FakeFolders = {
    contents,
    written,
    picked: null,
    state: 'ready',
    stateWhenAsked: 'ready',
    writeCount: 0,
    canLink: true,
    pick: async () => folders.picked,
    stateOf: async () => folders.state,
    async askFor() {
      folders.state = folders.stateWhenAsked;
      return folders.state;
    },
    async *walk() {
      for (const path of contents.keys()) yield arrivalOf(folders, path);
    },
    open: async (handle, path) => opened(folders, handle.name, path),
    async write(handle, path, text) {
      refuseWithout(folders, handle.name);
      let all = '';
      for await (const chunk of text) all += chunk;
      written.set(path, all);
      folders.writeCount += 1;
    },
    async remove(_handle, path) {
      written.delete(path);
    },
  };
  return folders;
}

function arrivalOf(folders: FakeFolders, path: string): Arrival {
  return { path, stat: null, open: async () => opened(folders, '', path) };
}

function opened(folders: FakeFolders, folderName: string, path: string): File {
  refuseWithout(folders, folderName);
  const text = folders.written.get(path);
  const file = folders.contents.get(path) ?? (text === undefined ? null : new File([text], path));
  if (!file) throw new AppError({ code: 'folder/file-missing', fileName: path });
  return file;
}

function refuseWithout({ state }: FakeFolders, folderName: string): void {
  if (state === 'needsPermission')
    throw new AppError({ code: 'folder/permission-lost', folderName });
  if (state === 'notFound') throw new AppError({ code: 'folder/not-found', folderName });
}
