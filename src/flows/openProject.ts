import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { sortedImages, type Project } from '#core/project/project.ts';
import { sortAtFirst } from '#core/query/imageSort.ts';
import type { ProjectView } from '#storage/schema.ts';
import { showDocument } from '#store/documentStore.ts';
import { resetGallery } from '#store/galleryStore.ts';
import { setActiveCategory, showScreen } from '#store/sessionStore.ts';
import { setLastProject } from '#store/settingsStore.ts';
import { openImage } from './openImage.ts';
import { applyProjectModel } from './projectModel.ts';
import type { Services } from './services.ts';

/**
 * Shows a project as it was left, in place of the one that is open.
 *
 * @throws AppError storage/record-missing, storage/…
 */
export async function openProject(services: Services, projectId: ProjectId): Promise<void> {
  const { stores, storage } = services;
  await openImage(services, null);
  await services.edits.run(async () => {
    const stored = await storage.loadProject(projectId);
    if (!stored) {
      throw new AppError({ code: 'storage/record-missing', record: `project ${projectId}` });
    }
    await storage.takeWriting(projectId);
    const { project, categories, images, view } = stored;
    const document: ProjectDocument = {
      project,
      categories: new Map(categories.map((category) => [category.id, category])),
      images: new Map(images.map((image) => [image.id, image])),
      annotations: new Map(),
    };
    showDocument(stores.document, document);
    returnTo(services, document, view);
  });
}

/** Turns to where the user was. */
function returnTo(services: Services, document: ProjectDocument, view: ProjectView | null): void {
  const { session, settings, gallery } = services.stores;
  setLastProject(settings, document.project.id);
  showScreen(session, 'workbench');
  resetGallery(gallery, view?.query ?? '', view?.sort ?? sortAtFirst);
  applyProjectModel(services);
  const categoryId = view?.activeCategoryId ?? null;
  setActiveCategory(session, categoryId && document.categories.has(categoryId) ? categoryId : null);
  const lastOpen = view?.openImageId && document.images.get(view.openImageId);
  const first = lastOpen ?? sortedImages(document.images.values())[0];
  if (first) void openImage(services, first.id);
}

/** Writes a new, empty project. It is not opened yet. */
export async function createProject(services: Services, name: string): Promise<Project> {
  const project: Project = {
    id: services.newId() as ProjectId,
    name,
    createdAt: services.now(),
    archivedAt: null,
    deletedAt: null,
    splitPlan: null,
  };
  await services.storage.commit(
    project.id,
    { name: 'createProject', edits: [{ kind: 'project', before: null, after: project }] },
    {
      verb: 'did',
      changeId: services.newId(),
      at: services.now(),
      by: services.stores.settings.getState().displayName,
    },
  );
  return project;
}
