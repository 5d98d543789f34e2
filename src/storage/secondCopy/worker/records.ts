import { openDB, type IDBPDatabase } from 'idb';
import type { ProjectId } from '#core/annotation/ids.ts';
import { copyEditOf, writeLine, type CopyEdit, type CopyKind } from '#core/backup/copyLines.ts';
import { schemaVersion } from '../../migrations.ts';
import { rangeOf } from '../../projectRange.ts';
import { databaseName, type MaskwrightSchema } from '../../schema.ts';
import type { CopiedChange } from '../protocol.ts';

export type Database = IDBPDatabase<MaskwrightSchema>;

/** Runs `work` on a connection of its own, which gives way to whoever upgrades. Never makes a database. */
export async function withDatabase<Value>(
  work: (database: Database) => Promise<Value>,
): Promise<Value> {
  const database = await openDB<MaskwrightSchema>(databaseName, schemaVersion, {
    upgrade(_database, _oldVersion, _newVersion, transaction) {
      transaction.done.catch(() => undefined); // the request to open tells of it
      transaction.abort();
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Of the newest journal entry of a project; 0: there is none. */
export async function lastSeqIn(database: Database, projectId: ProjectId): Promise<number> {
  const index = database.transaction('journal').store.index('byProject');
  return (await index.openKeyCursor(projectId, 'prev'))?.primaryKey ?? 0;
}

/** Entries at a time. */
const entryCount = 100;

/** What the journal tells of a project since some entry, change by change. */
export async function* changesSince(
  database: Database,
  projectId: ProjectId,
  seq: number,
): AsyncGenerator<CopiedChange> {
  let previousSeq = seq;
  for (;;) {
    const range = IDBKeyRange.lowerBound(previousSeq, true);
    const entries = await database.getAll('journal', range, entryCount);
    const own = entries.filter((entry) => entry.projectId === projectId);
    for (const entry of own) {
      yield { previousSeq: seq, seq: entry.seq, edits: entry.edits.map(copyEditOf) };
    }
    previousSeq = entries.at(-1)?.seq ?? previousSeq;
    if (entries.length < entryCount) return;
  }
}

/** Records at a time: each read is a transaction of its own, so that no edit waits for long. */
const batchSize = 200;

type ListedStore = 'categories' | 'images' | 'annotations' | 'packageBases';

const listed: readonly (readonly [ListedStore, CopyKind])[] = [
  ['categories', 'category'],
  ['images', 'image'],
  ['annotations', 'annotation'],
  ['packageBases', 'packageBase'],
];

/**
 * All records of a project as lines, some at a time, without bytes of images and without history. They
 * are read over some time: what changes meanwhile is in the log.
 */
export async function* linesOfProject(
  database: Database,
  projectId: ProjectId,
): AsyncGenerator<string> {
  const project = await database.get('projects', projectId);
  if (!project) return;
  yield writeLine({ kind: 'project', id: projectId, after: project });
  for (const [store, kind] of listed) {
    let range: IDBKeyRange | null = rangeOf(projectId);
    while (range) {
      const transaction = database.transaction(store);
      const keys: [string, string][] = await transaction.store.getAllKeys(range, batchSize);
      const records: object[] = await transaction.store.getAll(range, batchSize);
      yield records
        .map((after, at): CopyEdit => ({ kind, id: keys[at]?.[1] ?? '', after }))
        .map(writeLine)
        .join('');
      const last = keys.at(-1);
      range = last && keys.length === batchSize ? rangeOf(projectId, last) : null;
    }
  }
  yield writeLine({ kind: 'views', id: projectId, after: await viewsOf(database, projectId) });
}

async function viewsOf(database: Database, projectId: ProjectId): Promise<object> {
  const view = (await database.get('projectViews', projectId)) ?? null;
  const keys = await database.getAllKeys('viewports', rangeOf(projectId));
  const values = await database.getAll('viewports', rangeOf(projectId));
  return { view, viewports: values.map((viewport, at) => [keys[at]?.[1] ?? '', viewport]) };
}
