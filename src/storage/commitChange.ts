import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Change, RecordEdit } from '#core/project/change.ts';
import { editsByImage, type ChangeVerb, type JournalEntry } from '#core/project/journal.ts';
import type { ImageFiles, MaskwrightSchema } from './schema.ts';

/** What goes to disk with a change. */
export interface CommitDetails {
  readonly verb: ChangeVerb;
  readonly changeId: string; // UUID
  readonly at: number; // ms since 1970, UTC
  readonly by: string; // display name
  /** Bytes of new images, by blobKey. */
  readonly files?: ReadonlyMap<string, ImageFiles>;
}

/** A change on its way to disk. */
export interface Commit extends CommitDetails {
  readonly projectId: ProjectId;
  readonly change: Change;
  readonly writerToken: string | null; // null: this tab never claimed the project
}

/** Where a change stands in the journal of its project. */
export interface CommitReceipt {
  readonly previousSeq: number; // of the newest entry before it; 0: there was none
  readonly seq: number; // of its last entry; `previousSeq` when it has none
}

const stores = [
  'projects',
  'categories',
  'images',
  'annotations',
  'blobs',
  'thumbnails',
  'journal',
  'leases',
] as const;
type Transaction = IDBPTransaction<MaskwrightSchema, typeof stores, 'readwrite'>;

/**
 * Writes all edits of a change, their journal entries and the bytes of new images in one transaction:
 * all of it or nothing. Bytes of removed images stay, so that an undo finds them; `sweepOrphans` deletes
 * them later.
 *
 * @throws AppError storage/quota-exceeded, storage/not-the-writer, storage/write-failed
 */
export async function commitChange(
  database: IDBPDatabase<MaskwrightSchema>,
  commit: Commit,
): Promise<CommitReceipt> {
  try {
    // strict: resolved means written to disk, not to a buffer of the operating system
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    await checkLease(transaction, commit);
    const journal = transaction.objectStore('journal');
    const newest = await journal.index('byProject').openKeyCursor(commit.projectId, 'prev');
    const previousSeq = newest?.primaryKey ?? 0;
    const entries = entriesOf(commit).map((entry) => journal.add(entry));
    const writes = [
      ...commit.change.edits.map((edit) => writeEdit(transaction, commit.projectId, edit)),
      ...[...(commit.files ?? [])].flatMap(([blobKey, { blob, thumbnail }]) => [
        blob && transaction.objectStore('blobs').put(blob, blobKey),
        transaction.objectStore('thumbnails').put(thumbnail, blobKey),
      ]),
    ];
    await Promise.all([...writes, ...entries, transaction.done]);
    return { previousSeq, seq: (await entries.at(-1)) ?? previousSeq };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(failureOf(cause), { cause });
  }
}

/** The lease is read in the transaction that writes: a tab that lost it can never write after the new one. */
async function checkLease(
  transaction: Transaction,
  { projectId, writerToken }: Commit,
): Promise<void> {
  const lease = await transaction.objectStore('leases').get(projectId);
  if (!lease || lease.token === writerToken) return;
  transaction.abort();
  await transaction.done.catch(() => undefined);
  throw new AppError({ code: 'storage/not-the-writer' });
}

/** Without `seq`, which the database gives. */
function entriesOf({ projectId, change, changeId, verb, at, by }: Commit): readonly JournalEntry[] {
  return [...editsByImage(change.edits)].map(
    ([imageId, edits]) =>
      ({ projectId, imageId, changeId, name: change.name, verb, edits, at, by }) as JournalEntry,
  );
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
        : store.delete([projectId, edit.before?.id ?? '']);
    }
    case 'image': {
      const store = transaction.objectStore('images');
      return edit.after
        ? store.put({ ...edit.after, projectId })
        : store.delete([projectId, edit.before?.id ?? '']);
    }
    case 'annotation': {
      const store = transaction.objectStore('annotations');
      return edit.after
        ? store.put({ ...edit.after, projectId })
        : store.delete([projectId, edit.before?.id ?? '']);
    }
  }
}

/** What kept storage from writing. */
export function failureOf(cause: unknown): AppError['failure'] {
  if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
    return { code: 'storage/quota-exceeded' };
  }
  return { code: 'storage/write-failed', reason: String(cause) };
}
