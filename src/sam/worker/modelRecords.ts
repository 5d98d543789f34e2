const databaseName = 'maskwright-own-models';
const storeName = 'files';

/** A model file in IndexedDB, for browsers without the origin private file system; null: not there. */
export async function getRecord(sha256: string): Promise<Blob | null> {
  const found: unknown = await inStore('readonly', (store) => store.get(sha256));
  return found instanceof Blob ? found : null;
}

export async function putRecord(sha256: string, blob: Blob): Promise<void> {
  await inStore('readwrite', (store) => store.put(blob, sha256));
}

export async function deleteRecord(sha256: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(sha256));
}

async function inStore<Value>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const opening = indexedDB.open(databaseName, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(storeName));
  const database = await resultOf(opening);
  try {
    return await resultOf(ask(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
}

function resultOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason given')));
  });
}
