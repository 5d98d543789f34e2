import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { holdManyProjects } from './migrations/holdManyProjects.ts';
import type { MaskwrightSchema } from './schema.ts';

type Database = IDBPDatabase<MaskwrightSchema>;
type UpgradeTransaction = IDBPTransaction<
  MaskwrightSchema,
  StoreNames<MaskwrightSchema>[],
  'versionchange'
>;
type Migration = (database: Database, transaction: UpgradeTransaction) => void | Promise<void>;

/**
 * Step n brings version n to n + 1. A step that was released is never changed: the next need gets the
 * next step, and a database of any age walks through all that it lacks.
 */
const migrations: readonly Migration[] = [
  createRecordStores,
  rememberViews,
  listOwnModels,
  holdManyProjects,
  allowHandWork,
];

/** The version this code writes. */
export const schemaVersion = migrations.length;

/** Runs the steps from the version on disk to {@link schemaVersion}. */
export async function migrate(
  database: Database,
  oldVersion: number,
  transaction: UpgradeTransaction,
): Promise<void> {
  for (const migration of migrations.slice(oldVersion)) await migration(database, transaction);
}

/** 1: projects, their records, the bytes of images. */
function createRecordStores(database: Database): void {
  database.createObjectStore('projects', { keyPath: 'id' });
  database.createObjectStore('categories', { keyPath: 'id' }).createIndex('byProject', 'projectId');
  database.createObjectStore('images', { keyPath: 'id' }).createIndex('byProject', 'projectId');
  database.createObjectStore('annotations', { keyPath: 'id' }).createIndex('byImage', 'imageId');
  database.createObjectStore('blobs');
  database.createObjectStore('thumbnails');
}

/** 2: where the user was, and a quick answer to "is this category in use?". */
function rememberViews(database: Database, transaction: UpgradeTransaction): void {
  database.createObjectStore('projectViews');
  database.createObjectStore('viewports');
  transaction.objectStore('annotations').createIndex('byCategory', 'categoryId');
}

/** 3: models that the user brought; their files lie elsewhere. */
function listOwnModels(database: Database): void {
  database.createObjectStore('ownModels', { keyPath: 'id' });
}

/**
 * 5: objects drawn by hand, with rings, locks, groups and attributes. All of it is optional, so that no
 * record is rewritten; the number keeps older releases away from what they would take for damaged.
 */
function allowHandWork(): void {}
