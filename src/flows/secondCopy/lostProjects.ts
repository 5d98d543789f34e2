import type { ProjectId } from '#core/annotation/ids.ts';
import { readRecord } from '#formats/native/index.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';

/** A project that the second copy holds and storage does not know any more. */
export interface LostProject {
  readonly projectId: ProjectId;
  readonly name: string;
  readonly isInBin: boolean;
}

/**
 * The projects that went away without having been deleted: a browser that finds its database damaged
 * makes an empty one, and says nothing.
 */
export async function lostProjects({
  storage,
  secondCopy,
}: Pick<Services, 'storage' | 'secondCopy'>): Promise<readonly LostProject[]> {
  const known = new Set((await storage.projects()).map(({ id }) => id));
  const lost: LostProject[] = [];
  for (const projectId of await secondCopy.projectIds()) {
    if (known.has(projectId)) continue;
    const copy = await secondCopy.read(projectId);
    const [project] = copy ? readRecord('project.json', copy.projectJson).value : [];
    if (!project) continue;
    lost.push({ projectId, name: project.name, isInBin: project.deletedAt !== null });
  }
  return lost;
}

/** Says that labels were lost and can be brought back. @returns whether there are any */
export async function offerLost(services: Services): Promise<boolean> {
  const { lastProjectId } = services.stores.settings.getState();
  const projects = await lostProjects(services);
  if (projects.every(({ isInBin }) => isInBin)) return false;
  say(services, 'problem', { about: 'labelsLost', projects, lastProjectId });
  return true;
}
