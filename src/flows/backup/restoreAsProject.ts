import { openProject } from '../openProject.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import type { OpenBackup } from './openBackup.ts';
import { restoreBackup, type RestoreOptions } from './restoreBackup.ts';

/**
 * Makes a new project of a backup or package and opens it.
 *
 * @throws AppError archive/…, storage/…; the signal's reason on abort
 */
export async function restoreAsProject(
  services: Services,
  backup: OpenBackup,
  options: RestoreOptions,
  signal: AbortSignal,
): Promise<void> {
  const { projectId, missingCount } = await restoreBackup(services, backup, options, signal);
  await openProject(services, projectId);
  say(services, 'info', { about: 'restored', projectName: options.name, missingCount });
}

/** Whether a project of that name is there already, deleted ones aside. */
export async function hasProjectNamed({ storage }: Services, name: string): Promise<boolean> {
  const projects = await storage.projects();
  return projects.some((project) => project.deletedAt === null && project.name === name);
}
