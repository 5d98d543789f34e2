import type { IDBPDatabase } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { Change } from '#core/project/change.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { commitChange, type CommitDetails } from './commitChange.ts';
import { folderLinksIn, type FolderLinks } from './folderLinks.ts';
import { importRunsIn, type ImportRuns } from './importRuns.ts';
import { openDatabase } from './openDatabase.ts';
import { ownModelsIn, type OwnModels } from './ownModels.ts';
import type { MaskwrightSchema, ProjectView } from './schema.ts';
import { sweepOrphans } from './sweepOrphans.ts';

/** A project as it lies in storage, without the objects of its images. */
export interface StoredProject {
  readonly project: Project;
  readonly categories: readonly Category[];
  readonly images: readonly ImageSummary[];
  readonly view: ProjectView | null;
}

/** Everything that outlives the tab. Rejects with AppError storage/…; nothing is half written. */
export interface Storage extends OwnModels, ImportRuns, FolderLinks {
  /** All projects, archived and deleted ones too, in no order. */
  projects(): Promise<readonly Project[]>;
  /** @returns null when there is no such project */
  loadProject(projectId: ProjectId): Promise<StoredProject | null>;
  /** Makes this tab the one that may write to the project; any other is refused from now on. */
  takeWriting(projectId: ProjectId): Promise<void>;
  /**
   * Resolves when the change, as a whole and with its journal entries, is on disk.
   *
   * @throws AppError storage/not-the-writer when another tab took the writing over
   */
  commit(projectId: ProjectId, change: Change, details: CommitDetails): Promise<void>;
  annotationsOf(projectId: ProjectId, imageId: ImageId): Promise<readonly Annotation[]>;
  countAnnotationsIn(projectId: ProjectId, categoryId: CategoryId): Promise<number>;
  /** What happened to an image, or with '' to the project as a whole; oldest first. */
  journalOf(projectId: ProjectId, imageId: ImageId | ''): Promise<readonly JournalEntry[]>;
  /** Bytes that storage keeps, not those of a linked image. */
  blob(blobKey: string): Promise<Blob>;
  thumbnail(blobKey: string): Promise<Blob | null>;
  viewportOf(projectId: ProjectId, imageId: ImageId): Promise<Viewport | null>;
  /** @param viewport of the open image; null while its picture is not there */
  saveView(projectId: ProjectId, view: ProjectView, viewport: Viewport | null): Promise<void>;
  /** Deletes bytes whose image was removed in a former session and can no longer be brought back. */
  sweep(): Promise<void>;
}

type Database = IDBPDatabase<MaskwrightSchema>;

/** @throws AppError storage/newer-version, storage/blocked, storage/unavailable */
export async function openStorage(onSuperseded: () => void): Promise<Storage> {
  const database = await openDatabase(onSuperseded);
  const writerTokens = new Map<ProjectId, string>();
  return {
    projects: () => database.getAll('projects'),
    loadProject: (projectId) => loadProject(database, projectId),
    async takeWriting(projectId) {
      const token = crypto.randomUUID();
      await database.put('leases', { projectId, token });
      writerTokens.set(projectId, token);
    },
    commit: (projectId, change, details) =>
      commitChange(database, {
        ...details,
        projectId,
        change,
        writerToken: writerTokens.get(projectId) ?? null,
      }),
    annotationsOf: (projectId, imageId) =>
      database.getAllFromIndex('annotations', 'byImage', [projectId, imageId]),
    countAnnotationsIn: (projectId, categoryId) =>
      database.countFromIndex('annotations', 'byCategory', [projectId, categoryId]),
    journalOf: (projectId, imageId) =>
      database.getAllFromIndex('journal', 'byImage', [projectId, imageId]),
    blob: (blobKey) => blobOf(database, blobKey),
    thumbnail: async (blobKey) => (await database.get('thumbnails', blobKey)) ?? null,
    viewportOf: async (projectId, imageId) =>
      (await database.get('viewports', [projectId, imageId])) ?? null,
    saveView: (projectId, view, viewport) => saveView(database, { projectId, view, viewport }),
    ...ownModelsIn(database),
    ...importRunsIn(database),
    ...folderLinksIn(database),
    sweep: () => sweepOrphans(database),
  };
}

async function loadProject(
  database: Database,
  projectId: ProjectId,
): Promise<StoredProject | null> {
  const [project, categories, images, view] = await Promise.all([
    database.get('projects', projectId),
    database.getAllFromIndex('categories', 'byProject', projectId),
    database.getAllFromIndex('images', 'byProject', projectId),
    database.get('projectViews', projectId),
  ]);
  return project ? { project, categories, images, view: view ?? null } : null;
}

async function blobOf(database: Database, blobKey: string): Promise<Blob> {
  const blob = await database.get('blobs', blobKey);
  if (!blob) throw new AppError({ code: 'storage/record-missing', record: `image ${blobKey}` });
  return blob;
}

interface ViewRecord {
  readonly projectId: ProjectId;
  readonly view: ProjectView;
  readonly viewport: Viewport | null;
}

async function saveView(
  database: Database,
  { projectId, view, viewport }: ViewRecord,
): Promise<void> {
  const transaction = database.transaction(['projectViews', 'viewports'], 'readwrite');
  const writes: Promise<unknown>[] = [transaction.objectStore('projectViews').put(view, projectId)];
  if (view.openImageId && viewport) {
    const key: [string, string] = [projectId, view.openImageId];
    writes.push(transaction.objectStore('viewports').put(viewport, key));
  }
  // at once, not when the requests have answered: the page may be about to close
  transaction.commit();
  await Promise.all([...writes, transaction.done]);
}
