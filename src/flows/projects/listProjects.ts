import { hiddenSince } from '#core/project/bin.ts';
import { listProjects, setOverview, setUsage, type ListedProject } from '#store/projectsStore.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/** Reads the list of projects anew, and how much room they take. */
export async function refreshProjects({ stores, storage }: Services): Promise<void> {
  const projects = (await storage.projects()).filter(({ deletedAt }) => deletedAt !== hiddenSince);
  const listed = await Promise.all(
    projects.map(async (project) => ({
      project,
      editedAt: (await storage.editedAt(project.id)) ?? project.createdAt,
    })),
  );
  listProjects(stores.projects, listed);
  setUsage(stores.projects, await storage.usage());
}

/** Reads what the card of a project says. */
export async function loadOverview(
  { stores, storage, newId }: Services,
  { project: { id } }: ListedProject,
): Promise<void> {
  try {
    setOverview(stores.projects, id, await storage.overviewOf(id));
  } catch (error) {
    reportError({ stores, newId }, error);
  }
}
