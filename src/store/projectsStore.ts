import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { ProjectOverview } from '#core/project/overview.ts';
import type { Project } from '#core/project/project.ts';
import type { StorageUsage } from '#core/storageUsage.ts';
import type { Screen } from './sessionStore.ts';

/** A place in the studio that has an address. */
export interface Place {
  readonly screen: Screen;
  readonly projectId: ProjectId | null; // null: none, or the one opened last
}

/** One line of the list of projects. */
export interface ListedProject {
  readonly project: Project;
  readonly editedAt: number; // ms since 1970, UTC
}

/** What takes a while with a project as a whole. */
export type Labour =
  { readonly kind: 'purging' } | { readonly kind: 'copying'; readonly doneCount: number };

/** All projects on this machine, as the start page shows them. */
export interface ProjectsState {
  /** Archived and deleted ones too, the one edited last comes first; null until storage has answered. */
  readonly listed: readonly ListedProject[] | null;
  readonly overviews: ReadonlyMap<ProjectId, ProjectOverview>;
  readonly labours: ReadonlyMap<ProjectId, Labour>;
  readonly usage: StorageUsage | null; // null where the browser does not tell
  /** Where to go once the user agrees to end the work that still runs; null: nothing is asked. */
  readonly leavingTo: Place | null;
}

export type ProjectsStore = StoreApi<ProjectsState>;

export function createProjectsStore(): ProjectsStore {
  return createStore<ProjectsState>()(() => ({
    listed: null,
    overviews: new Map(),
    labours: new Map(),
    usage: null,
    leavingTo: null,
  }));
}

/** Lists projects anew; what was known of each is kept until it is read again. */
export function listProjects(store: ProjectsStore, projects: readonly ListedProject[]): void {
  store.setState({ listed: projects.toSorted((a, b) => b.editedAt - a.editedAt) });
}

export function setOverview(
  store: ProjectsStore,
  projectId: ProjectId,
  overview: ProjectOverview,
): void {
  store.setState(({ overviews }) => ({ overviews: new Map(overviews).set(projectId, overview) }));
}

/** @param labour null: it is over */
export function setLabour(store: ProjectsStore, projectId: ProjectId, labour: Labour | null): void {
  store.setState(({ labours }) => {
    const next = new Map(labours);
    if (labour) next.set(projectId, labour);
    else next.delete(projectId);
    return { labours: next };
  });
}

export function setUsage(store: ProjectsStore, usage: StorageUsage | null): void {
  store.setState({ usage });
}

/** @param leavingTo null: the user stays, or has gone */
export function askToLeave(store: ProjectsStore, leavingTo: Place | null): void {
  store.setState({ leavingTo });
}
