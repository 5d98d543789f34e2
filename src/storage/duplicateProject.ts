import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import { hiddenSince } from '#core/project/bin.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { Project } from '#core/project/project.ts';
import { failureOf, type CommitDetails } from './commitChange.ts';
import { completed } from './completed.ts';
import { readLastSeq } from './projectOverview.ts';
import { rangeOf } from './projectRange.ts';
import type { MaskwrightSchema, Owned } from './schema.ts';

type Database = IDBPDatabase<MaskwrightSchema>;

/** How many images go over in one transaction, with their objects. */
const imagesPerChunk = 100;

export interface Duplicate extends Pick<CommitDetails, 'changeId' | 'at' | 'by'> {
  readonly sourceId: ProjectId;
  readonly copy: Project;
  /** Called with the number of images that have gone over so far. */
  onProgress(doneCount: number): void;
}

/**
 * Writes a second project with the records of the first, under the same ids; both share the bytes. The
 * copy shows itself when it is complete: until then it is one of those that the next start sweeps away.
 * What another tab writes to the source meanwhile is in the copy too. The history of the copy begins
 * with a snapshot of each image.
 *
 * @throws AppError storage/quota-exceeded, storage/write-failed
 */
export async function duplicateProject(database: Database, duplicate: Duplicate): Promise<void> {
  const { sourceId, copy } = duplicate;
  try {
    const startSeq = await readLastSeq(database, sourceId);
    await database.put('projects', { ...copy, deletedAt: hiddenSince });
    const records = database.transaction(projectStores, 'readwrite');
    await completed(records, copyProjectRecords(records, sourceId, copy.id));
    let doneCount = 0;
    let last: ImageId | null = null;
    do {
      const transaction = database.transaction(recordStores, 'readwrite');
      const chunk = { ...duplicate, startSeq, after: last };
      const ids: readonly ImageId[] = await completed(transaction, copyImages(transaction, chunk));
      last = ids.at(-1) ?? null;
      doneCount += ids.length;
      duplicate.onProgress(doneCount);
    } while (last !== null);
    const transaction = database.transaction(allStores, 'readwrite', { durability: 'strict' });
    await completed(transaction, finish(transaction, duplicate, startSeq));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(failureOf(cause), { cause });
  }
}

const projectStores = ['categories', 'folderLinks', 'projectViews'] as const;

async function copyProjectRecords(
  transaction: IDBPTransaction<MaskwrightSchema, typeof projectStores, 'readwrite'>,
  sourceId: ProjectId,
  copyId: ProjectId,
): Promise<void> {
  const categories = transaction.objectStore('categories');
  for (const category of await categories.index('byProject').getAll(sourceId)) {
    await categories.put({ ...category, projectId: copyId });
  }
  const link = await transaction.objectStore('folderLinks').get(sourceId);
  if (link) await transaction.objectStore('folderLinks').put({ ...link, projectId: copyId });
  const view = await transaction.objectStore('projectViews').get(sourceId);
  if (view) await transaction.objectStore('projectViews').put(view, copyId);
}

const recordStores = ['images', 'annotations', 'snapshots', 'viewports', 'packageBases'] as const;

interface Chunk extends Duplicate {
  readonly startSeq: number;
  readonly after: ImageId | null; // the last image of the chunk before
}

/** @returns the images that went over; none: there are no more */
async function copyImages(
  transaction: IDBPTransaction<MaskwrightSchema, typeof recordStores, 'readwrite'>,
  { sourceId, copy, startSeq, after }: Chunk,
): Promise<readonly ImageId[]> {
  const from = after === null ? rangeOf(sourceId) : rangeOf(sourceId, [sourceId, after]);
  const images = await transaction.objectStore('images').getAll(from, imagesPerChunk);
  await Promise.all(
    images.map(async (image) => {
      const imageId = image.id;
      const annotations = await transaction
        .objectStore('annotations')
        .index('byImage')
        .getAll([sourceId, imageId]);
      const viewport = await transaction.objectStore('viewports').get([sourceId, imageId]);
      const base = await transaction.objectStore('packageBases').get([sourceId, imageId]);
      await Promise.all([
        transaction.objectStore('images').put(ownedBy(copy.id, image)),
        ...annotations.map((each) =>
          transaction.objectStore('annotations').put(ownedBy(copy.id, each)),
        ),
        transaction
          .objectStore('snapshots')
          .put({ projectId: copy.id, imageId, seq: startSeq, image, annotations }),
        viewport && transaction.objectStore('viewports').put(viewport, [copy.id, imageId]),
        base && transaction.objectStore('packageBases').put(ownedBy(copy.id, base)),
      ]);
    }),
  );
  return images.map(({ id }) => id);
}

const allStores = [
  'projects',
  'categories',
  'images',
  'annotations',
  'snapshots',
  'journal',
] as const;
type FinishTransaction = IDBPTransaction<MaskwrightSchema, typeof allStores, 'readwrite'>;

/** Carries out on the copy what the source has gone through since, and lets the copy be seen. */
async function finish(
  transaction: FinishTransaction,
  { sourceId, copy, changeId, at, by }: Duplicate,
  startSeq: number,
): Promise<void> {
  const projects = transaction.objectStore('projects');
  const journal = transaction.objectStore('journal');
  const isThere = (await projects.getKey(copy.id)) !== undefined;
  if (!isThere) {
    throw new AppError({ code: 'storage/write-failed', reason: 'The copy was deleted meanwhile.' });
  }
  const since = await journal.getAll(IDBKeyRange.lowerBound(startSeq, true));
  const touched = new Set<ImageId>();
  for (const { projectId, imageId, edits } of since) {
    if (projectId !== sourceId) continue;
    if (imageId !== '') touched.add(imageId);
    for (const edit of edits) await repeat(transaction, copy.id, edit);
  }
  for (const imageId of touched)
    await snapshot(transaction, { copyId: copy.id, imageId, startSeq });
  await projects.put(copy);
  const edits: readonly RecordEdit[] = [{ kind: 'project', before: null, after: copy }];
  const entry = {
    projectId: copy.id,
    imageId: '',
    changeId,
    name: 'duplicateProject',
    verb: 'did',
  };
  await journal.add({ ...entry, edits, at, by } as JournalEntry);
}

async function repeat(
  transaction: FinishTransaction,
  copyId: ProjectId,
  edit: RecordEdit,
): Promise<void> {
  switch (edit.kind) {
    case 'project':
      return; // the copy has a record of its own
    case 'category': {
      const store = transaction.objectStore('categories');
      if (edit.after) await store.put(ownedBy(copyId, edit.after));
      else if (edit.before) await store.delete([copyId, edit.before.id]);
      return;
    }
    case 'image': {
      const store = transaction.objectStore('images');
      if (edit.after) await store.put(ownedBy(copyId, edit.after));
      else if (edit.before) await store.delete([copyId, edit.before.id]);
      return;
    }
    case 'annotation': {
      const store = transaction.objectStore('annotations');
      if (edit.after) await store.put(ownedBy(copyId, edit.after));
      else if (edit.before) await store.delete([copyId, edit.before.id]);
    }
  }
}

/** The snapshot of an image of the copy as it is now; an image that is gone has none. */
async function snapshot(
  transaction: FinishTransaction,
  {
    copyId,
    imageId,
    startSeq,
  }: { readonly copyId: ProjectId; readonly imageId: ImageId; readonly startSeq: number },
): Promise<void> {
  const store = transaction.objectStore('snapshots');
  const image = await transaction.objectStore('images').get([copyId, imageId]);
  if (!image) return store.delete([copyId, imageId]);
  const index = transaction.objectStore('annotations').index('byImage');
  const annotations = await index.getAll([copyId, imageId]);
  await store.put({ projectId: copyId, imageId, seq: startSeq, image, annotations });
}

function ownedBy<Record extends object>(projectId: ProjectId, record: Record): Owned<Record> {
  return { ...record, projectId };
}
