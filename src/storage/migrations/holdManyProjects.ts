import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { chunksOf } from '../chunks.ts';
import type { MaskwrightSchema } from '../schema.ts';

/** A record of an earlier version: nothing is known of it but that it is one. */
type OldRecord = Readonly<Record<string, unknown>>;

/**
 * 4: many projects in one database. Records are keyed by project and id, so that a restored copy keeps
 * the ids of its original; bytes are shared by images with the same `blobKey`. Images get a status,
 * tags, notes and counts by category. Journal, snapshots, leases, quarantine, links and runs are new.
 * A record that names no project cannot be keyed any more and goes to quarantine.
 */
export async function holdManyProjects(
  typedDatabase: IDBPDatabase<MaskwrightSchema>,
  typedTransaction: unknown,
): Promise<void> {
  // the stores have the keys of version 3 until they were moved
  const database = typedDatabase as unknown as IDBPDatabase;
  const transaction = typedTransaction as IDBPTransaction<unknown, string[], 'versionchange'>;
  const upgrade: Upgrade = { database, transaction };
  addStores(database);
  await reviseProjects(transaction);
  await rekey(upgrade, { name: 'categories', indexes: {}, revise: (record) => record });
  const counts = new CategoryCounts();
  await rekey(upgrade, {
    name: 'annotations',
    indexes: { byImage: ['projectId', 'imageId'], byCategory: ['projectId', 'categoryId'] },
    revise: (record) => counts.add(record),
  });
  await rekeyViewports(upgrade);
  await rekey(upgrade, {
    name: 'images',
    indexes: { byBlobKey: 'blobKey' },
    revise: (record) => newImage(record, counts.of(record['id'])),
  });
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

/** Objects by image and category, counted while they pass. */
class CategoryCounts {
  private readonly byImage = new Map<unknown, Record<string, number>>();

  add(annotation: OldRecord): OldRecord {
    const counts = this.of(annotation['imageId']);
    const categoryId = String(annotation['categoryId']);
    this.byImage.set(annotation['imageId'], {
      ...counts,
      [categoryId]: (counts[categoryId] ?? 0) + 1,
    });
    return annotation;
  }

  of(imageId: unknown): Readonly<Record<string, number>> {
    return this.byImage.get(imageId) ?? {};
  }
}

interface Upgrade {
  readonly database: IDBPDatabase;
  readonly transaction: IDBPTransaction<unknown, string[], 'versionchange'>;
}

async function reviseProjects(transaction: Upgrade['transaction']): Promise<void> {
  const store = transaction.objectStore('projects');
  for await (const { values } of chunksOf(store)) {
    const revised = values.map((value) => ({
      ...(value as OldRecord),
      archivedAt: null,
      deletedAt: null,
      splitPlan: null,
    }));
    await Promise.all(revised.map((record) => store.put(record)));
  }
}

interface Rekeying {
  readonly name: string;
  /** Besides the one by project. They stand before the records come: filling them later takes longer. */
  readonly indexes: Readonly<Record<string, string | string[]>>;
  readonly revise: (record: OldRecord) => OldRecord;
}

/** Moves all records of a store to a store of its name whose key is project and id. */
async function rekey(
  { database, transaction }: Upgrade,
  { name, indexes, revise }: Rekeying,
): Promise<void> {
  const next = database.createObjectStore(`${name}Next`, { keyPath: ['projectId', 'id'] });
  next.createIndex('byProject', 'projectId');
  for (const [index, keyPath] of Object.entries(indexes)) next.createIndex(index, keyPath);
  const quarantine = transaction.objectStore('quarantine');
  for await (const { keys, values } of chunksOf(transaction.objectStore(name))) {
    const writes = values.map((value, at) => {
      const record = value as OldRecord;
      if (typeof record['projectId'] === 'string') return next.put(revise(record));
      const reason = 'projectId: not an id';
      const key = keys[at];
      return quarantine.add({
        projectId: '',
        store: name,
        key,
        value,
        reason,
        foundAt: Date.now(),
      });
    });
    await Promise.all(writes);
  }
  database.deleteObjectStore(name);
  next.name = name;
}

async function rekeyViewports({ database, transaction }: Upgrade): Promise<void> {
  const next = database.createObjectStore('viewportsNext');
  const former = new Map<unknown, unknown>();
  for await (const { keys, values } of chunksOf(transaction.objectStore('viewports'))) {
    for (const [at, key] of keys.entries()) former.set(key, values[at]);
  }
  for await (const { values } of chunksOf(transaction.objectStore('images'))) {
    for (const { id, projectId } of values as { id: string; projectId: string }[]) {
      const viewport = former.get(id);
      if (viewport && typeof projectId === 'string') await next.put(viewport, [projectId, id]);
    }
  }
  database.deleteObjectStore('viewports');
  next.name = 'viewports';
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
