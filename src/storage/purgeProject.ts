import type { IDBPDatabase, IDBPObjectStore, IDBPTransaction } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import { hiddenSince } from '#core/project/bin.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { completed } from './completed.ts';
import { chunkSize, rangeOf } from './projectRange.ts';
import type { MaskwrightSchema } from './schema.ts';

type Database = IDBPDatabase<MaskwrightSchema>;

/**
 * Deletes all that belongs to a project, and the bytes that no other project uses. The project is out of
 * sight from the first moment; what a crash leaves of it goes when it is purged again.
 */
export async function purgeProject(database: Database, projectId: ProjectId): Promise<void> {
  const project = await database.get('projects', projectId);
  if (project) await database.put('projects', { ...project, deletedAt: hiddenSince });
  await deleteOwned(database, projectId, 'annotations');
  await deleteOwned(database, projectId, 'snapshots');
  await deleteOwned(database, projectId, 'packageBases');
  await deleteOwned(database, projectId, 'viewports');
  await deleteOwned(database, projectId, 'categories');
  await deleteImages(database, projectId);
  await deleteJournal(database, projectId);
  const rest = database.transaction(restStores, 'readwrite');
  await completed(rest, deleteRest(rest, projectId));
}

type OwnedStore = 'annotations' | 'snapshots' | 'packageBases' | 'viewports' | 'categories';

async function deleteOwned(
  database: Database,
  projectId: ProjectId,
  name: OwnedStore,
): Promise<void> {
  for (;;) {
    const transaction = database.transaction(name, 'readwrite');
    const count = await completed(transaction, deleteFirst(transaction.store, projectId));
    if (count < chunkSize) return;
  }
}

/** @returns how many records of the project were deleted */
async function deleteFirst(
  store: IDBPObjectStore<MaskwrightSchema, [OwnedStore], OwnedStore, 'readwrite'>,
  projectId: ProjectId,
): Promise<number> {
  const keys = await store.getAllKeys(rangeOf(projectId), chunkSize);
  const [first] = keys;
  const last = keys.at(-1);
  if (first && last) await store.delete(IDBKeyRange.bound(first, last));
  return keys.length;
}

/** Their bytes are files of their own, which take longer than records. */
const imagesPerChunk = 400;

const imageStores = ['images', 'blobs', 'thumbnails', 'journal'] as const;
type ImageTransaction = IDBPTransaction<MaskwrightSchema, typeof imageStores, 'readwrite'>;

/** Rows and bytes go together: a row that is gone could not tell of its bytes any more. */
async function deleteImages(database: Database, projectId: ProjectId): Promise<void> {
  const projectIds = await database.getAllKeys('projects');
  const others = projectIds.filter((id) => id !== projectId);
  for (;;) {
    const transaction = database.transaction(imageStores, 'readwrite');
    const count = await completed(transaction, deleteFirstImages(transaction, projectId, others));
    if (count < imagesPerChunk) return;
  }
}

/** @returns how many images were deleted */
async function deleteFirstImages(
  transaction: ImageTransaction,
  projectId: ProjectId,
  others: readonly string[],
): Promise<number> {
  const store = transaction.objectStore('images');
  const images = await store.getAll(rangeOf(projectId), imagesPerChunk);
  await Promise.all(images.map(({ id }) => store.delete([projectId, id])));
  await Promise.all(images.map((image) => deleteBytes(transaction, image, others)));
  return images.length;
}

async function deleteBytes(
  transaction: ImageTransaction,
  image: ImageSummary,
  otherProjects: readonly string[],
): Promise<void> {
  const { blobKey } = image;
  const user = await transaction.objectStore('images').index('byBlobKey').getKey(blobKey);
  if (user !== undefined) return;
  // a copy that lost the image may still bring it back by an undo
  const history = transaction.objectStore('journal').index('byImage');
  const entries = await Promise.all(otherProjects.map((id) => history.getKey([id, image.id])));
  if (entries.some((entry) => entry !== undefined)) return;
  await transaction.objectStore('blobs').delete(blobKey);
  await transaction.objectStore('thumbnails').delete(blobKey);
}

async function deleteJournal(database: Database, projectId: ProjectId): Promise<void> {
  for (;;) {
    const transaction = database.transaction('journal', 'readwrite');
    const { store } = transaction;
    const deleting = store
      .index('byProject')
      .getAllKeys(projectId, chunkSize)
      .then((keys) => Promise.all(keys.map((key) => store.delete(key))));
    const deleted = await completed(transaction, deleting);
    if (deleted.length < chunkSize) return;
  }
}

const restStores = [
  'importRuns',
  'quarantine',
  'folderLinks',
  'leases',
  'projectViews',
  'projects',
] as const;
type RestTransaction = IDBPTransaction<MaskwrightSchema, typeof restStores, 'readwrite'>;

/** The project record goes last: while it is there, a later purge finds the rest. */
async function deleteRest(transaction: RestTransaction, projectId: ProjectId): Promise<void> {
  const runs = await transaction.objectStore('importRuns').getAll();
  for (const run of runs) {
    if (run.projectId === projectId) await transaction.objectStore('importRuns').delete(run.id);
  }
  let record = await transaction.objectStore('quarantine').openCursor();
  while (record) {
    if (record.value.projectId === projectId) await record.delete();
    record = await record.continue();
  }
  for (const name of ['folderLinks', 'leases', 'projectViews', 'projects'] as const) {
    await transaction.objectStore(name).delete(projectId);
  }
}
