import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import { isExpired } from '#core/project/bin.ts';
import { setLabour } from '#store/projectsStore.ts';
import { setLastProject } from '#store/settingsStore.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { refreshProjects } from './listProjects.ts';

/** Deletes a project of the bin for good, at once. */
export async function purgeNow(services: Services, projectId: ProjectId): Promise<void> {
  const { projects } = services.stores;
  setLabour(projects, projectId, { kind: 'purging' });
  try {
    if (!(await purge(services, projectId))) throw new AppError({ code: 'storage/not-the-writer' });
    services.channel.post({ kind: 'projects' });
    await refreshProjects(services);
  } catch (error) {
    reportError(services, error);
  } finally {
    setLabour(projects, projectId, null);
  }
}

/** Deletes for good what is in the bin for too long, and goes on with what a crash left half deleted. */
export async function purgeExpired(services: Services): Promise<void> {
  try {
    const expired = (await services.storage.projects()).filter((project) =>
      isExpired(project, services.now()),
    );
    for (const { id } of expired) await purge(services, id);
  } catch (error) {
    reportError(services, error);
  }
}

/** @returns false, and does nothing, while another tab is at the project */
async function purge(services: Services, projectId: ProjectId): Promise<boolean> {
  const held = await services.writerLocks.tryAcquire(projectId);
  if (!held) return false;
  try {
    await services.storage.purgeProject(projectId);
    const { settings } = services.stores;
    // what was deleted on purpose is not missed at the next start
    if (settings.getState().lastProjectId === projectId) setLastProject(settings, null);
    return true;
  } finally {
    await held.release();
  }
}
