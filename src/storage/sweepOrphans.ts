import type { IDBPDatabase } from 'idb';
import type { MaskwrightSchema } from './schema.ts';

/**
 * Deletes bytes and viewports without an image. To be called when a session starts: while one runs,
 * its undo may still want them.
 */
export async function sweepOrphans(database: IDBPDatabase<MaskwrightSchema>): Promise<void> {
  const transaction = database.transaction(
    ['images', 'blobs', 'thumbnails', 'viewports'],
    'readwrite',
  );
  const known = new Set(await transaction.objectStore('images').getAllKeys());
  for (const name of ['blobs', 'thumbnails', 'viewports'] as const) {
    const store = transaction.objectStore(name);
    const keys = await store.getAllKeys();
    await Promise.all(keys.filter((key) => !known.has(key)).map((key) => store.delete(key)));
  }
  await transaction.done;
}
