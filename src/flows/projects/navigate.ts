import { AppError, type Failure } from '#core/failure.ts';
import { hiddenSince } from '#core/project/bin.ts';
import type { ProjectId } from '#core/annotation/ids.ts';
import { askToLeave, type Place } from '#store/projectsStore.ts';
import { showScreen } from '#store/sessionStore.ts';
import { openProject } from '../openProject.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { endJobs } from './endJobs.ts';
import { refreshProjects } from './listProjects.ts';

/**
 * Goes to a place of the studio. While work on the open project still runs, the user is asked before
 * another one is opened. A project that cannot be shown leads to the start page, which says why.
 */
export async function goTo(services: Services, place: Place): Promise<void> {
  const { stores } = services;
  const { document } = stores.document.getState();
  const { screen, projectId } = place;
  if (screen === 'projects' || !projectId) {
    await showProjects(services);
    return;
  }
  if (document?.project.id === projectId) {
    showScreen(stores.session, screen);
    return;
  }
  if (document && stores.jobs.getState().jobs.length > 0) {
    askToLeave(stores.projects, place);
    return;
  }
  try {
    const failure = await refusalOf(services, projectId);
    if (failure) throw new AppError(failure);
    await openProject(services, projectId, screen);
  } catch (error) {
    await showProjects(services);
    reportError(services, error);
  }
}

/** Shows the start page; the open project stays open behind it, and so does work that runs on it. */
export async function showProjects(services: Services): Promise<void> {
  showScreen(services.stores.session, 'projects');
  await refreshProjects(services);
}

/** Ends the work on the open project that still runs, and goes where the user wanted to go. */
export async function agreeToLeave(services: Services): Promise<void> {
  const { projects } = services.stores;
  const { leavingTo } = projects.getState();
  if (!leavingTo) return;
  askToLeave(projects, null);
  await endJobs(services);
  await goTo(services, leavingTo);
}

async function refusalOf(services: Services, projectId: ProjectId): Promise<Failure | null> {
  const project = (await services.storage.projects()).find(({ id }) => id === projectId);
  if (!project || project.deletedAt === hiddenSince) return { code: 'project/not-found' };
  return project.deletedAt === null ? null : { code: 'project/in-bin', name: project.name };
}
