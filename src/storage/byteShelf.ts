import { openDB, type IDBPDatabase } from 'idb';
import type { ByteShelf } from '#core/cache/byteShelf.ts';
import { openByteDrawer, type ByteDrawer } from './byteDrawer.ts';
import type { ShelfSchema } from './shelfSchema.ts';

/** A shelf takes at most this share of what the browser grants the site. */
const shareOfQuota = 0.25;
const maxBudgetBytes = 2 * 1024 ** 3;

/**
 * A shelf in the origin private file system, or in IndexedDB where that is missing. It holds what can be
 * made again: losing any of it is never a failure, so nothing here throws on a full or broken disk.
 *
 * @param name of the folder and of the index, such as `embeddings`
 */
export function openByteShelf(name: string, now: () => number): ByteShelf {
  let opening: Promise<OpenShelf> | null = null;
  const open = () => {
    opening ??= openShelf(name);
    return opening;
  };
  return {
    get: async (key) => quietly(async () => read(await open(), key, now()), null),
    put: async (key, bytes) =>
      quietly(async () => write(await open(), key, bytes, now()), undefined),
    usage: async () =>
      quietly(async () => usageOf(await open()), { count: 0, bytes: 0, budgetBytes: 0 }),
    clear: async () => quietly(async () => empty(await open()), undefined),
  };
}

interface OpenShelf {
  readonly database: IDBPDatabase<ShelfSchema>;
  readonly drawer: ByteDrawer;
  readonly budgetBytes: number;
}

async function openShelf(name: string): Promise<OpenShelf> {
  const database = await openDB<ShelfSchema>(`maskwright-${name}`, 1, {
    upgrade(created) {
      created.createObjectStore('entries', { keyPath: 'name' });
      created.createObjectStore('bytes');
    },
    // another tab may need a newer version: this one then goes without its shelf
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  const drawer = await openByteDrawer(name, database);
  const { quota = maxBudgetBytes } = await navigator.storage.estimate();
  const shelf = { database, drawer, budgetBytes: Math.min(maxBudgetBytes, quota * shareOfQuota) };
  await sweep(shelf);
  return shelf;
}

async function read(
  { database, drawer }: OpenShelf,
  name: string,
  now: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const entry = await database.get('entries', name);
  const bytes = entry && (await drawer.read(name));
  if (bytes?.byteLength !== entry?.sizeBytes) return null;
  if (entry) await database.put('entries', { ...entry, usedAt: now });
  return bytes ?? null;
}

/** Bytes first, then their row: a tab that ends in between leaves bytes that the next sweep removes. */
async function write(
  shelf: OpenShelf,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  now: number,
): Promise<void> {
  if (bytes.byteLength > shelf.budgetBytes) return;
  await evict(shelf, shelf.budgetBytes - bytes.byteLength);
  try {
    await shelf.drawer.write(name, bytes);
  } catch (cause) {
    if (!(cause instanceof DOMException && cause.name === 'QuotaExceededError')) throw cause;
    // the disk is fuller than the browser said: make room once, and hear of it if that does not do
    await evict(shelf, (await usageOf(shelf)).bytes / 2);
    await shelf.drawer.write(name, bytes);
  }
  await shelf.database.put('entries', { name, sizeBytes: bytes.byteLength, usedAt: now });
}

async function evict({ database, drawer }: OpenShelf, allowedBytes: number): Promise<void> {
  const entries = (await database.getAll('entries')).toSorted((a, b) => a.usedAt - b.usedAt);
  let bytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  for (const { name, sizeBytes } of entries) {
    if (bytes <= allowedBytes) return;
    await database.delete('entries', name);
    await drawer.remove(name);
    bytes -= sizeBytes;
  }
}

async function usageOf({ database, budgetBytes }: OpenShelf) {
  const entries = await database.getAll('entries');
  const bytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { count: entries.length, bytes, budgetBytes };
}

async function empty(shelf: OpenShelf): Promise<void> {
  await evict(shelf, 0);
  await sweep(shelf);
}

/** Removes bytes without a row. */
async function sweep({ database, drawer }: OpenShelf): Promise<void> {
  const known = new Set(await database.getAllKeys('entries'));
  for (const name of await drawer.names()) {
    if (!known.has(name)) await drawer.remove(name);
  }
}

async function quietly<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work();
  } catch {
    return otherwise; // see openByteShelf: everything here can be made again
  }
}
