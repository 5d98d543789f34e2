import { AppError } from '#core/failure.ts';
import type { Project } from '#core/project/project.ts';
import type { Place } from '#store/projectsStore.ts';
import { showScreen } from '#store/sessionStore.ts';
import { loadOwnModels } from './ownModels.ts';
import { createProject } from './projects/createProject.ts';
import { goTo } from './projects/navigate.ts';
import { reportError } from './report.ts';
import { offerLost } from './secondCopy/lostProjects.ts';
import type { Services } from './services.ts';

const lastPlace: Place = { screen: 'workbench', projectId: null };

/**
 * Goes to the place that the address names. Without one it brings back the project that was open last,
 * or makes an empty one.
 *
 * @throws AppError storage/… when storage cannot be read at all
 */
export async function startStudio(
  services: Services,
  newProjectName: string,
  place: Place = lastPlace,
): Promise<void> {
  await loadOwnModels(services);
  const { screen, projectId } = (await tellLoss(services)) ?? place;
  showScreen(services.stores.session, screen);
  await goTo(
    services,
    screen === 'projects' || projectId
      ? { screen, projectId }
      : {
          screen,
          projectId: (
            (await lastProject(services)) ?? (await createProject(services, newProjectName))
          ).id,
        },
  );
  await services.storage.confirmUpgrade();
}

/**
 * A browser that finds its database damaged makes an empty one, and says nothing.
 *
 * @returns where to wait for the answer when all is lost and can be brought back; null: go on
 */
async function tellLoss(services: Services): Promise<Place | null> {
  const isEmpty = (await services.storage.projects()).length === 0;
  if (await offerLost(services)) return isEmpty ? { screen: 'projects', projectId: null } : null;
  const { lastProjectId } = services.stores.settings.getState();
  if (lastProjectId !== null && isEmpty) {
    reportError(services, new AppError({ code: 'storage/lost' }));
  }
  return null;
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
