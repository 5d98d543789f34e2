import { describe, expect, it } from 'vitest';
import type { ProjectId } from '#core/annotation/ids.ts';
import { binDays, hiddenSince } from '#core/project/bin.ts';
import type { Project } from '#core/project/project.ts';
import { createTabHub } from '#testing/fakeTabs.ts';
import { createFakeServices, settled, type FakeServices } from '#testing/fakes.ts';
import { categoryRecord, testProject, testTime } from '#testing/records.ts';
import { endJob, startJob } from '#store/jobsStore.ts';
import { closeProject, openProject } from '../openProject.ts';
import { rememberView } from '../rememberView.ts';
import { copyProject } from './copyProject.ts';
import { createProject } from './createProject.ts';
import { refreshProjects } from './listProjects.ts';
import { agreeToLeave, goTo } from './navigate.ts';
import { purgeExpired, purgeNow } from './purge.ts';
import {
  archiveProject,
  deleteProject,
  renameProject,
  restoreProject,
  unarchiveProject,
} from './reviseProject.ts';

const dayMs = 24 * 60 * 60 * 1000;

function project(number: number, patch: Partial<Project> = {}): Project {
  return { ...testProject, id: idOf(number), name: `Project ${number}`, ...patch };
}

function idOf(number: number): ProjectId {
  return `project-${number}` as ProjectId;
}

/** Services whose storage holds these projects; none is open. */
function servicesWith(...projects: readonly Project[]): FakeServices {
  const services = createFakeServices();
  for (const each of projects) services.storage.shelf.projects.set(each.id, each);
  return services;
}

const openIn = ({ stores }: FakeServices) => stores.document.getState().document?.project.id;
const screenOf = ({ stores }: FakeServices) => stores.session.getState().screen;
const noticesOf = ({ stores }: FakeServices) =>
  stores.jobs.getState().notices.map(({ message }) => message);
const workbenchOf = (number: number) => ({ screen: 'workbench', projectId: idOf(number) }) as const;

describe('goTo', () => {
  it('turns from one project to another, and to the one that is open without reading it anew', async () => {
    const services = servicesWith(project(1), project(2));
    await goTo(services, workbenchOf(1));
    await goTo(services, { screen: 'gallery', projectId: idOf(2) });
    expect([openIn(services), screenOf(services)]).toEqual([idOf(2), 'gallery']);
    const { document } = services.stores.document.getState();
    await goTo(services, { screen: 'projects', projectId: null });
    await goTo(services, workbenchOf(2));
    expect(services.stores.document.getState().document).toBe(document);
    expect(services.stores.settings.getState().recentProjectIds.slice(0, 2)).toEqual([
      idOf(2),
      idOf(1),
    ]);
  });

  it.each([
    [undefined, { code: 'project/not-found' }],
    [project(2, { deletedAt: hiddenSince }), { code: 'project/not-found' }],
    [project(2, { deletedAt: testTime }), { code: 'project/in-bin', name: 'Project 2' }],
  ])('shows the start page and says why a project is not shown', async (other, failure) => {
    const services = servicesWith(project(1), ...(other ? [other] : []));
    await goTo(services, workbenchOf(1));
    await goTo(services, workbenchOf(2));
    expect(screenOf(services)).toBe('projects');
    expect(openIn(services)).toBe(idOf(1));
    expect(noticesOf(services)).toEqual([{ about: 'failure', failure }]);
  });

  it('asks before it ends work that runs, and waits for its end', async () => {
    const services = servicesWith(project(1), project(2));
    const { jobs } = services.stores;
    await goTo(services, workbenchOf(1));
    const cancel = () => void Promise.resolve().then(() => endJob(jobs, 'job'));
    startJob(jobs, { id: 'job', name: 'openImages', doneCount: 0, totalCount: 9, cancel });
    await goTo(services, workbenchOf(2));
    expect(openIn(services)).toBe(idOf(1));
    await agreeToLeave(services);
    expect(jobs.getState().jobs).toEqual([]);
    expect(openIn(services)).toBe(idOf(2));
    expect(services.stores.projects.getState().leavingTo).toBeNull();
  });

  it('keeps the view of the project that is left', async () => {
    const services = servicesWith(project(1), project(2));
    rememberView(services);
    const saved: unknown[] = [];
    const { saveView } = services.storage;
    Object.assign(services.storage, {
      saveView: async (...[id, view, viewport]: Parameters<typeof saveView>) => {
        saved.push([id, view.openImageId]);
        await saveView(id, view, viewport);
      },
    });
    await openProject(services, idOf(1));
    await openProject(services, idOf(2));
    await settled();
    expect(saved).toEqual([[idOf(1), null]]);
  });
});

describe('a project that is not open', () => {
  it('is named, put away and brought back', async () => {
    const services = servicesWith(project(1));
    const stored = () => services.storage.shelf.projects.get(idOf(1));
    await renameProject(services, idOf(1), '  Garden ');
    await renameProject(services, idOf(1), ' ');
    expect(stored()?.name).toBe('Garden');
    await archiveProject(services, idOf(1));
    expect(stored()?.archivedAt).toBe(testTime);
    await unarchiveProject(services, idOf(1));
    expect(stored()?.archivedAt).toBeNull();
    await deleteProject(services, idOf(1));
    expect(stored()?.deletedAt).toBe(testTime);
    await restoreProject(services, idOf(1));
    expect(stored()).toEqual(project(1, { name: 'Garden' }));
    expect(noticesOf(services)).toEqual([{ about: 'movedToBin', name: 'Garden' }]);
  });

  it('is left alone while another tab writes to it', async () => {
    const hub = createTabHub();
    const other = hub.openTab();
    await other.writerLocks.tryAcquire(idOf(1));
    const services = createFakeServices(hub);
    services.storage.shelf.projects.set(idOf(1), project(1));
    await renameProject(services, idOf(1), 'Garden');
    await purgeNow(services, idOf(1));
    expect(services.storage.shelf.projects.get(idOf(1))).toEqual(project(1));
    const refused = { about: 'failure', failure: { code: 'storage/not-the-writer' } };
    expect(noticesOf(services)).toEqual([refused, refused]);
  });
});

describe('an open project', () => {
  it('is closed when it is deleted, and can be opened again after it was restored', async () => {
    const services = servicesWith(project(1));
    await openProject(services, idOf(1));
    await deleteProject(services, idOf(1));
    expect(openIn(services)).toBeUndefined();
    await restoreProject(services, idOf(1));
    await goTo(services, workbenchOf(1));
    expect(openIn(services)).toBe(idOf(1));
    expect(services.stores.role.getState().role).toBe('writer');
  });

  it('gives its lock back when it is closed', async () => {
    const hub = createTabHub();
    const services = createFakeServices(hub);
    services.storage.shelf.projects.set(idOf(1), project(1));
    await openProject(services, idOf(1));
    const other = hub.openTab();
    expect(await other.writerLocks.tryAcquire(idOf(1))).toBeNull();
    await closeProject(services);
    expect(await other.writerLocks.tryAcquire(idOf(1))).not.toBeNull();
  });
});

describe('createProject', () => {
  it('takes the categories of another project over, in one change', async () => {
    const services = servicesWith(project(1));
    const category = categoryRecord(1);
    services.storage.shelf.categories.set(category.id, category);
    const made = await createProject(services, 'New', idOf(1));
    const [change] = services.storage.askedChanges;
    expect(change?.edits.map(({ after }) => after)).toEqual([made, category]);
  });
});

describe('copyProject', () => {
  it('makes a project in work of an archived one, and says how far it is', async () => {
    const services = servicesWith(project(1, { archivedAt: testTime }));
    const seen: unknown[] = [];
    services.stores.projects.subscribe(({ labours }) => seen.push(labours.get(idOf(1))?.kind));
    await copyProject(services, project(1, { archivedAt: testTime }), 'Copy');
    const { listed } = services.stores.projects.getState();
    expect(listed?.map(({ project: each }) => [each.name, each.archivedAt])).toContainEqual([
      'Copy',
      null,
    ]);
    expect(seen).toContain('copying');
    expect(seen.at(-1)).toBeUndefined();
  });
});

describe('the list of projects', () => {
  it('has the one edited last first and leaves out what is being copied or purged', async () => {
    const services = servicesWith(
      project(1),
      project(2, { createdAt: testTime + 1 }),
      project(3, { deletedAt: hiddenSince }),
    );
    services.elapse(dayMs);
    await renameProject(services, idOf(1), 'Garden');
    await refreshProjects(services);
    const { listed } = services.stores.projects.getState();
    expect(listed?.map(({ project: { id } }) => id)).toEqual([idOf(1), idOf(2)]);
  });
});

describe('purgeExpired', () => {
  it('purges what is in the bin for too long and what a crash left, nothing else', async () => {
    const services = servicesWith(
      project(1),
      project(2, { deletedAt: testTime - binDays * dayMs }),
      project(3, { deletedAt: testTime - (binDays - 1) * dayMs }),
      project(4, { deletedAt: hiddenSince }),
    );
    await purgeExpired(services);
    expect([...services.storage.shelf.projects.keys()]).toEqual([idOf(1), idOf(3)]);
  });
});
