import type { ProjectId } from '#core/annotation/ids.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { Project } from '#core/project/project.ts';
import { sortedImages } from '#core/project/project.ts';
import { showDocument } from '#store/documentStore.ts';
import { setActiveCategory } from '#store/sessionStore.ts';
import { openImage } from './openImage.ts';
import { loadOwnModels } from './ownModels.ts';
import { applyProjectModel } from './projectModel.ts';
import type { Services } from './services.ts';

/**
 * Brings back the project as it was left, or makes an empty one.
 *
 * @throws AppError storage/… when the project cannot be read
 */
export async function startStudio(services: Services, newProjectName: string): Promise<void> {
  const { stores, storage } = services;
  await storage.sweep();
  const stored = await storage.loadProject();
  const project = stored?.project ?? (await createProject(services, newProjectName));
  const document: ProjectDocument = {
    project,
    categories: new Map(stored?.categories.map((category) => [category.id, category])),
    images: new Map(stored?.images.map((image) => [image.id, image])),
    annotations: new Map(),
  };
  showDocument(stores.document, document);
  await loadOwnModels(services);
  applyProjectModel(services);
  const view = stored?.view;
  if (view?.activeCategoryId && document.categories.has(view.activeCategoryId)) {
    setActiveCategory(stores.session, view.activeCategoryId);
  }
  const lastOpen = view?.openImageId && document.images.get(view.openImageId);
  const first = lastOpen ?? sortedImages(document.images.values())[0];
  if (first) void openImage(services, first.id);
}

async function createProject(services: Services, name: string): Promise<Project> {
  const project: Project = {
    id: services.newId() as ProjectId,
    name,
    createdAt: services.now(),
  };
  await services.storage.commit(project.id, {
    name: 'createProject',
    edits: [{ kind: 'project', before: null, after: project }],
  });
  return project;
}
