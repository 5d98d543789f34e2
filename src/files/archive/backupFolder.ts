import { AppError } from '#core/failure.ts';

/** Whether the studio may write to a folder: now, after asking, or not at all. */
export type FolderPermission = 'granted' | 'prompt' | 'denied';

/** Not in the libraries of TypeScript yet: Chromium only. */
interface PermissionHandle {
  queryPermission?(mode: { readonly mode: 'readwrite' }): Promise<FolderPermission>;
  requestPermission?(mode: { readonly mode: 'readwrite' }): Promise<FolderPermission>;
}
type PickDirectory = (options: {
  readonly id: string;
  readonly mode: 'readwrite';
}) => Promise<FileSystemDirectoryHandle>;

/** Whether this browser lets pages write to folders of the disk. */
export function canPickBackupFolder(): boolean {
  return 'showDirectoryPicker' in window;
}

/** Asks for a folder; null when the person closes the dialog. */
export async function pickBackupFolder(): Promise<FileSystemDirectoryHandle | null> {
  const { showDirectoryPicker } = window as { showDirectoryPicker?: PickDirectory };
  try {
    const picking = showDirectoryPicker?.call(window, {
      id: 'maskwright-backups',
      mode: 'readwrite',
    });
    return (await picking) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** @param isAsking shows the browser's question; must come of a click */
export async function backupFolderPermission(
  folder: FileSystemDirectoryHandle,
  isAsking: boolean,
): Promise<FolderPermission> {
  const handle = folder as PermissionHandle;
  const mode = { mode: 'readwrite' } as const;
  const asked = isAsking ? handle.requestPermission?.(mode) : handle.queryPermission?.(mode);
  return (await asked) ?? 'granted';
}

/**
 * Writes a file that does not exist yet. It appears under its name when it is whole: until then the
 * browser writes to another. A failure leaves nothing.
 *
 * @returns bytes written
 * @throws AppError backup/folder-lost, or what the stream fails with; the signal's reason on abort
 */
export async function writeToBackupFolder(
  folder: FileSystemDirectoryHandle,
  fileName: string,
  content: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<number> {
  let isCreated = false;
  try {
    const file = await folder.getFileHandle(fileName, { create: true });
    isCreated = true;
    await content.pipeTo(await file.createWritable(), { signal });
    return (await file.getFile()).size;
  } catch (cause) {
    if (isCreated) await removeFromBackupFolder(folder, fileName).catch(() => undefined);
    if (!isCreated) await content.cancel(cause);
    signal.throwIfAborted();
    if (cause instanceof AppError) throw cause;
    throw new AppError({ code: 'backup/folder-lost', folderName: folder.name }, { cause });
  }
}

/** Removes a file; one that somebody moved away is as good as removed. */
export async function removeFromBackupFolder(
  folder: FileSystemDirectoryHandle,
  fileName: string,
): Promise<void> {
  try {
    await folder.removeEntry(fileName);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}
