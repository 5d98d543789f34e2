import type { Project } from '#core/project/project.ts';
import { createProject, openProject } from './openProject.ts';
import { loadOwnModels } from './ownModels.ts';
import type { Services } from './services.ts';

/**
 * Brings back the project that was open last, or makes an empty one.
 *
 * @throws AppError storage/… when the project cannot be read
 */
export async function startStudio(services: Services, newProjectName: string): Promise<void> {
  await loadOwnModels(services);
  const project = (await lastProject(services)) ?? (await createProject(services, newProjectName));
  await openProject(services, project.id);
  await services.storage.confirmUpgrade();
}

/** The one that was open last, or else the newest; deleted ones are out of the question. */
async function lastProject({ stores, storage }: Services): Promise<Project | undefined> {
  const { lastProjectId } = stores.settings.getState();
  const projects = (await storage.projects()).filter(({ deletedAt }) => deletedAt === null);
  return (
    projects.find(({ id }) => id === lastProjectId) ??
    projects.toSorted((a, b) => b.createdAt - a.createdAt)[0]
  );
}
