import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { chunksOf } from './chunks.ts';

/** What is known of the copy of all records that was made before the schema was upgraded. */
export interface UpgradeCopy {
  readonly name: string; // of the database it lies in
  readonly fromVersion: number;
  readonly copiedAt: number; // ms since 1970, UTC
  readonly stores: readonly StoreShape[]; // of the old version, those of bytes too
  /** Whether somebody asked to go back to it and all bytes lie in the stash. */
  readonly isRestoring: boolean;
}

interface StoreShape {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly IndexShape[];
}

interface IndexShape {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

const mainName = 'maskwright';
const copyPrefix = 'maskwright-before-v';
const stashName = 'maskwright-bytes'; // bytes of images while the main database is made anew
const metaStore = 'copy';
/** Large and never altered by an upgrade: they are not copied. */
const byteStores: readonly string[] = ['blobs', 'thumbnails'];

/** Copies all records of a database that is older than `version`; does nothing when it is not. */
export async function copyBeforeUpgrade(version: number): Promise<void> {
  const fromVersion = await versionOf(mainName);
  if (fromVersion === 0 || fromVersion >= version) return;
  const main = await openDB(mainName, fromVersion);
  try {
    const stores = shapesOf(main);
    const name = `${copyPrefix}${version}`;
    const records = stores.filter((store) => !byteStores.includes(store.name));
    const copy = await createDatabase(name, 1, [...records, shapeOfPlain(metaStore)]);
    await copyStores(main, copy, records);
    const meta = { name, fromVersion, copiedAt: Date.now(), stores, isRestoring: false };
    await copy.put(metaStore, meta, 'meta'); // last: a copy without it is none
    copy.close();
  } finally {
    main.close();
  }
}

/** The copy that is still there; null when the last upgrade has gone well, or there was none. */
export async function findUpgradeCopy(): Promise<UpgradeCopy | null> {
  for (const name of await copyNames()) {
    const copy = await openDB(name);
    const hasMeta = copy.objectStoreNames.contains(metaStore);
    const meta = hasMeta ? ((await copy.get(metaStore, 'meta')) as UpgradeCopy | undefined) : null;
    copy.close();
    if (meta) return meta;
  }
  return null;
}

/** To be called when the new version was seen to work. */
export async function forgetUpgradeCopy(): Promise<void> {
  for (const name of await copyNames()) await deleteDB(name);
}

/**
 * Makes the database what it was before the upgrade, in its old version: the old release can read it,
 * and this one upgrades it anew. What was written since the upgrade is lost. A crash on the way is made
 * good by {@link finishGoingBack}.
 */
export async function goBackToCopy(): Promise<void> {
  const copy = await findUpgradeCopy();
  if (!copy) return;
  if ((await versionOf(mainName)) > copy.fromVersion) {
    await stashBytes(copy);
    const database = await openDB(copy.name);
    await database.put(metaStore, { ...copy, isRestoring: true }, 'meta');
    database.close();
    await finishGoingBack();
  } else {
    await forgetUpgradeCopy(); // the upgrade did not come about: everything is as it was
  }
}

/** Ends a way back that has begun; does nothing otherwise. To be called before the database is opened. */
export async function finishGoingBack(): Promise<void> {
  const copy = await findUpgradeCopy();
  if (!copy?.isRestoring) return;
  const [records, stash] = [await openDB(copy.name), await openDB(stashName)];
  const main = await createDatabase(mainName, copy.fromVersion, copy.stores);
  const isBytes = ({ name }: StoreShape) => byteStores.includes(name);
  await copyStores(
    records,
    main,
    copy.stores.filter((store) => !isBytes(store)),
  );
  await copyStores(stash, main, copy.stores.filter(isBytes));
  for (const database of [records, stash, main]) database.close();
  await forgetUpgradeCopy();
  await deleteDB(stashName);
}

/** The copy as JSON, one line per record; runs of masks are lists of numbers. Bytes of images are not in it. */
export async function upgradeCopyFile(): Promise<Blob | null> {
  const copy = await findUpgradeCopy();
  if (!copy) return null;
  const database = await openDB(copy.name);
  const { fromVersion, copiedAt, stores } = copy;
  const parts = [`${JSON.stringify({ maskwright: 'copy', fromVersion, copiedAt })}\n`];
  for (const { name } of stores.filter((store) => !byteStores.includes(store.name))) {
    for await (const { keys, values } of chunksOf(database.transaction(name).store)) {
      for (const [at, key] of keys.entries()) {
        parts.push(`${jsonOf({ store: name, key, value: values[at] })}\n`);
      }
    }
  }
  database.close();
  return new Blob(parts, { type: 'application/x-ndjson' });
}

/** JSON of whatever a database may hold: typed arrays are lists, numbers that JSON lacks are text. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, (_name, each: unknown) => {
      if (each instanceof Uint32Array || each instanceof Float64Array) return [...each];
      const isLacking = typeof each === 'number' && !Number.isFinite(each);
      return isLacking || typeof each === 'bigint' ? String(each) : each;
    });
  } catch (error) {
    return JSON.stringify({ unwritable: String(error) }); // it refers to itself
  }
}

async function stashBytes({ stores }: UpgradeCopy): Promise<void> {
  const bytes = stores.filter(({ name }) => byteStores.includes(name));
  const main = await openDB(mainName);
  const stash = await createDatabase(stashName, 1, bytes);
  await copyStores(main, stash, bytes);
  for (const database of [main, stash]) database.close();
}

async function copyNames(): Promise<readonly string[]> {
  const databases = await indexedDB.databases();
  return databases.flatMap(({ name }) => (name?.startsWith(copyPrefix) ? [name] : []));
}

/** 0 when there is no such database. */
async function versionOf(name: string): Promise<number> {
  const databases = await indexedDB.databases();
  return databases.find((each) => each.name === name)?.version ?? 0;
}

function shapesOf(database: IDBPDatabase): readonly StoreShape[] {
  const names = [...database.objectStoreNames];
  if (names.length === 0) return [];
  const transaction = database.transaction(names);
  return names.map((name) => {
    const store = transaction.objectStore(name);
    const indexes = [...store.indexNames].map((indexName): IndexShape => {
      const { keyPath, unique, multiEntry } = store.index(indexName);
      return { name: indexName, keyPath, unique, multiEntry };
    });
    const { keyPath, autoIncrement } = store as { keyPath: StoreShape['keyPath'] } & typeof store;
    return { name, keyPath, autoIncrement, indexes };
  });
}

function shapeOfPlain(name: string): StoreShape {
  return { name, keyPath: null, autoIncrement: false, indexes: [] };
}

/** An empty database in place of whatever has that name. */
async function createDatabase(
  name: string,
  version: number,
  stores: readonly StoreShape[],
): Promise<IDBPDatabase> {
  await deleteDB(name);
  return openDB(name, version, {
    upgrade(database) {
      for (const { name: storeName, keyPath, autoIncrement, indexes } of stores) {
        const store = database.createObjectStore(storeName, { keyPath, autoIncrement });
        for (const index of indexes) {
          const { unique, multiEntry } = index;
          store.createIndex(index.name, index.keyPath, { unique, multiEntry });
        }
      }
    },
  });
}

/** Records stay the same, chunk by chunk, each in a transaction of its own. */
async function copyStores(
  from: IDBPDatabase,
  to: IDBPDatabase,
  stores: readonly StoreShape[],
): Promise<void> {
  for (const { name, keyPath } of stores) {
    // a new transaction for every read: writing the chunk before takes longer than one stays open
    const source = {
      getAll: (range: IDBKeyRange | null, count: number) => from.getAll(name, range, count),
      getAllKeys: (range: IDBKeyRange | null, count: number) => from.getAllKeys(name, range, count),
    };
    for await (const { keys, values } of chunksOf(source)) {
      const transaction = to.transaction(name, 'readwrite');
      const writes = values.map((value, at) =>
        transaction.store.put(value, keyPath === null ? keys[at] : undefined),
      );
      await Promise.all([...writes, transaction.done]);
    }
  }
}
