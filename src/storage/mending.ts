import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import {
  isWholeHistory,
  replayImage,
  replayProject,
  type ImageState,
} from '#core/project/replay.ts';
import type { RecordKind, SetAside } from '#core/project/setAside.ts';
import { faultOf, type CheckedStore } from './recordSchemas.ts';
import { salvage } from './salvage.ts';
import type { ImageSnapshot, MaskwrightSchema, OwnKey, QuarantinedRecord } from './schema.ts';

type Database = IDBPDatabase<MaskwrightSchema>;

const stores = [
  'projects',
  'categories',
  'images',
  'annotations',
  'journal',
  'snapshots',
  'ownModels',
  'quarantine',
] as const;
type Transaction = IDBPTransaction<MaskwrightSchema, typeof stores, 'readwrite'>;

/** The stores whose damaged records are set aside; damaged views are merely forgotten. */
export type MendedStore = Exclude<CheckedStore, 'snapshots' | 'viewports' | 'projectViews'>;

const kinds: Readonly<Record<MendedStore, RecordKind>> = {
  projects: 'project',
  categories: 'category',
  images: 'image',
  annotations: 'annotation',
  journal: 'historyEntry',
  ownModels: 'ownModel',
};

/**
 * Moves damaged records to quarantine and puts in their place what history says they were, or else what
 * of them can still be read. All in one transaction; records that are sound by now are left alone.
 */
export async function setRecordsAside(
  database: Database,
  store: MendedStore,
  keys: readonly IDBValidKey[],
): Promise<readonly SetAside[]> {
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  const found: SetAside[] = [];
  for (const key of keys) {
    const each = await setAside(transaction, store, key);
    if (each) found.push(each);
  }
  await transaction.done;
  return found;
}

/**
 * Brings back objects of an image that its history knows and its list lacks: their record does not say
 * any more which image it lies on, or is gone. Does nothing when history does not reach back far enough.
 */
export async function restoreMissing(
  database: Database,
  projectId: string,
  imageId: string,
): Promise<readonly SetAside[]> {
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  const annotations = transaction.objectStore('annotations');
  const [state, listed] = await Promise.all([
    stateOf(transaction, projectId, imageId),
    annotations.index('byImage').getAllKeys([projectId, imageId]),
  ]);
  const ids = new Set(listed.map(([, id]) => id));
  const found: SetAside[] = [];
  for (const lost of state?.annotations.values() ?? []) {
    if (ids.has(lost.id) || state?.image === null) continue;
    const record = { ...lost, projectId };
    if (faultOf('annotations', record) !== null) continue;
    const key: [string, string] = [projectId, lost.id];
    const value: unknown = await annotations.get(key);
    if (value !== undefined) {
      const reason = faultOf('annotations', value) ?? 'imageId: not the image it lies on';
      await quarantine(transaction, { store: 'annotations', key, value, reason });
    }
    await annotations.put(record as MaskwrightSchema['annotations']['value']);
    found.push({ kind: 'annotation', name: state?.image?.fileName ?? '', isRebuilt: true });
  }
  await transaction.done;
  return found;
}

async function setAside(
  transaction: Transaction,
  store: MendedStore,
  key: IDBValidKey,
): Promise<SetAside | null> {
  const records = transaction.objectStore(store);
  const value: unknown = await records.get(key as never);
  const reason = value === undefined ? null : faultOf(store, value);
  if (reason === null) return null;
  const rebuilt = await rebuild(transaction, { store, key, value });
  const name = await nameOf(transaction, { store, key, value: rebuilt ?? value });
  await quarantine(transaction, { store, key, value, reason });
  await (rebuilt === null ? records.delete(key as never) : records.put(rebuilt as never));
  return { kind: kinds[store], name, isRebuilt: rebuilt !== null };
}

interface Place {
  readonly store: MendedStore;
  readonly key: IDBValidKey;
  readonly value: unknown;
}

async function quarantine(
  transaction: Transaction,
  { store, key, value, reason }: Omit<QuarantinedRecord, 'projectId' | 'foundAt'>,
): Promise<void> {
  const [projectId] = idsOf(store, key);
  const record = { projectId, store, key, value, reason, foundAt: Date.now() };
  await transaction.objectStore('quarantine').add(record);
}

/** @returns a sound record; null when there is no way to one */
async function rebuild(transaction: Transaction, { store, key, value }: Place): Promise<unknown> {
  const [projectId, id] = idsOf(store, key);
  const remembered = await remember(transaction, { store, key, value });
  const record: unknown =
    remembered && (store === 'projects' ? remembered : { ...remembered, projectId });
  if (record && faultOf(store, record) === null) return record;
  const first =
    store === 'images'
      ? await transaction.objectStore('annotations').index('byImage').get([projectId, id])
      : undefined;
  return salvage(store, value, { blobKey: id, size: first?.mask.size });
}

async function remember(
  transaction: Transaction,
  { store, key, value }: Place,
): Promise<object | null> {
  const [projectId, id] = idsOf(store, key);
  switch (store) {
    case 'projects':
      return replayProject(await entriesOf(transaction, projectId, '')).project;
    case 'categories': {
      const state = replayProject(await entriesOf(transaction, projectId, ''));
      return state.categories.get(id as CategoryId) ?? null;
    }
    case 'images':
      return (await stateOf(transaction, projectId, id))?.image ?? null;
    case 'annotations': {
      const { imageId } = value as { readonly imageId?: unknown };
      if (typeof imageId !== 'string') return null;
      const state = await stateOf(transaction, projectId, imageId);
      return state?.annotations.get(id as AnnotationId) ?? null;
    }
    case 'journal':
    case 'ownModels':
      return null;
  }
}

/** What snapshot and journal say of an image; null when they say nothing at all. */
async function stateOf(
  transaction: Transaction,
  projectId: string,
  imageId: string,
): Promise<ImageState | null> {
  const [snapshot, entries] = await Promise.all([
    soundSnapshot(transaction, [projectId, imageId]),
    entriesOf(transaction, projectId, imageId),
  ]);
  if (!snapshot && !isWholeHistory(entries)) return null;
  return replayImage(snapshot ? knownOf(snapshot) : null, entries);
}

/** A damaged one goes to quarantine as well: the next change of the image takes a new one. */
async function soundSnapshot(
  transaction: Transaction,
  key: OwnKey,
): Promise<ImageSnapshot | undefined> {
  const snapshots = transaction.objectStore('snapshots');
  const value = await snapshots.get(key);
  const reason = value && faultOf('snapshots', value);
  if (!reason) return value;
  await quarantine(transaction, { store: 'snapshots', key, value, reason });
  await snapshots.delete(key);
  return undefined;
}

function knownOf({ seq, image, annotations }: ImageSnapshot) {
  return { seq, image, annotations: new Map(annotations.map((each) => [each.id, each])) };
}

async function entriesOf(
  transaction: Transaction,
  projectId: string,
  imageId: string,
): Promise<readonly JournalEntry[]> {
  const entries = await transaction
    .objectStore('journal')
    .index('byImage')
    .getAll([projectId, imageId]);
  return entries.filter((entry) => faultOf('journal', entry) === null);
}

/** What its user calls the thing. */
async function nameOf(transaction: Transaction, { store, key, value }: Place): Promise<string> {
  const [projectId] = idsOf(store, key);
  const { name, title, fileName, imageId } = value as Readonly<Record<string, unknown>>;
  if (store === 'annotations' || store === 'journal') {
    if (typeof imageId !== 'string' || imageId === '') return '';
    const image = await transaction.objectStore('images').get([projectId, imageId]);
    return typeof image?.fileName === 'string' ? image.fileName : '';
  }
  return [name, title, fileName].find((each) => typeof each === 'string') ?? '';
}

function idsOf(store: string, key: IDBValidKey): readonly [projectId: string, id: string] {
  if (Array.isArray(key)) return [textOf(key[0]), textOf(key[1])];
  return [store === 'projects' ? textOf(key) : '', textOf(key)];
}

function textOf(key: IDBValidKey | undefined): string {
  return typeof key === 'string' ? key : JSON.stringify(key ?? '');
}
