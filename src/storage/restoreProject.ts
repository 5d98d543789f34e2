import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { failureOf } from './commitChange.ts';
import { rangeOf } from './projectRange.ts';
import { purgeProject } from './purgeProject.ts';
import type { ImageSnapshot, MaskwrightSchema, Owned, PackageBase, ProjectView } from './schema.ts';

/** Records that go to disk together. */
export interface RestoredRecords {
  readonly categories?: readonly Category[];
  readonly images?: readonly ImageSummary[];
  readonly annotations?: readonly Annotation[];
  readonly snapshots?: readonly Omit<ImageSnapshot, 'projectId'>[];
  readonly packageBases?: readonly Omit<PackageBase, 'projectId'>[];
  readonly viewports?: readonly (readonly [ImageId, Viewport])[];
}

/** A project on its way into storage: nobody sees it before its row is there, which comes last. */
export interface ProjectRestore {
  put(records: RestoredRecords): Promise<void>;
  /** Entries in their order. @returns the `seq` that each was given, ascending */
  putJournal(entries: readonly Omit<JournalEntry, 'seq'>[]): Promise<readonly number[]>;
  /** Bytes under a key that some image row has already; those that are there stay as they are. */
  putFiles(
    blobKey: string,
    files: { readonly blob: Blob | null; readonly thumbnail: Blob | null },
  ): Promise<void>;
  /** Keeps all images as they are now, as what a merge will compare them with. */
  putBases(packageId: string): Promise<void>;
  /** Takes a snapshot of every image as it is now: its history begins after the journal entry `seq`. */
  putSnapshots(seq: number): Promise<void>;
  finish(project: Project, view: ProjectView | null): Promise<void>;
}

export interface ProjectRestores {
  /**
   * Runs `work`, which puts a whole project and finishes it. When it fails nothing of it stays.
   *
   * @throws AppError storage/…, or what `work` throws
   */
  restoreProject(
    projectId: ProjectId,
    work: (restore: ProjectRestore) => Promise<void>,
  ): Promise<void>;
  /** What may still be written, bytes; null where the browser does not say. */
  freeBytes(): Promise<number | null>;
  /** Those of these keys under which there are no bytes of that kind. */
  missingBytes(
    kind: 'blobs' | 'thumbnails',
    blobKeys: readonly string[],
  ): Promise<ReadonlySet<string>>;
}

type Database = IDBPDatabase<MaskwrightSchema>;

/** Held while a restore runs, so that no other tab takes it for one that crashed. */
const lockName = 'maskwright-restore';

const ownStores = [
  'categories',
  'images',
  'annotations',
  'snapshots',
  'packageBases',
  'viewports',
] as const;

export function restoresOf(database: Database): ProjectRestores {
  return {
    restoreProject: (projectId, work) =>
      navigator.locks.request(lockName, { mode: 'shared' }, async () => {
        try {
          await work(restoreInto(database, projectId));
        } catch (cause) {
          await purgeProject(database, projectId);
          throw cause;
        }
      }),
    async missingBytes(kind, blobKeys) {
      if (blobKeys.length === 0) return new Set();
      const known = new Set(await database.getAllKeys(kind));
      return new Set(blobKeys.filter((key) => !known.has(key)));
    },
    async freeBytes() {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined ? null : quota - (usage ?? 0);
    },
  };
}

/** Deletes records of projects that have no row: what a crash left of a restore. */
export async function sweepHalfProjects(database: Database): Promise<void> {
  await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const known = new Set<string>(await database.getAllKeys('projects'));
    // a row that was set aside for damage may be mended yet: its project is no half one
    for (const { store, projectId, key } of await database.getAll('quarantine')) {
      known.add(store === 'projects' && typeof key === 'string' ? key : projectId);
    }
    for (const projectId of await projectIdsIn(database)) {
      if (!known.has(projectId)) await purgeProject(database, projectId);
    }
  });
}

function restoreInto(database: Database, projectId: ProjectId): ProjectRestore {
  return {
    async put(records) {
      await write(database, ownStores, (transaction) =>
        putRecords(transaction, projectId, records),
      );
    },
    putJournal: (entries) =>
      write(database, ['journal'], (transaction) =>
        // without `seq`, which the database gives
        entries.map((entry) =>
          transaction.objectStore('journal').add({ ...entry, projectId } as JournalEntry),
        ),
      ),
    async putFiles(blobKey, { blob, thumbnail }) {
      const missing = {
        blobs: blob && !(await database.getKey('blobs', blobKey)) ? blob : null,
        thumbnails: thumbnail && !(await database.getKey('thumbnails', blobKey)) ? thumbnail : null,
      };
      await write(database, ['blobs', 'thumbnails'], (transaction) =>
        (['blobs', 'thumbnails'] as const).flatMap((name) => {
          const bytes = missing[name];
          return bytes ? [transaction.objectStore(name).put(bytes, blobKey)] : [];
        }),
      );
    },
    async putBases(packageId) {
      for await (const state of statesOf(database, projectId)) {
        await write(database, ['packageBases'], (transaction) => [
          transaction.objectStore('packageBases').put({ ...state, projectId, packageId }),
        ]);
      }
    },
    async putSnapshots(seq) {
      for await (const state of statesOf(database, projectId)) {
        await write(database, ['snapshots'], (transaction) => [
          transaction.objectStore('snapshots').put({ ...state, projectId, seq }),
        ]);
      }
    },
    async finish(project, view) {
      await write(database, ['projects', 'projectViews'], (transaction) => [
        transaction.objectStore('projects').add({ ...project, id: projectId }),
        ...(view ? [transaction.objectStore('projectViews').put(view, projectId)] : []),
      ]);
    },
  };
}

/** Every image with its objects, one after the other. */
async function* statesOf(database: Database, projectId: ProjectId) {
  for (const [, imageId] of await database.getAllKeys('images', rangeOf(projectId))) {
    const image = await database.get('images', [projectId, imageId]);
    const annotations = await database.getAllFromIndex('annotations', 'byImage', [
      projectId,
      imageId,
    ]);
    if (!image) continue;
    yield {
      imageId: image.id,
      image: withoutOwner(image),
      annotations: annotations.map(withoutOwner),
    };
  }
}

function withoutOwner<Record>(record: Owned<Record>): Record {
  const { projectId: _, ...rest } = record;
  return rest as Record;
}

type OwnTransaction = IDBPTransaction<MaskwrightSchema, typeof ownStores, 'readwrite'>;

function putRecords(
  transaction: OwnTransaction,
  projectId: ProjectId,
  records: RestoredRecords,
): Promise<unknown>[] {
  const viewports = transaction.objectStore('viewports');
  return [
    ...listOf(records.categories).map((each) =>
      transaction.objectStore('categories').put({ ...each, projectId }),
    ),
    ...listOf(records.images).map((each) =>
      transaction.objectStore('images').put({ ...each, projectId }),
    ),
    ...listOf(records.annotations).map((each) =>
      transaction.objectStore('annotations').put({ ...each, projectId }),
    ),
    ...listOf(records.snapshots).map((each) =>
      transaction.objectStore('snapshots').put({ ...each, projectId }),
    ),
    ...listOf(records.packageBases).map((each) =>
      transaction.objectStore('packageBases').put({ ...each, projectId }),
    ),
    ...listOf(records.viewports).map(([imageId, viewport]) =>
      viewports.put(viewport, [projectId, imageId]),
    ),
  ];
}

function listOf<Item>(list: readonly Item[] | undefined): readonly Item[] {
  return list ?? [];
}

/** One transaction. The one with the row of the project is strict: it waits for the disk, and so for all before. */
async function write<const Names extends readonly StoreNames<MaskwrightSchema>[], Result>(
  database: Database,
  names: Names,
  put: (
    transaction: IDBPTransaction<MaskwrightSchema, Names, 'readwrite'>,
  ) => readonly Promise<Result>[],
): Promise<readonly Result[]> {
  try {
    const durability = names.includes('projects') ? 'strict' : 'relaxed';
    const transaction = database.transaction(names, 'readwrite', { durability });
    const [results] = await Promise.all([Promise.all(put(transaction)), transaction.done]);
    return results;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(failureOf(cause), { cause });
  }
}

/** Every project that any record belongs to; one look at each project and store. */
async function projectIdsIn(database: Database): Promise<ReadonlySet<ProjectId>> {
  const found = new Set<ProjectId>();
  const transaction = database.transaction([...ownStores, 'journal']);
  for (const name of ownStores) {
    let cursor = await transaction.objectStore(name).openKeyCursor();
    while (cursor) {
      const [projectId] = cursor.key;
      found.add(projectId as ProjectId);
      cursor = await transaction
        .objectStore(name)
        .openKeyCursor(IDBKeyRange.lowerBound([projectId, []]));
    }
  }
  const index = transaction.objectStore('journal').index('byProject');
  let cursor = await index.openKeyCursor(null, 'nextunique');
  while (cursor) {
    found.add(cursor.key as ProjectId);
    cursor = await cursor.continue();
  }
  await transaction.done;
  return found;
}
