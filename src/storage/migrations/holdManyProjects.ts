import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { MaskwrightSchema } from '../schema.ts';

/** A record of an earlier version: nothing is known of it but that it is one. */
type OldRecord = Readonly<Record<string, unknown>>;

/**
 * 4: many projects in one database. Records are keyed by project and id, so that a restored copy keeps
 * the ids of its original; bytes are shared by images with the same `blobKey`. Images get a status,
 * tags, notes and counts by category. Journal, snapshots, leases, quarantine, links and runs are new.
 */
export async function holdManyProjects(
  typedDatabase: IDBPDatabase<MaskwrightSchema>,
  typedTransaction: unknown,
): Promise<void> {
  // the stores have the keys of version 3 until they were moved
  const database = typedDatabase as unknown as IDBPDatabase;
  const transaction = typedTransaction as IDBPTransaction<unknown, string[], 'versionchange'>;
  const counts = await countsByImage(transaction);
  await reviseAll(transaction, 'projects', newProject);
  await rekey({ database, transaction, name: 'categories', revise: (record) => record });
  await rekey({
    database,
    transaction,
    name: 'images',
    revise: (record) => newImage(record, counts.get(String(record['id'])) ?? {}),
  });
  await rekey({ database, transaction, name: 'annotations', revise: (record) => record });
  await rekeyViewports(database, transaction);
  addIndexes(transaction);
  addStores(database);
}

function newProject(record: OldRecord): OldRecord {
  return { ...record, archivedAt: null, deletedAt: null, splitPlan: null };
}

function newImage(
  { annotationCount, ...record }: OldRecord,
  categoryCounts: Readonly<Record<string, number>>,
): OldRecord {
  return {
    ...record,
    categoryCounts,
    status: annotationCount === 0 ? 'new' : 'inProgress',
    statusSet: null,
    tags: [],
    split: null,
    notes: [],
    blobKey: record['id'],
    isLinked: false,
    source: null,
    contentHash: null,
    perceptualHash: null,
    window: null,
  };
}

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

async function countsByImage(
  transaction: Upgrade,
): Promise<ReadonlyMap<string, Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>();
  let cursor = await transaction.objectStore('annotations').openCursor();
  while (cursor) {
    const { imageId, categoryId } = cursor.value as { imageId: string; categoryId: string };
    const ofImage = counts.get(imageId) ?? {};
    ofImage[categoryId] = (ofImage[categoryId] ?? 0) + 1;
    counts.set(imageId, ofImage);
    cursor = await cursor.continue();
  }
  return counts;
}

async function reviseAll(
  transaction: Upgrade,
  name: string,
  revise: (record: OldRecord) => OldRecord,
): Promise<void> {
  let cursor = await transaction.objectStore(name).openCursor();
  while (cursor) {
    await cursor.update(revise(cursor.value as OldRecord));
    cursor = await cursor.continue();
  }
}

/** Moves all records of a store, one by one, to a store of its name whose key is project and id. */
async function rekey({
  database,
  transaction,
  name,
  revise,
}: {
  readonly database: IDBPDatabase;
  readonly transaction: Upgrade;
  readonly name: string;
  readonly revise: (record: OldRecord) => OldRecord;
}): Promise<void> {
  const next = database.createObjectStore(`${name}Next`, { keyPath: ['projectId', 'id'] });
  let cursor = await transaction.objectStore(name).openCursor();
  while (cursor) {
    await next.put(revise(cursor.value as OldRecord));
    cursor = await cursor.continue();
  }
  database.deleteObjectStore(name);
  next.name = name;
  next.createIndex('byProject', 'projectId');
}

async function rekeyViewports(database: IDBPDatabase, transaction: Upgrade): Promise<void> {
  const next = database.createObjectStore('viewportsNext');
  let image = await transaction.objectStore('images').openCursor();
  while (image) {
    const { id, projectId } = image.value as { id: string; projectId: string };
    const viewport: unknown = await transaction.objectStore('viewports').get(id);
    if (viewport) await next.put(viewport, [projectId, id]);
    image = await image.continue();
  }
  database.deleteObjectStore('viewports');
  next.name = 'viewports';
}

function addIndexes(transaction: Upgrade): void {
  const images = transaction.objectStore('images');
  images.createIndex('byBlobKey', 'blobKey');
  const annotations = transaction.objectStore('annotations');
  annotations.createIndex('byImage', ['projectId', 'imageId']);
  annotations.createIndex('byCategory', ['projectId', 'categoryId']);
}

function addStores(database: IDBPDatabase): void {
  const journal = database.createObjectStore('journal', { keyPath: 'seq', autoIncrement: true });
  journal.createIndex('byProject', 'projectId');
  journal.createIndex('byImage', ['projectId', 'imageId']);
  database.createObjectStore('snapshots', { keyPath: ['projectId', 'imageId'] });
  database.createObjectStore('leases', { keyPath: 'projectId' });
  database.createObjectStore('quarantine', { autoIncrement: true });
  database.createObjectStore('folderLinks', { keyPath: 'projectId' });
  database.createObjectStore('packageBases', { keyPath: ['projectId', 'imageId'] });
  database.createObjectStore('importRuns', { keyPath: 'id' });
  database.createObjectStore('backupState');
}
