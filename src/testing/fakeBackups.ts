import type { Category } from '#core/annotation/category.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import type { BackupStates } from '#storage/backupState.ts';
import type { RecordExports } from '#storage/exportRecords.ts';
import type { ProjectRestore, ProjectRestores, RestoredRecords } from '#storage/restoreProject.ts';
import type { BackupState, ImageSnapshot, PackageBase, ProjectView } from '#storage/schema.ts';

/** What of the fake disk goes into a backup. */
interface BackupShelf {
  readonly projects: Map<string, Project>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly images: ReadonlyMap<string, ImageSummary>;
  readonly annotations: ReadonlyMap<string, Annotation>;
  readonly blobs: ReadonlyMap<string, Blob>;
  readonly viewports: ReadonlyMap<ImageId, Viewport>;
  readonly journal: readonly JournalEntry[];
}

/** The part of storage that backups are made from and restored to. */
export type FakeBackupStorage = RecordExports & ProjectRestores & BackupStates;

/** What a restore wrote, in the order of writing. */
export interface FakeRestored {
  readonly projectId: string;
  readonly records: {
    readonly [Name in keyof RestoredRecords]-?: NonNullable<RestoredRecords[Name]>;
  };
  readonly journal: readonly Omit<JournalEntry, 'seq'>[];
  readonly files: ReadonlyMap<string, Blob>; // by blobKey
  readonly project: Project;
  readonly view: ProjectView | null;
}

/** Levers and sights of the fake. */
export interface FakeBackups extends FakeBackupStorage {
  /** Restores that ended well. */
  readonly restored: readonly FakeRestored[];
  /** Every write of a restore, also of those that failed. */
  readonly restoreLog: readonly string[];
  readonly snapshots: ImageSnapshot[];
  readonly packageBases: PackageBase[];
  limitSpace(bytes: number): void;
}

/** Seqs of restored entries begin here, as if others had been written before. */
const firstSeq = 1000;

export function createFakeBackups(shelf: BackupShelf): FakeBackups {
  const restored: FakeRestored[] = [];
  const restoreLog: string[] = [];
  const snapshots: ImageSnapshot[] = [];
  const packageBases: PackageBase[] = [];
  let state: BackupState | null = null;
  let freeSpace: number | null = null;
  return {
    restored,
    restoreLog,
    snapshots,
    packageBases,
    limitSpace(bytes) {
      freeSpace = bytes;
    },
    async exportProject(projectId, visitor) {
      const project = shelf.projects.get(projectId);
      if (!project) return null;
      visitor.categories([...shelf.categories.values()]);
      visitor.images([...shelf.images.values()]);
      visitor.annotations([...shelf.annotations.values()]);
      visitor.journal(shelf.journal);
      visitor.snapshots(snapshots);
      visitor.packageBases(packageBases);
      visitor.viewports([...shelf.viewports]);
      return { project, view: null, lastSeq: shelf.journal.at(-1)?.seq ?? 0 };
    },
    async restoreProject(projectId, work) {
      const draft = draftOf(projectId, restoreLog);
      await work(draft.restore);
      const result = draft.result();
      restored.push(result);
      shelf.projects.set(projectId, result.project);
    },
    // thumbnails are never missed
    missingBytes: async (kind, keys) =>
      new Set(kind === 'blobs' ? keys.filter((key) => !shelf.blobs.has(key)) : []),
    freeBytes: async () => freeSpace,
    backupState: async () => state,
    async reviseBackupState(revise) {
      state = revise(state);
      return state;
    },
    async backUpAlone(job) {
      await job();
      return true;
    },
  };
}

function draftOf(projectId: string, log: string[]) {
  const records = noRecords();
  const journal: Omit<JournalEntry, 'seq'>[] = [];
  const files = new Map<string, Blob>();
  let head: Pick<FakeRestored, 'project' | 'view'> | null = null;
  const restore: ProjectRestore = {
    async put(batch) {
      for (const name of Object.keys(records) as (keyof RestoredRecords)[]) {
        const added = batch[name] ?? [];
        records[name].push(...added);
        if (added.length > 0) log.push(name);
      }
    },
    async putJournal(entries) {
      log.push('journal');
      const seqs = entries.map((_, index) => firstSeq + journal.length + index);
      journal.push(...entries);
      return seqs;
    },
    async putFiles(blobKey, { blob }) {
      log.push('files');
      if (blob) files.set(blobKey, blob);
    },
    async putBases(packageId) {
      log.push('bases');
      records.packageBases.push(...statesOf(records).map((each) => ({ ...each, packageId })));
    },
    async putSnapshots(seq) {
      log.push('snapshots');
      records.snapshots.push(...statesOf(records).map((each) => ({ ...each, seq })));
    },
    async finish(project, view) {
      log.push('project');
      head = { project, view };
    },
  };
  return {
    restore,
    result(): FakeRestored {
      if (!head) throw new Error('The restore was not finished.');
      return { projectId, records: records as FakeRestored['records'], journal, files, ...head };
    },
  };
}

/** Every image with its objects. */
function statesOf({ images, annotations }: ReturnType<typeof noRecords>) {
  return (images as ImageSummary[]).map((image) => ({
    imageId: image.id,
    image,
    annotations: (annotations as Annotation[]).filter(({ imageId }) => imageId === image.id),
  }));
}

function noRecords(): Required<{ [Name in keyof RestoredRecords]: unknown[] }> {
  return {
    categories: [],
    images: [],
    annotations: [],
    snapshots: [],
    packageBases: [],
    viewports: [],
  };
}
