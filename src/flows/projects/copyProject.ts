import type { ProjectId } from '#core/annotation/ids.ts';
import type { Project } from '#core/project/project.ts';
import { setLabour } from '#store/projectsStore.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { refreshProjects } from './listProjects.ts';

/**
 * Makes a second project with all that is in the first; the images are shared, not copied.
 *
 * @param name of the copy
 */
export async function copyProject(
  services: Services,
  source: Project,
  name: string,
): Promise<void> {
  const { stores, storage, channel, newId, now } = services;
  const { projects } = stores;
  const createdAt = now();
  const copyId = newId() as ProjectId;
  const copy: Project = { ...source, id: copyId, name, createdAt, archivedAt: null };
  const by = stores.settings.getState().displayName;
  // held so that no other tab takes the half-made copy for one that a crash has left
  const held = await services.writerLocks.tryAcquire(copyId);
  setLabour(projects, source.id, { kind: 'copying', doneCount: 0 });
  try {
    await storage.duplicateProject({
      sourceId: source.id,
      copy,
      changeId: newId(),
      at: createdAt,
      by,
      onProgress: (doneCount) => setLabour(projects, source.id, { kind: 'copying', doneCount }),
    });
    channel.post({ kind: 'projects' });
    await refreshProjects(services);
  } catch (error) {
    reportError(services, error);
  } finally {
    setLabour(projects, source.id, null);
    await held?.release();
  }
}
