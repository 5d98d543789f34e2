import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError, type Failure } from '#core/failure.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { Change, RecordEdit } from '#core/project/change.ts';
import type { OwnModel } from '#core/model/ownModel.ts';
import { overviewOf } from '#core/project/overview.ts';
import { entriesOf, type JournalEntry } from '#core/project/journal.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import type { CommitDetails, CommitReceipt } from '#storage/commitChange.ts';
import type { FolderLink, ImportRun, ProjectView } from '#storage/schema.ts';
import type { FolderLinks } from '#storage/folderLinks.ts';
import type { HistoryRecords } from '#storage/historyRecords.ts';
import type { ImportRuns } from '#storage/importRuns.ts';
import type { Storage } from '#storage/storage.ts';
import { createFakeBackups, type FakeBackups, type FakeBackupStorage } from './fakeBackups.ts';
import { createFakeUpkeep, type FakeUpkeep } from './fakeUpkeep.ts';

/** What lies on the fake disk. */
export interface Shelf {
  readonly projects: Map<string, Project>;
  readonly categories: Map<string, Category>;
  readonly images: Map<string, ImageSummary>;
  readonly annotations: Map<string, Annotation>;
  readonly blobs: Map<string, Blob>; // by blobKey
  readonly viewports: Map<ImageId, Viewport>;
  readonly ownModels: Map<string, OwnModel>;
  readonly journal: JournalEntry[];
  readonly leases: Map<string, string>; // token by project
  readonly importRuns: Map<string, ImportRun>;
  readonly folderLinks: Map<string, FolderLink>;
}

/**
 * Storage in memory that a test can hold back and let fail. Two of one shelf are two tabs. Categories,
 * images and objects belong to all projects at once.
 */
export interface FakeStorage extends Storage, FakeUpkeep, FakeBackups {
  readonly shelf: Shelf;
  /** Every change that was asked for, in order, taken or not. */
  readonly askedChanges: readonly Change[];
  /** Keeps commits waiting until the returned function is called. */
  holdCommits(): () => void;
  failNextCommit(failure: Failure): void;
}

export function createFakeStorage(shelf: Shelf = emptyShelf()): FakeStorage {
  const askedChanges: Change[] = [];
  let view: ProjectView | null = null;
  let gate = Promise.resolve();
  let nextFailure: Failure | null = null;
  const tokens = new Map<string, string>();
  return {
    shelf,
    askedChanges,
    ...readersOf(shelf),
    ...createFakeBackups(shelf),
    ...runsOf(shelf),
    ...historyRecordsOf(shelf),
    holdCommits() {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    failNextCommit(failure) {
      nextFailure = failure;
    },
    async commit(projectId, change, { files = new Map(), ...details }) {
      askedChanges.push(change);
      await gate;
      const failure = nextFailure;
      nextFailure = null;
      if (failure) throw new AppError(failure);
      if (shelf.leases.get(projectId) !== tokens.get(projectId)) {
        throw new AppError({ code: 'storage/not-the-writer' });
      }
      for (const [blobKey, { blob }] of files) if (blob) shelf.blobs.set(blobKey, blob);
      return writeDown(shelf, projectId, change, details);
    },
    async takeWriting(projectId) {
      const token = crypto.randomUUID();
      shelf.leases.set(projectId, token);
      tokens.set(projectId, token);
    },
    async loadProject(projectId) {
      const project = shelf.projects.get(projectId);
      return project ? { project, ...recordsOf(shelf), view } : null;
    },
    async saveView(_projectId, saved, viewport) {
      view = saved;
      if (saved.openImageId && viewport) shelf.viewports.set(saved.openImageId, viewport);
    },
  };
}

function recordsOf({ categories, images }: Shelf) {
  return { categories: [...categories.values()], images: [...images.values()] };
}

type Readers = FakeUpkeep &
  Omit<
    Storage,
    | 'commit'
    | 'takeWriting'
    | 'loadProject'
    | 'saveView'
    | keyof FakeBackupStorage
    | keyof ImportRuns
    | keyof HistoryRecords
    | keyof FolderLinks
  >;

function readersOf(shelf: Shelf): Readers {
  const { projects, images, annotations, blobs, viewports, ownModels, journal } = shelf;
  const allAnnotations = () => [...annotations.values()];
  return {
    projects: async () => [...projects.values()],
    journalOf: async (projectId: ProjectId, id) =>
      journal.filter((entry) => entry.projectId === projectId && entry.imageId === id),
    annotationsOf: async (_projectId, id) =>
      allAnnotations().filter(({ imageId }) => imageId === id),
    countAnnotationsIn: async (_projectId, id) =>
      allAnnotations().filter(({ categoryId }) => categoryId === id).length,
    async blob(key) {
      const blob = blobs.get(key);
      if (!blob) throw new AppError({ code: 'storage/record-missing', record: `image ${key}` });
      return blob;
    },
    thumbnail: async () => null,
    viewportOf: async (_projectId, id) => viewports.get(id) ?? null,
    ownModels: async () => [...ownModels.values()],
    saveOwnModel: async (model) => void ownModels.set(model.id, model),
    deleteOwnModel: async (id) => void ownModels.delete(id),
    sweep: async () => true,
    ...createFakeUpkeep(),
    overviewOf: async () => overviewOf([...images.values()]),
    editedAt: async (id) => journal.findLast(({ projectId }) => projectId === id)?.at ?? null,
    lastSeqOf: async (projectId) => lastSeqOf(shelf, projectId),
    duplicateProject: async ({ copy, onProgress }) => {
      onProgress(images.size);
      projects.set(copy.id, copy);
    },
    purgeProject: async (projectId) => void projects.delete(projectId),
    usage: async () => ({ usedBytes: 1000, quotaBytes: 4000 }),
  };
}

function writeDown(
  shelf: Shelf,
  projectId: ProjectId,
  change: Change,
  details: Omit<CommitDetails, 'files'>,
): CommitReceipt {
  const previousSeq = lastSeqOf(shelf, projectId);
  for (const edit of change.edits) writeEdit(shelf, edit);
  for (const entry of entriesOf(projectId, { change, ...details })) {
    shelf.journal.push({ seq: shelf.journal.length + 1, ...entry });
  }
  return { previousSeq, seq: lastSeqOf(shelf, projectId) };
}

function lastSeqOf({ journal }: Shelf, id: ProjectId): number {
  return journal.findLast(({ projectId }) => projectId === id)?.seq ?? 0;
}

function historyRecordsOf({ journal }: Shelf): HistoryRecords {
  const ofProject = (id: ProjectId) => journal.filter(({ projectId }) => projectId === id);
  return {
    async historyPage(projectId, { imageId, before, count }) {
      const older = ofProject(projectId).filter(
        (entry) => entry.imageId === imageId && entry.seq < before,
      );
      const entries = older.slice(-count);
      return { entries, fromSeq: older.length <= count ? 0 : (entries[0]?.seq ?? 0) };
    },
    historySince: async (projectId, seq, count) =>
      ofProject(projectId)
        .filter((entry) => entry.seq > seq)
        .slice(0, count),
    async entriesAround(projectId, seq) {
      const start = ofProject(projectId).find((entry) => entry.seq === seq);
      const isOfIt = (entry: JournalEntry | undefined) =>
        entry?.changeId === start?.changeId && entry?.verb === start?.verb;
      let [from, to] = [seq, seq];
      while (from > 1 && isOfIt(journal[from - 2])) from -= 1;
      while (to < journal.length && isOfIt(journal[to])) to += 1;
      return start ? journal.slice(from - 1, to) : [];
    },
  };
}

function runsOf({ importRuns, folderLinks, journal }: Shelf): ImportRuns & FolderLinks {
  return {
    importRuns: async (projectId) =>
      [...importRuns.values()].filter((run) => run.projectId === projectId),
    saveImportRun: async (run) => void importRuns.set(run.id, run),
    async advanceImportRun(id, doneCount) {
      const run = importRuns.get(id);
      if (run) importRuns.set(id, { ...run, doneCount });
    },
    deleteImportRun: async (id) => void importRuns.delete(id),
    folderLink: async (projectId) => folderLinks.get(projectId) ?? null,
    saveFolderLink: async (link) => void folderLinks.set(link.projectId, link),
    deleteFolderLink: async (projectId) => void folderLinks.delete(projectId),
    async journalNews(projectId, seq) {
      const news = journal.filter((entry) => entry.projectId === projectId && entry.seq > seq);
      return {
        imageIds: new Set(news.flatMap(({ imageId }) => (imageId === '' ? [] : imageId))),
        categoryIds: new Set(
          news
            .flatMap(({ edits }) => edits)
            .flatMap((edit) => (edit.kind === 'category' && edit.before ? edit.before.id : [])),
        ),
        isProjectTouched: news.some(({ imageId, edits }) => imageId === '' && edits.length > 0),
        seq: news.at(-1)?.seq ?? seq,
      };
    },
  };
}

function emptyShelf(): Shelf {
  return {
    projects: new Map(),
    categories: new Map(),
    images: new Map(),
    annotations: new Map(),
    blobs: new Map(),
    viewports: new Map(),
    ownModels: new Map(),
    journal: [],
    leases: new Map(),
    importRuns: new Map(),
    folderLinks: new Map(),
  };
}

function writeEdit(shelf: Shelf, edit: RecordEdit): void {
  switch (edit.kind) {
    case 'project':
      return writeRecord(shelf.projects, edit);
    case 'category':
      return writeRecord(shelf.categories, edit);
    case 'image':
      return writeRecord(shelf.images, edit);
    case 'annotation':
      return writeRecord(shelf.annotations, edit);
  }
}

function writeRecord<Record extends { readonly id: string }>(
  records: Map<string, Record>,
  { before, after }: { readonly before: Record | null; readonly after: Record | null },
): void {
  if (after) records.set(after.id, after);
  else if (before) records.delete(before.id);
}
