import {
  backupFolderPermission,
  canPickBackupFolder,
  pickBackupFolder,
  removeFromBackupFolder,
  writeToBackupFolder,
  type FolderPermission,
} from './backupFolder.ts';
import type { OpenArchive } from './openArchive.ts';
import { pickArchive } from './pickArchive.ts';
import { saveArchive } from './saveArchive.ts';
import type { SealKey } from './sealKey.ts';
import type { ArchivePlan } from './writeArchive.ts';

/** Backups and packages as files, and the folder that scheduled ones go to. */
export interface Archives {
  /** @param key null: not sealed. Errors with the signal's reason on abort */
  write(
    plan: ArchivePlan,
    key: SealKey | null,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>>;
  open(file: Blob, passphrase: string | null): Promise<OpenArchive>;
  newSealKey(passphrase: string): Promise<SealKey>;
  save(
    fileName: string,
    content: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<boolean>;
  pick(): Promise<File | null>;
  readonly canPickFolder: () => boolean;
  pickFolder(): Promise<FileSystemDirectoryHandle | null>;
  folderPermission(folder: FileSystemDirectoryHandle, isAsking: boolean): Promise<FolderPermission>;
  writeToFolder(
    folder: FileSystemDirectoryHandle,
    fileName: string,
    content: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<number>;
  removeFromFolder(folder: FileSystemDirectoryHandle, fileName: string): Promise<void>;
}

/** What reads, writes and seals is loaded when it is needed. */
export const archives: Archives = {
  async write(plan, key, signal) {
    const { writeArchive } = await import('./writeArchive.ts');
    const zip = writeArchive(plan, signal);
    if (!key) return zip;
    const { seal } = await import('./seal.ts');
    return seal(zip, key);
  },
  async open(file, passphrase) {
    const { openArchive } = await import('./openArchive.ts');
    return openArchive(file, passphrase);
  },
  async newSealKey(passphrase) {
    const { newSealKey } = await import('./sealKey.ts');
    return newSealKey(passphrase);
  },
  save: saveArchive,
  pick: pickArchive,
  canPickFolder: canPickBackupFolder,
  pickFolder: pickBackupFolder,
  folderPermission: backupFolderPermission,
  writeToFolder: writeToBackupFolder,
  removeFromFolder: removeFromBackupFolder,
};
