import type { IDBPDatabase } from 'idb';
import type { MaskwrightSchema } from './schema.ts';

/**
 * Deletes bytes and viewports without an image in any project. To be called when a session starts:
 * while one runs, its undo may still want them.
 */
export async function sweepOrphans(database: IDBPDatabase<MaskwrightSchema>): Promise<void> {
  const transaction = database.transaction(
    ['images', 'blobs', 'thumbnails', 'viewports'],
    'readwrite',
  );
  const images = transaction.objectStore('images');
  for (const name of ['blobs', 'thumbnails'] as const) {
    const store = transaction.objectStore(name);
    for (const key of await store.getAllKeys()) {
      if ((await images.index('byBlobKey').getKey(key)) === undefined) await store.delete(key);
    }
  }
  const viewports = transaction.objectStore('viewports');
  for (const key of await viewports.getAllKeys()) {
    if ((await images.getKey(key)) === undefined) await viewports.delete(key);
  }
  await transaction.done;
}
