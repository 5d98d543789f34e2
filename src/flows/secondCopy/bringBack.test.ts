import { beforeEach, describe, expect, it } from 'vitest';
import type { CopyEdit } from '#core/backup/copyLines.ts';
import { startStudio } from '#flows/startStudio.ts';
import { setLastProject } from '#store/settingsStore.ts';
import { createFakeServices, settled, type FakeServices } from '#testing/fakes.ts';
import { annotationRecord, categoryRecord, imageRecord, testProject } from '#testing/records.ts';
import { bringBack } from './bringBack.ts';
import { followSecondCopy } from './followSecondCopy.ts';
import { lostProjects } from './lostProjects.ts';

const { id: projectId } = testProject;
const view = { openImageId: null, activeCategoryId: categoryRecord(1).id };
const viewport = { scale: 2, offsetX: 1, offsetY: 0 };
const records: readonly CopyEdit[] = [
  { kind: 'project', id: projectId, after: testProject },
  { kind: 'category', id: 'category-1', after: categoryRecord(1) },
  { kind: 'image', id: 'image-1', after: imageRecord(1, { tags: ['ü'] }) },
  { kind: 'annotation', id: 'annotation-1', after: annotationRecord(1) },
  { kind: 'views', id: projectId, after: { view, viewports: [['image-1', viewport]] } },
];
let services: FakeServices;
const notices = () => services.stores.jobs.getState().notices.map(({ message }) => message);

beforeEach(() => {
  services = createFakeServices();
});

describe('bringBack', () => {
  it('makes the project anew under its id, and history begins with it', async () => {
    services.secondCopy.hold(projectId, records);
    await bringBack(services, await lostProjects(services), projectId);
    const [restored] = services.storage.restored;
    expect(restored).toMatchObject({ projectId, project: testProject, view });
    expect(restored?.records).toMatchObject({
      categories: [categoryRecord(1)],
      images: [imageRecord(1, { tags: ['ü'] })],
      annotations: [annotationRecord(1)],
      viewports: [['image-1', viewport]],
      snapshots: [{ imageId: 'image-1', seq: 1000, annotations: [annotationRecord(1)] }],
    });
    expect(restored?.journal).toMatchObject([
      { name: 'bringBack', edits: [{ after: testProject }, { after: categoryRecord(1) }] },
    ]);
    expect(services.secondCopy.asked).toEqual([`renew ${projectId}`]);
    expect(notices()).toEqual([
      { about: 'broughtBack', name: 'Test project', count: 1, missingCount: 1, damagedCount: 0 },
    ]);
    expect(services.stores.jobs.getState().jobs).toEqual([]);
    expect(await lostProjects(services)).toEqual([]);
  });

  it('leaves out what is no record and says how many there were', async () => {
    const bad: CopyEdit = { kind: 'image', id: 'image-2', after: { id: 'image-2' } };
    services.secondCopy.hold(projectId, [...records, bad]);
    await bringBack(services, await lostProjects(services), null);
    expect(services.storage.restored[0]?.records.images).toHaveLength(1);
    expect(notices()).toMatchObject([{ about: 'broughtBack', damagedCount: 1 }]);
  });

  it('leaves a project alone that is there', async () => {
    services.secondCopy.hold(projectId, records);
    const lost = await lostProjects(services);
    services.storage.shelf.projects.set(projectId, testProject);
    await bringBack(services, lost, projectId);
    expect(services.storage.restored).toEqual([]);
  });
});

describe('a start without what the copy knows', () => {
  it('offers the labels and waits on the start page when all else is gone', async () => {
    services.secondCopy.hold(projectId, records);
    setLastProject(services.stores.settings, projectId);
    await startStudio(services, 'New project');
    expect(notices()).toEqual([
      {
        about: 'labelsLost',
        projects: [{ projectId, name: 'Test project', isInBin: false }],
        lastProjectId: projectId,
      },
    ]);
    expect(services.stores.session.getState().screen).toBe('projects');
    expect(services.storage.shelf.projects.size).toBe(0);
  });

  it('says nothing of a project that lay in the bin', async () => {
    const deleted = { ...testProject, deletedAt: 5 };
    services.secondCopy.hold(projectId, [{ kind: 'project', id: projectId, after: deleted }]);
    await startStudio(services, 'New project');
    expect(notices()).toEqual([]);
    expect(await lostProjects(services)).toMatchObject([{ isInBin: true }]);
  });
});

describe('followSecondCopy', () => {
  it('looks after the copy of the project that this tab writes, when the start is over', async () => {
    services.storage.shelf.projects.set(projectId, testProject);
    followSecondCopy(services);
    await startStudio(services, 'New project');
    expect(services.secondCopy.asked).toEqual([]);
    services.elapse(8000);
    await settled();
    expect(services.secondCopy.asked).toEqual([`attend ${projectId}`]);
  });
});
