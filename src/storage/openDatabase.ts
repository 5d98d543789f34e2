import { openDB, type IDBPDatabase } from 'idb';
import { AppError } from '#core/failure.ts';
import { migrate, schemaVersion } from './migrations.ts';
import type { MaskwrightSchema } from './schema.ts';

const databaseName = 'maskwright';

/**
 * The database in its newest version.
 *
 * @param onSuperseded called when another tab needs a newer version; this tab's connection is closed
 * @throws AppError storage/newer-version, storage/blocked, storage/unavailable
 */
export async function openDatabase(
  onSuperseded: () => void,
): Promise<IDBPDatabase<MaskwrightSchema>> {
  try {
    return await new Promise((resolve, reject) => {
      openDB<MaskwrightSchema>(databaseName, schemaVersion, {
        upgrade: (database, oldVersion, _newVersion, transaction) =>
          migrate(database, oldVersion, transaction),
        blocked: () => reject(new AppError({ code: 'storage/blocked' })),
        blocking: (_current, _blocked, event) => {
          (event.target as IDBDatabase).close();
          onSuperseded();
        },
      }).then(resolve, reject);
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof DOMException && cause.name === 'VersionError') {
      throw new AppError({ code: 'storage/newer-version' }, { cause });
    }
    throw new AppError({ code: 'storage/unavailable', reason: String(cause) }, { cause });
  }
}
