import { deleteDB, openDB } from 'idb';

const scratchName = 'maskwright-scratch';
const storeName = 'filling';
/** More than LevelDB keeps in memory before it begins a new log (4 MB in Chromium). */
const fillingBytes = 6 * 1024 * 1024;
/** Values of more than 64 kB go to files of their own and past the log. */
const recordBytes = 48 * 1024;

/**
 * Lets the browser begin a new log of its database, by filling the old one; the filling is deleted again.
 *
 * A process that is killed while it writes leaves half a record at the end of LevelDB's log, on which
 * Chromium keeps IndexedDB. The next start leaves that half away, but goes on writing behind it, and the
 * start after that takes the log for damaged ("checksum mismatch") and deletes all databases of the site.
 * A log that is closed is never read again. All databases of a site share one log.
 */
export async function startFreshLog(): Promise<void> {
  const scratch = await openDB(scratchName, 1, {
    upgrade: (database) => void database.createObjectStore(storeName),
  });
  try {
    const filling = new Uint8Array(recordBytes);
    // several transactions: each is one record of the log
    for (let written = 0; written < fillingBytes; written += recordBytes * 16) {
      const transaction = scratch.transaction(storeName, 'readwrite', { durability: 'relaxed' });
      const puts = Array.from({ length: 16 }, (_, at) => transaction.store.put(filling, at));
      await Promise.all([...puts, transaction.done]);
    }
  } finally {
    scratch.close();
    await deleteDB(scratchName);
  }
}
