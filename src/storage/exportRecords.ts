import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { rangeOf } from './projectRange.ts';
import type { ImageSnapshot, MaskwrightSchema, PackageBase, ProjectView } from './schema.ts';

/** Is handed the records of a project, some at a time. Must not wait: the transaction would end. */
export interface RecordVisitor {
  categories(records: readonly Category[]): void;
  images(records: readonly ImageSummary[]): void;
  annotations(records: readonly Annotation[]): void;
  journal(records: readonly JournalEntry[]): void; // in the order of writing
  snapshots(records: readonly ImageSnapshot[]): void;
  packageBases(records: readonly PackageBase[]): void;
  viewports(records: readonly (readonly [ImageId, Viewport])[]): void;
}

/** What of a project is not a list. */
export interface ProjectHead {
  readonly project: Project;
  readonly view: ProjectView | null;
  readonly lastSeq: number; // of its journal; 0: nothing happened yet
}

export interface RecordExports {
  /**
   * Hands out all records of a project as they are at one moment; changes wait until it is over.
   *
   * @returns null when there is no such project
   */
  exportProject(projectId: ProjectId, visitor: RecordVisitor): Promise<ProjectHead | null>;
}

const stores = [
  'projects',
  'categories',
  'images',
  'annotations',
  'journal',
  'snapshots',
  'packageBases',
  'projectViews',
  'viewports',
] as const;
type Transaction = IDBPTransaction<MaskwrightSchema, typeof stores>;

/** Records at a time: a mask may have 20 kB. */
const batchSize = 200;

export function exportsOf(database: IDBPDatabase<MaskwrightSchema>): RecordExports {
  return {
    async exportProject(projectId, visitor) {
      // one transaction sees one moment
      const transaction = database.transaction(stores);
      const project = await transaction.objectStore('projects').get(projectId);
      if (!project) return null;
      await visitAll(transaction, projectId, visitor);
      const lastSeq = await visitJournal(transaction, projectId, visitor);
      const view = (await transaction.objectStore('projectViews').get(projectId)) ?? null;
      await transaction.done;
      return { project, view, lastSeq };
    },
  };
}

async function visitAll(
  transaction: Transaction,
  projectId: ProjectId,
  visitor: RecordVisitor,
): Promise<void> {
  const visit = async <
    Name extends 'categories' | 'images' | 'annotations' | 'snapshots' | 'packageBases',
  >(
    name: Name,
    show: (records: MaskwrightSchema[Name]['value'][]) => void,
  ) => {
    const store = transaction.objectStore<Name>(name);
    let range: IDBKeyRange | null = rangeOf(projectId);
    while (range) {
      const keys: [string, string][] = await store.getAllKeys(range, batchSize);
      if (keys.length > 0) show(await store.getAll(range, batchSize));
      const last = keys.at(-1);
      range = last && keys.length === batchSize ? rangeOf(projectId, last) : null;
    }
  };
  await visit('categories', (records) => visitor.categories(records));
  await visit('images', (records) => visitor.images(records));
  await visit('annotations', (records) => visitor.annotations(records));
  await visit('snapshots', (records) => visitor.snapshots(records));
  await visit('packageBases', (records) => visitor.packageBases(records));
  const viewports = transaction.objectStore('viewports');
  const keys = await viewports.getAllKeys(rangeOf(projectId));
  const values = await viewports.getAll(rangeOf(projectId));
  // the key of a viewport is that of its image
  const pairs = values.map((viewport, i) => [(keys[i]?.[1] ?? '') as ImageId, viewport] as const);
  visitor.viewports(pairs);
}

/** @returns the newest `seq`; 0 without any */
async function visitJournal(
  transaction: Transaction,
  projectId: ProjectId,
  visitor: RecordVisitor,
): Promise<number> {
  const journal = transaction.objectStore('journal');
  const seqs = await journal.index('byProject').getAllKeys(projectId);
  for (let at = 0; at < seqs.length; at += batchSize) {
    const batch = seqs.slice(at, at + batchSize);
    const [first, last] = [batch[0] ?? 0, batch.at(-1) ?? 0];
    // entries of other projects may lie between them
    const isDense = last - first < 2 * batchSize;
    const records = isDense
      ? await journal.getAll(IDBKeyRange.bound(first, last))
      : await Promise.all(batch.map((seq) => journal.get(seq)));
    visitor.journal(
      records.filter(
        (entry) => entry !== undefined && entry.projectId === projectId,
      ) as JournalEntry[],
    );
  }
  return seqs.at(-1) ?? 0;
}
