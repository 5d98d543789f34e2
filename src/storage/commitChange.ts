import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Change, RecordEdit } from '#core/project/change.ts';
import type { ImageFiles, MaskwrightSchema } from './schema.ts';

const stores = ['projects', 'categories', 'images', 'annotations', 'blobs', 'thumbnails'] as const;
type Transaction = IDBPTransaction<MaskwrightSchema, typeof stores, 'readwrite'>;

/**
 * Writes all edits of a change, and the bytes of new images, in one transaction: all of it or nothing.
 * Bytes of removed images stay, so that an undo finds them; `sweepOrphans` deletes them later.
 *
 * @throws AppError storage/quota-exceeded, storage/write-failed
 */
export async function commitChange(
  database: IDBPDatabase<MaskwrightSchema>,
  projectId: ProjectId,
  change: Change,
  files: ReadonlyMap<ImageId, ImageFiles> = new Map(),
): Promise<void> {
  try {
    // strict: resolved means written to disk, not to a buffer of the operating system
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    const writes = [
      ...change.edits.map((edit) => writeEdit(transaction, projectId, edit)),
      ...[...files].flatMap(([imageId, { blob, thumbnail }]) => [
        transaction.objectStore('blobs').put(blob, imageId),
        transaction.objectStore('thumbnails').put(thumbnail, imageId),
      ]),
    ];
    await Promise.all([...writes, transaction.done]);
  } catch (cause) {
    throw new AppError(failureOf(cause), { cause });
  }
}

function writeEdit(
  transaction: Transaction,
  projectId: ProjectId,
  edit: RecordEdit,
): Promise<unknown> {
  switch (edit.kind) {
    case 'project': {
      const store = transaction.objectStore('projects');
      return edit.after ? store.put(edit.after) : Promise.resolve();
    }
    case 'category': {
      const store = transaction.objectStore('categories');
      return edit.after
        ? store.put({ ...edit.after, projectId })
        : store.delete(edit.before?.id ?? '');
    }
    case 'image': {
      const store = transaction.objectStore('images');
      return edit.after
        ? store.put({ ...edit.after, projectId })
        : store.delete(edit.before?.id ?? '');
    }
    case 'annotation': {
      const store = transaction.objectStore('annotations');
      return edit.after
        ? store.put({ ...edit.after, projectId })
        : store.delete(edit.before?.id ?? '');
    }
  }
}

function failureOf(cause: unknown): AppError['failure'] {
  if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
    return { code: 'storage/quota-exceeded' };
  }
  return { code: 'storage/write-failed', reason: String(cause) };
}
