import { AppError } from '#core/failure.ts';
import type { ModelFile } from '#sam/models/modelSpec.ts';
import { deleteRecord, getRecord, putRecord } from './modelRecords.ts';
import { sha256Of } from './sha256.ts';

/** Folder of the origin private file system; a file in it is named by the hash of its bytes. */
const folderName = 'own-models';
const chunkBytes = 4 * 1024 * 1024;

/**
 * The bytes of a model file that the user brought, checked against their hash.
 *
 * @throws AppError model/file-missing, model/checksum-mismatch
 */
export async function readKeptModel({
  sha256,
}: Pick<ModelFile, 'sha256'>): Promise<Uint8Array<ArrayBuffer>> {
  const file = await findFile(sha256);
  if (!file) throw new AppError({ code: 'model/file-missing', sha256 });
  const bytes = new Uint8Array(await file.arrayBuffer());
  if ((await sha256Of(bytes)) !== sha256) {
    throw new AppError({ code: 'model/checksum-mismatch', url: nameOf(sha256) });
  }
  return bytes;
}

/**
 * Keeps a model file under its hash; one that is there already is not written again.
 *
 * @throws AppError storage/quota-exceeded, storage/write-failed; nothing is then left of it
 */
export async function keepModel(
  sha256: string,
  bytes: Uint8Array<ArrayBuffer>,
  onBytes: (writtenBytes: number) => void,
): Promise<void> {
  const folder = await openFolder();
  const present = await findFile(sha256);
  if (present?.size === bytes.length) return onBytes(bytes.length);
  try {
    if (folder)
      await writeFile(await folder.getFileHandle(nameOf(sha256), { create: true }), bytes, onBytes);
    else await putRecord(sha256, new Blob([bytes]));
  } catch (cause) {
    await forgetModel(sha256);
    const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    throw new AppError(
      isFull
        ? { code: 'storage/quota-exceeded' }
        : { code: 'storage/write-failed', reason: String(cause) },
      { cause },
    );
  }
}

/** Deletes a model file; one that is not there is no failure. */
export async function forgetModel(sha256: string): Promise<void> {
  const folder = await openFolder();
  if (folder) await folder.removeEntry(nameOf(sha256)).catch(() => undefined);
  else await deleteRecord(sha256);
}

function nameOf(sha256: string): string {
  return `${sha256}.onnx`;
}

/** null where there is no such file system (old browsers, some private windows). */
async function openFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(folderName, { create: true });
  } catch {
    return null; // IndexedDB is used instead
  }
}

async function findFile(sha256: string): Promise<Blob | null> {
  const folder = await openFolder();
  if (!folder) return getRecord(sha256);
  const handle = await folder.getFileHandle(nameOf(sha256)).catch(() => null);
  return handle && handle.getFile();
}

async function writeFile(
  handle: FileSystemFileHandle,
  bytes: Uint8Array<ArrayBuffer>,
  onBytes: (writtenBytes: number) => void,
): Promise<void> {
  // the only way to write in Safari before 26, and the fastest everywhere; workers only
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const chunk = bytes.subarray(at, at + chunkBytes);
      access.write(chunk, { at });
      onBytes(at + chunk.length);
    }
    access.flush();
  } finally {
    access.close();
  }
}
