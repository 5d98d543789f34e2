import type { IDBPDatabase } from 'idb';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { Change } from '#core/project/change.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { commitChange } from './commitChange.ts';
import { openDatabase } from './openDatabase.ts';
import { ownModelsIn, type OwnModels } from './ownModels.ts';
import type { ImageFiles, MaskwrightSchema, ProjectView } from './schema.ts';
import { sweepOrphans } from './sweepOrphans.ts';

/** A project as it lies in storage, without the objects of its images. */
export interface StoredProject {
  readonly project: Project;
  readonly categories: readonly Category[];
  readonly images: readonly ImageSummary[];
  readonly view: ProjectView | null;
}

/** Everything that outlives the tab. Rejects with AppError storage/…; nothing is half written. */
export interface Storage extends OwnModels {
  /** The project made last, or null on a first visit. */
  loadProject(): Promise<StoredProject | null>;
  /** Resolves when the change, as a whole, is on disk. */
  commit(
    projectId: ProjectId,
    change: Change,
    files?: ReadonlyMap<ImageId, ImageFiles>,
  ): Promise<void>;
  annotationsOf(imageId: ImageId): Promise<readonly Annotation[]>;
  countAnnotationsIn(categoryId: CategoryId): Promise<number>;
  imageBlob(imageId: ImageId): Promise<Blob>;
  thumbnail(imageId: ImageId): Promise<Blob | null>;
  viewportOf(imageId: ImageId): Promise<Viewport | null>;
  /** @param viewport of the open image; null while its picture is not there */
  saveView(projectId: ProjectId, view: ProjectView, viewport: Viewport | null): Promise<void>;
  /** Deletes bytes whose image was removed in a former session and can no longer be brought back. */
  sweep(): Promise<void>;
}

interface ViewRecord {
  readonly projectId: ProjectId;
  readonly view: ProjectView;
  readonly viewport: Viewport | null;
}

/** @throws AppError storage/newer-version, storage/blocked, storage/unavailable */
export async function openStorage(onSuperseded: () => void): Promise<Storage> {
  const database = await openDatabase(onSuperseded);
  return {
    loadProject: () => loadProject(database),
    commit: (projectId, change, files) => commitChange(database, projectId, change, files),
    annotationsOf: (imageId) => database.getAllFromIndex('annotations', 'byImage', imageId),
    countAnnotationsIn: (categoryId) =>
      database.countFromIndex('annotations', 'byCategory', categoryId),
    imageBlob: (imageId) => imageBlob(database, imageId),
    thumbnail: async (imageId) => (await database.get('thumbnails', imageId)) ?? null,
    viewportOf: async (imageId) => (await database.get('viewports', imageId)) ?? null,
    saveView: (projectId, view, viewport) => saveView(database, { projectId, view, viewport }),
    ...ownModelsIn(database),
    sweep: () => sweepOrphans(database),
  };
}

async function loadProject(
  database: IDBPDatabase<MaskwrightSchema>,
): Promise<StoredProject | null> {
  const projects = await database.getAll('projects');
  const project = projects.toSorted((a, b) => b.createdAt - a.createdAt)[0];
  if (!project) return null;
  const [categories, images, view] = await Promise.all([
    database.getAllFromIndex('categories', 'byProject', project.id),
    database.getAllFromIndex('images', 'byProject', project.id),
    database.get('projectViews', project.id),
  ]);
  return { project, categories, images, view: view ?? null };
}

async function imageBlob(
  database: IDBPDatabase<MaskwrightSchema>,
  imageId: ImageId,
): Promise<Blob> {
  const blob = await database.get('blobs', imageId);
  if (!blob) throw new AppError({ code: 'storage/record-missing', record: `image ${imageId}` });
  return blob;
}

async function saveView(
  database: IDBPDatabase<MaskwrightSchema>,
  { projectId, view, viewport }: ViewRecord,
): Promise<void> {
  const transaction = database.transaction(['projectViews', 'viewports'], 'readwrite');
  const writes = [transaction.objectStore('projectViews').put(view, projectId)];
  if (view.openImageId && viewport) {
    writes.push(transaction.objectStore('viewports').put(viewport, view.openImageId));
  }
  // at once, not when the requests have answered: the page may be about to close
  transaction.commit();
  await Promise.all([...writes, transaction.done]);
}
