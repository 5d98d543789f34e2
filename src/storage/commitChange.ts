import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Change, RecordEdit } from '#core/project/change.ts';
import {
  entriesOf,
  type ChangeReach,
  type ChangeVerb,
  type JournalEntry,
} from '#core/project/journal.ts';
import type { ImageFiles, MaskwrightSchema } from './schema.ts';
import type { SnapshotPace, Touched } from './snapshots.ts';

/** What goes to disk with a change. */
export interface CommitDetails {
  readonly verb: ChangeVerb;
  readonly changeId: string; // UUID; that of the step which it takes back, does again or goes on with
  readonly at: number; // ms since 1970, UTC
  readonly by: string; // display name
  readonly reach?: ChangeReach; // absent: what follows from the edits
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
  'snapshots',
  'leases',
] as const;
type Transaction = IDBPTransaction<MaskwrightSchema, typeof stores, 'readwrite'>;

/**
 * Writes all edits of a change, their journal entries, the snapshots that are due and the bytes of new
 * images in one transaction: all of it or nothing. Bytes of removed images stay, so that an undo finds
 * them; `sweepOrphans` deletes them later.
 *
 * @throws AppError storage/quota-exceeded, storage/not-the-writer, storage/write-failed
 */
export async function commitChange(
  database: IDBPDatabase<MaskwrightSchema>,
  commit: Commit,
  pace: SnapshotPace,
): Promise<CommitReceipt> {
  const transaction = begin(database);
  try {
    await checkLease(transaction, commit);
    // the database gives each its `seq`
    const entries = entriesOf(commit.projectId, commit) as readonly JournalEntry[];
    const receipt = await writeAll(transaction, commit, entries);
    const countEntries = await pace.write(
      transaction,
      commit.projectId,
      entries.flatMap((entry) => touchedBy(entry)),
    );
    await transaction.done;
    countEntries();
    return receipt;
  } catch (cause) {
    // it says more than the request that fell with it
    const error: unknown = transaction.error ?? cause;
    await abandon(transaction);
    if (cause instanceof AppError) throw cause;
    throw new AppError(failureOf(error), { cause });
  }
}

function begin(database: IDBPDatabase<MaskwrightSchema>): Transaction {
  try {
    // strict: resolved means written to disk, not to a buffer of the operating system
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    // whoever waits for it hears of it; nobody waits when a request has failed before
    transaction.done.catch(() => undefined);
    return transaction;
  } catch (cause) {
    throw new AppError(failureOf(cause), { cause });
  }
}

/** Takes back what was written so far. A request that cannot even be made leaves the others in place. */
async function abandon(transaction: Transaction): Promise<void> {
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
  await transaction.done.catch(() => undefined);
}

/** The lease is read in the transaction that writes: a tab that lost it can never write after the new one. */
async function checkLease(
  transaction: Transaction,
  { projectId, writerToken }: Commit,
): Promise<void> {
  const lease = await transaction.objectStore('leases').get(projectId);
  if (!lease || lease.token === writerToken) return;
  throw new AppError({ code: 'storage/not-the-writer' });
}

async function writeAll(
  transaction: Transaction,
  { projectId, change, files }: Commit,
  entries: readonly JournalEntry[],
): Promise<CommitReceipt> {
  const journal = transaction.objectStore('journal');
  const newest = await journal.index('byProject').openKeyCursor(projectId, 'prev');
  const previousSeq = newest?.primaryKey ?? 0;
  const writes: Promise<unknown>[] = [];
  let last: Promise<number> | null = null;
  try {
    for (const entry of entries) {
      last = journal.add(entry);
      writes.push(last);
    }
    for (const edit of change.edits) writes.push(writeEdit(transaction, projectId, edit));
    for (const [blobKey, { blob, thumbnail }] of files ?? []) {
      if (blob) writes.push(transaction.objectStore('blobs').put(blob, blobKey));
      writes.push(transaction.objectStore('thumbnails').put(thumbnail, blobKey));
    }
  } catch (cause) {
    await abandon(transaction);
    await Promise.allSettled(writes);
    throw cause;
  }
  await Promise.all(writes);
  return { previousSeq, seq: (await last) ?? previousSeq };
}

function touchedBy({ imageId, edits }: JournalEntry): readonly Touched[] {
  if (imageId === '') return [];
  const row = edits.findLast(({ kind }) => kind === 'image');
  const sizeBytes = edits.reduce(
    (sum, edit) => sum + (edit.kind === 'annotation' ? maskBytesOf(edit) : 0),
    0,
  );
  return [{ imageId, sizeBytes, isGone: row !== undefined && row.after === null }];
}

function maskBytesOf({ before, after }: Extract<RecordEdit, { kind: 'annotation' }>): number {
  return (before?.mask.counts.byteLength ?? 0) + (after?.mask.counts.byteLength ?? 0);
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
