import type { IDBPDatabase } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import type { StorageUse, UseKind } from '#core/project/storageUse.ts';
import { chunksOf } from './chunks.ts';
import type { MaskwrightSchema, Owned } from './schema.ts';

type Database = IDBPDatabase<MaskwrightSchema>;

/** Enough records for a mean; reading all would read every mask. */
const sampleCount = 200;

type Group = 'images' | 'otherProjects' | 'bin';

/**
 * What the records and bytes of all projects take, told as it is found. Images are exact, masks and
 * history are the mean of some records times their number.
 *
 * @param openId the project whose images, objects and history count by themselves; null: none
 */
export async function measureUse(
  database: Database,
  openId: ProjectId | null,
  { onUpdate, signal }: { onUpdate(use: StorageUse): void; readonly signal: AbortSignal },
): Promise<void> {
  const use = new Sums(onUpdate);
  const projects = await database.getAll('projects');
  const groupOf = (project: Project): Group =>
    project.id === openId ? 'images' : project.deletedAt === null ? 'otherProjects' : 'bin';
  // bytes that projects share count for the first of them
  const sorted = projects.toSorted((a, b) => rankOf(groupOf(a)) - rankOf(groupOf(b)));
  const owners = new Map<string, Group>();
  for (const project of sorted) {
    signal.throwIfAborted();
    const group = groupOf(project);
    for (const { blobKey, sizeBytes, isLinked } of await rowsOf(database, project.id)) {
      if (owners.has(blobKey)) continue;
      owners.set(blobKey, group);
      if (!isLinked) use.add(group, sizeBytes);
    }
    use.tell(group);
  }
  await addThumbnails(database, owners, { use, signal });
  await addUnused(database, owners, { use, signal });
  for (const store of ['annotations', 'journal'] as const) {
    const meanBytes = await meanBytesOf(database, store);
    for (const { id, ...project } of projects) {
      signal.throwIfAborted();
      const group = groupOf({ id, ...project });
      const ownKind = store === 'annotations' ? 'annotations' : 'history';
      const count = await database.countFromIndex(store, 'byProject', id);
      use.add(group === 'images' ? ownKind : group, count * meanBytes);
    }
    use.tell('annotations', 'history', 'otherProjects', 'bin');
  }
  use.add('models', (await ownModelBytes(database)) + (await cachedBytes()));
  use.tell('models');
}

function rankOf(group: Group): number {
  return ['images', 'otherProjects', 'bin'].indexOf(group);
}

/** Sums by kind, handed out whenever some are new. */
class Sums {
  private readonly sums: Partial<Record<UseKind, number>> = {};
  private readonly onUpdate: (use: StorageUse) => void;

  constructor(onUpdate: (use: StorageUse) => void) {
    this.onUpdate = onUpdate;
  }

  add(kind: UseKind, bytes: number): void {
    this.sums[kind] = (this.sums[kind] ?? 0) + bytes;
  }

  tell(...kinds: readonly UseKind[]): void {
    for (const kind of kinds) this.add(kind, 0);
    this.onUpdate({ ...this.sums });
  }
}

async function rowsOf(
  database: Database,
  projectId: string,
): Promise<readonly Owned<ImageSummary>[]> {
  return database.getAllFromIndex('images', 'byProject', projectId);
}

interface Measuring {
  readonly use: Sums;
  readonly signal: AbortSignal;
}

async function addThumbnails(
  database: Database,
  owners: ReadonlyMap<IDBValidKey, Group>,
  { use, signal }: Measuring,
): Promise<void> {
  const store = {
    getAll: (range: IDBKeyRange | null, count: number) =>
      database.getAll('thumbnails', range, count),
    getAllKeys: (range: IDBKeyRange | null, count: number) =>
      database.getAllKeys('thumbnails', range, count),
  };
  for await (const { keys, values } of chunksOf(store)) {
    signal.throwIfAborted();
    for (const [at, key] of keys.entries()) {
      const group = owners.get(key) ?? 'unused';
      const { size = 0 } = values[at] as { readonly size?: number };
      use.add(group === 'images' ? 'thumbnails' : group, size);
    }
    use.tell('thumbnails');
  }
  use.tell('thumbnails', 'otherProjects', 'bin');
}

async function addUnused(
  database: Database,
  owners: ReadonlyMap<IDBValidKey, Group>,
  { use, signal }: Measuring,
): Promise<void> {
  for (const key of await database.getAllKeys('blobs')) {
    if (owners.has(key)) continue;
    signal.throwIfAborted();
    use.add('unused', (await database.get('blobs', key))?.size ?? 0);
  }
  use.tell('unused');
}

async function meanBytesOf(database: Database, store: 'annotations' | 'journal'): Promise<number> {
  const sample = await database.getAll(store, null, sampleCount);
  const bytes = sample.reduce((sum, record) => sum + bytesOf(record), 0);
  return sample.length === 0 ? 0 : bytes / sample.length;
}

/** Roughly what structured cloning makes of a value. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 4;
  if (ArrayBuffer.isView(value)) return value.byteLength + 16;
  if (typeof value !== 'object' || value === null) return 9;
  return Object.entries(value).reduce((sum, [name, each]) => sum + name.length + bytesOf(each), 8);
}

async function ownModelBytes(database: Database): Promise<number> {
  const models = await database.getAll('ownModels');
  const files = new Map(
    models.flatMap((model) => model.files.map(({ sha256, sizeBytes }) => [sha256, sizeBytes])),
  );
  return [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/** The built-in model and what the page itself is made of. */
async function cachedBytes(): Promise<number> {
  if (!('caches' in globalThis)) return 0;
  let bytes = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      bytes += (await (await cache.match(key))?.blob())?.size ?? 0;
    }
  }
  return bytes;
}
