import type { IDBPDatabase } from 'idb';
import type { ShelfSchema } from './shelfSchema.ts';

/** Bytes by name, nothing more. */
export interface ByteDrawer {
  /** null when there is nothing of that name. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Whole or not at all. @throws DOMException QuotaExceededError */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}

/** A folder of the origin private file system; where pages cannot write there, the object store `bytes`. */
export async function openByteDrawer(
  folderName: string,
  database: IDBPDatabase<ShelfSchema>,
): Promise<ByteDrawer> {
  const folder = await openFolder(folderName);
  return folder ? folderDrawer(folder) : databaseDrawer(database);
}

async function openFolder(name: string): Promise<FileSystemDirectoryHandle | null> {
  if (!('createWritable' in (globalThis.FileSystemFileHandle?.prototype ?? {}))) return null;
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(name, { create: true });
  } catch {
    return null; // private windows of some browsers refuse it
  }
}

function folderDrawer(folder: FileSystemDirectoryHandle): ByteDrawer {
  return {
    async read(name) {
      try {
        const file = await (await folder.getFileHandle(name)).getFile();
        return new Uint8Array(await file.arrayBuffer());
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    async write(name, bytes) {
      const handle = await folder.getFileHandle(name, { create: true });
      // written beside and moved into place when it is closed
      const writable = await handle.createWritable();
      await writable.write(bytes);
      await writable.close();
    },
    async remove(name) {
      await folder.removeEntry(name).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
    },
    async names() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
  };
}

function databaseDrawer(database: IDBPDatabase<ShelfSchema>): ByteDrawer {
  return {
    async read(name) {
      const blob = await database.get('bytes', name);
      return blob ? new Uint8Array(await blob.arrayBuffer()) : null;
    },
    async write(name, bytes) {
      await database.put('bytes', new Blob([bytes]), name);
    },
    remove: (name) => database.delete('bytes', name),
    names: () => database.getAllKeys('bytes'),
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}
