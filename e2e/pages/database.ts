import type { Page } from '@playwright/test';

type StoreName =
  | 'projects'
  | 'categories'
  | 'images'
  | 'annotations'
  | 'journal'
  | 'snapshots'
  | 'viewports'
  | 'blobs'
  | 'thumbnails';

/** All records of a store, in the order of their keys; those without a key of their own as they are. */
export async function storedRecords<Record>(
  page: Page,
  store: StoreName,
): Promise<readonly Record[]> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('maskwright');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    const records = await new Promise<Record[]>((resolve, reject) => {
      const request = database.transaction(name).objectStore(name).getAll();
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error(String(request.error))));
    });
    database.close();
    return records;
  }, store);
}
