import { describe, expect, it } from 'vitest';
import { createFakeServices, settled, type FakeServices } from '#testing/fakes.ts';
import { categoryRecord, imageRecord, testProject } from '#testing/records.ts';
import { setLastProject } from '#store/settingsStore.ts';
import { setCanvasSize } from '#store/sessionStore.ts';
import { startStudio } from './startStudio.ts';

const images = [imageRecord(1), imageRecord(2)] as const;
const viewport = { scale: 3, offsetX: 100, offsetY: 50 };

describe('startStudio', () => {
  it('makes an empty project on a first visit and keeps it', async () => {
    const services = createFakeServices();
    await startStudio(services, 'New project');
    const { document } = services.stores.document.getState();
    expect(document?.project.name).toBe('New project');
    expect([...services.storage.shelf.projects.values()]).toEqual([document?.project]);
    expect(services.stores.session.getState().openImageId).toBeNull();
  });

  it('says so when projects were here and the browser has lost them', async () => {
    const services = createFakeServices();
    setLastProject(services.stores.settings, testProject.id);
    await startStudio(services, 'New project');
    const notices = services.stores.jobs.getState().notices.map(({ message }) => message);
    expect(notices).toEqual([{ about: 'failure', failure: { code: 'storage/lost' } }]);
    await startStudio(services, 'New project');
    expect(services.stores.jobs.getState().notices).toHaveLength(1);
  });

  it('brings the project back as it was left', async () => {
    const services = createVisitedServices();
    const openImageId = images[1].id;
    const activeCategoryId = categoryRecord(2).id;
    const view = { openImageId, activeCategoryId };
    await services.storage.saveView(testProject.id, view, viewport);
    await startStudio(services, 'New project');
    await settled();
    const { session, document } = services.stores;
    expect(document.getState().document?.project).toEqual(testProject);
    expect(session.getState()).toMatchObject({ openImageId, activeCategoryId, viewport });
  });

  it('opens the first image when the one that was open is gone', async () => {
    const services = createVisitedServices();
    const view = { openImageId: imageRecord(7).id, activeCategoryId: categoryRecord(7).id };
    await services.storage.saveView(testProject.id, view, viewport);
    await startStudio(services, 'New project');
    const { openImageId, activeCategoryId } = services.stores.session.getState();
    expect(openImageId).toBe(images[0].id);
    expect(activeCategoryId).toBeNull();
  });
});

/** Services whose storage holds a project from before. */
function createVisitedServices(): FakeServices {
  const services = createFakeServices();
  const { shelf } = services.storage;
  shelf.projects.set(testProject.id, testProject);
  for (const number of [1, 2]) {
    const category = categoryRecord(number);
    shelf.categories.set(category.id, category);
  }
  for (const image of images) {
    shelf.images.set(image.id, image);
    shelf.blobs.set(image.id, new Blob([image.id]));
  }
  setCanvasSize(services.stores.session, { width: 800, height: 600 });
  return services;
}
