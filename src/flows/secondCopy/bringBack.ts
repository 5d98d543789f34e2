import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import { advanceJob, endJob, startJob } from '#store/jobsStore.ts';
import { refreshProjects } from '../projects/listProjects.ts';
import { goTo } from '../projects/navigate.ts';
import { isAbort, reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import { CopyRestore } from './copyRestore.ts';
import type { LostProject } from './lostProjects.ts';

/**
 * Makes the projects of the second copy anew in storage, each under its own id and with all records as
 * they were, and opens one of them. Failures are told; projects that are there are left alone.
 *
 * @param openId which to open if it is among them; else the first
 */
export async function bringBack(
  services: Services,
  projects: readonly LostProject[],
  openId: ProjectId | null,
): Promise<void> {
  const { stores, channel, newId } = services;
  const controller = new AbortController();
  const jobId = newId();
  const cancel = () => controller.abort();
  const totalCount = projects.length;
  startJob(stores.jobs, { id: jobId, name: 'bringBack', doneCount: 0, totalCount, cancel });
  try {
    const done: LostProject[] = [];
    const sums = { missingCount: 0, damagedCount: 0 };
    for (const [index, project] of projects.entries()) {
      advanceJob(stores.jobs, jobId, index);
      const back = await restoreFromCopy(services, project.projectId, controller.signal);
      if (!back) continue;
      done.push(project);
      sums.missingCount += back.missingCount;
      sums.damagedCount += back.damagedCount;
    }
    channel.post({ kind: 'projects' });
    await refreshProjects(services);
    const inWork = done.filter(({ isInBin }) => !isInBin);
    const first = inWork.find(({ projectId }) => projectId === openId) ?? inWork[0];
    if (!first) return;
    endJob(stores.jobs, jobId);
    await goTo(services, { screen: 'workbench', projectId: first.projectId });
    say(services, 'info', { about: 'broughtBack', name: first.name, count: done.length, ...sums });
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  } finally {
    endJob(stores.jobs, jobId);
  }
}

interface BroughtBack {
  readonly missingCount: number; // images without bytes
  readonly damagedCount: number; // records of the copy that could not be read
}

/** @returns null when the project is there already, or is being brought back by another tab */
async function restoreFromCopy(
  services: Services,
  projectId: ProjectId,
  signal: AbortSignal,
): Promise<BroughtBack | null> {
  const { storage, secondCopy, writerLocks } = services;
  const held = await writerLocks.tryAcquire(projectId);
  if (!held) return null;
  try {
    if ((await storage.projects()).some(({ id }) => id === projectId)) return null;
    const copy = await secondCopy.read(projectId);
    if (!copy) throw new AppError({ code: 'storage/copy-unreadable' });
    const work = new CopyRestore(services, projectId, signal);
    await storage.restoreProject(projectId, (restore) => work.write(copy, restore));
    // journal entries have other numbers from here on: nothing may be appended to what was before
    void secondCopy.renew(projectId);
    const missing = await storage.missingBytes('blobs', [...work.blobKeys]);
    return { missingCount: missing.size, damagedCount: work.damagedCount };
  } finally {
    await held.release();
  }
}
