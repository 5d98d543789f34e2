import { openDB, type IDBPDatabase } from 'idb';
import { AppError } from '#core/failure.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { databaseName, type MaskwrightSchema } from './schema.ts';
import { copyBeforeUpgrade, finishGoingBack } from './upgradeCopy.ts';

/**
 * The database in its newest version. All records of an older one are copied before it is upgraded.
 *
 * @param onSuperseded called when another tab needs a newer version; this tab's connection is closed
 * @throws AppError storage/newer-version, storage/blocked, storage/quota-exceeded, storage/unavailable
 */
export async function openDatabase(
  onSuperseded: () => void,
): Promise<IDBPDatabase<MaskwrightSchema>> {
  try {
    return await alone(async () => {
      await finishGoingBack();
      await copyBeforeUpgrade(schemaVersion);
      return await upgradeAndOpen(onSuperseded).catch(async (error: unknown) => {
        if (!isPassing(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
        return upgradeAndOpen(onSuperseded);
      });
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof DOMException && cause.name === 'VersionError') {
      throw new AppError({ code: 'storage/newer-version' }, { cause });
    }
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
      throw new AppError({ code: 'storage/quota-exceeded' }, { cause });
    }
    throw new AppError({ code: 'storage/unavailable', reason: String(cause) }, { cause });
  }
}

/** How long a browser that has stumbled over its own files gets to find them again. */
const retryAfterMs = 400;

/** Chrome answers so while it still closes or repairs the database; soon after it often opens. */
function isPassing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'UnknownError';
}

/** Of two tabs that start at once only one copies and upgrades. */
async function alone<Value>(work: () => Promise<Value>): Promise<Value> {
  return 'locks' in navigator ? navigator.locks.request('maskwright-upgrade', work) : work();
}

async function upgradeAndOpen(onSuperseded: () => void): Promise<IDBPDatabase<MaskwrightSchema>> {
  let fault: unknown = null;
  return new Promise((resolve, reject) => {
    openDB<MaskwrightSchema>(databaseName, schemaVersion, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        transaction.done.catch(() => undefined); // the request to open tells of it
        migrate(database, oldVersion, transaction).catch((error: unknown) => {
          fault = error;
          // left alone it would be committed as far as it got
          abort(transaction);
        });
      },
      blocked: () => reject(new AppError({ code: 'storage/blocked' })),
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onSuperseded();
      },
    }).then(resolve, (error: unknown) => reject(fault ?? error));
  });
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (error) {
    // a request that failed has ended it already
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}
