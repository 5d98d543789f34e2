import { archives, type Archives } from '#files/archive/archives.ts';
import type { FolderPermission } from '#files/archive/backupFolder.ts';

/** The real archives, written to memory instead of a disk. */
export interface FakeArchives extends Archives {
  /** Files that were saved by hand, newest last. */
  readonly saved: readonly { readonly fileName: string; readonly blob: Blob }[];
  /** What lies in the backup folder. */
  readonly inFolder: Map<string, Blob>;
  allowFolder(permission: FolderPermission): void;
  /** Lets the next write to the folder fail in its middle. */
  failNextFolderWrite(error: Error): void;
}

export function createFakeArchives(): FakeArchives {
  const saved: { fileName: string; blob: Blob }[] = [];
  const inFolder = new Map<string, Blob>();
  let permission: FolderPermission = 'granted';
  let nextError: Error | null = null;
  return {
    ...archives,
    saved,
    inFolder,
    allowFolder(given) {
      permission = given;
    },
    failNextFolderWrite(error) {
      nextError = error;
    },
    async save(fileName, content) {
      saved.push({ fileName, blob: await new Response(content).blob() });
      return true;
    },
    pick: async () => null,
    canPickFolder: () => true,
    pickFolder: async () =>
      ({ name: 'Backups', isSameEntry: async () => true }) as unknown as FileSystemDirectoryHandle,
    folderPermission: async () => permission,
    async writeToFolder(_folder, fileName, content) {
      const blob = await new Response(content).blob();
      const error = nextError;
      nextError = null;
      if (error) throw error;
      inFolder.set(fileName, blob);
      return blob.size;
    },
    async removeFromFolder(_folder, fileName) {
      inFolder.delete(fileName);
    },
  };
}
