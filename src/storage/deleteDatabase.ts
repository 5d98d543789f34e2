import { deleteDB } from 'idb';
import { databaseName } from './schema.ts';

/**
 * Deletes all records and pictures: the last way out when the browser does not open them any more.
 *
 * @throws Error when another tab holds the database open; DOMException when the browser cannot delete it
 */
export async function deleteDatabase(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const blocked = () => reject(new Error('another tab holds the database open'));
    deleteDB(databaseName, { blocked }).then(resolve, reject);
  });
}
