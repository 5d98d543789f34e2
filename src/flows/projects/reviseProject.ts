import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { ChangeName } from '#core/project/change.ts';
import type { Project } from '#core/project/project.ts';
import { commitEdit } from '../commitEdit.ts';
import { closeProject } from '../openProject.ts';
import { reportError, say } from '../report.ts';
import type { Services } from '../services.ts';
import { endJobs } from './endJobs.ts';
import { refreshProjects } from './listProjects.ts';
import { isFollowing } from './role.ts';

/** Gives a project another name; an empty one is ignored. */
export async function renameProject(
  services: Services,
  projectId: ProjectId,
  typed: string,
): Promise<void> {
  const name = typed.trim();
  if (name === '') return;
  await revise(services, projectId, 'renameProject', (project) =>
    project.name === name ? project : { ...project, name },
  );
}

/** Puts a project away; it can still be opened. */
export async function archiveProject(services: Services, projectId: ProjectId): Promise<void> {
  const archivedAt = services.now();
  await revise(services, projectId, 'archiveProject', (project) => ({ ...project, archivedAt }));
}

/** Takes a project out of the archive. */
export async function unarchiveProject(services: Services, projectId: ProjectId): Promise<void> {
  await revise(services, projectId, 'unarchiveProject', (project) => ({
    ...project,
    archivedAt: null,
  }));
}

/** Puts a project into the bin; if it is open, work on it ends and it is closed. */
export async function deleteProject(services: Services, projectId: ProjectId): Promise<void> {
  const { seat } = services;
  if (seat.projectId === projectId && !isFollowing(services)) await endJobs(services);
  const deletedAt = services.now();
  let name = '';
  const isDeleted = await revise(services, projectId, 'deleteProject', (project) => {
    name = project.name;
    return { ...project, deletedAt };
  });
  if (!isDeleted) return;
  if (seat.projectId === projectId) await closeProject(services);
  say(services, 'info', { about: 'movedToBin', name });
}

/** Takes a project out of the bin. */
export async function restoreProject(services: Services, projectId: ProjectId): Promise<void> {
  await revise(services, projectId, 'restoreProject', (project) => ({
    ...project,
    deletedAt: null,
  }));
}

/** @returns whether the revised record is on disk; a failure has been told to the user */
async function revise(
  services: Services,
  projectId: ProjectId,
  name: ChangeName,
  alter: (project: Project) => Project,
): Promise<boolean> {
  const { seat, channel } = services;
  const isOpen = seat.projectId === projectId;
  const isDone = isOpen
    ? await commitEdit(services, ({ project }) => changeOf(name, project, alter(project)))
    : await reviseClosed(services, projectId, { name, alter });
  if (isDone) channel.post({ kind: 'projects' });
  await refreshProjects(services);
  return isDone;
}

interface Revision {
  readonly name: ChangeName;
  readonly alter: (project: Project) => Project;
}

/** A project that is not open here is written to like an open one: by the tab that has its lock. */
async function reviseClosed(
  services: Services,
  projectId: ProjectId,
  { name, alter }: Revision,
): Promise<boolean> {
  const { storage, stores, newId, now } = services;
  const held = await services.writerLocks.tryAcquire(projectId);
  try {
    if (!held) throw new AppError({ code: 'storage/not-the-writer' });
    await storage.takeWriting(projectId);
    const before = (await storage.projects()).find(({ id }) => id === projectId);
    const change = before && changeOf(name, before, alter(before));
    if (!change) return false;
    const by = stores.settings.getState().displayName;
    await storage.commit(projectId, change, { verb: 'did', changeId: newId(), at: now(), by });
    return true;
  } catch (error) {
    reportError(services, error);
    return false;
  } finally {
    await held?.release();
  }
}

function changeOf(name: ChangeName, before: Project, after: Project) {
  return after === before ? null : { name, edits: [{ kind: 'project', before, after } as const] };
}
