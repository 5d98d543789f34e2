import type { IDBPDatabase } from 'idb';
import { chunksOf } from './chunks.ts';
import type { MaskwrightSchema } from './schema.ts';

type Database = IDBPDatabase<MaskwrightSchema>;

const byteStores = ['blobs', 'thumbnails'] as const;

/**
 * Deletes bytes and viewports without an image in any project. What is unused is found by comparing
 * lists, without holding up writers; each is looked up once more in the transaction that deletes it.
 *
 * @param isWanted whether an undo of this session may still want these bytes
 */
export async function sweepOrphans(
  database: Database,
  isWanted: (blobKey: string) => boolean,
): Promise<void> {
  const { blobKeys, imageKeys } = await keysInUse(database);
  for (const name of byteStores) {
    const keys = await database.getAllKeys(name);
    const unused = keys.filter((key) => !blobKeys.has(key) && !isWanted(key));
    if (unused.length > 0) await deleteUnused(database, name, unused);
  }
  const viewportKeys = await database.getAllKeys('viewports');
  const unused = viewportKeys.filter((key) => !imageKeys.has(key.join('/')));
  if (unused.length === 0) return;
  const transaction = database.transaction('viewports', 'readwrite');
  await Promise.all([...unused.map((key) => transaction.store.delete(key)), transaction.done]);
}

async function keysInUse(database: Database) {
  const blobKeys = new Set<unknown>();
  const imageKeys = new Set<string>();
  const store = {
    getAll: (range: IDBKeyRange | null, count: number) => database.getAll('images', range, count),
    getAllKeys: (range: IDBKeyRange | null, count: number) =>
      database.getAllKeys('images', range, count),
  };
  for await (const { keys, values } of chunksOf(store)) {
    for (const key of keys) imageKeys.add((key as string[]).join('/'));
    for (const { blobKey } of values as readonly { readonly blobKey: unknown }[]) {
      blobKeys.add(blobKey);
    }
  }
  for (const { store: name, key, value } of await database.getAll('quarantine')) {
    if (name !== 'images') continue;
    // a row that could not be read may be mended one day, and then wants its picture
    blobKeys.add((value as { readonly blobKey?: unknown } | null)?.blobKey);
    blobKeys.add(Array.isArray(key) ? key[1] : key);
  }
  return { blobKeys, imageKeys };
}

async function deleteUnused(
  database: Database,
  name: (typeof byteStores)[number],
  keys: readonly string[],
): Promise<void> {
  const transaction = database.transaction(['images', ...byteStores], 'readwrite');
  const byBlobKey = transaction.objectStore('images').index('byBlobKey');
  const deletions = keys.map(async (key) => {
    if ((await byBlobKey.getKey(key)) === undefined)
      await transaction.objectStore(name).delete(key);
  });
  await Promise.all([...deletions, transaction.done]);
}
