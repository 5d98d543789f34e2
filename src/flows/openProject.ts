import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import { sortAtFirst } from '#core/query/imageSort.ts';
import { sortedImages } from '#core/project/project.ts';
import type { ProjectView } from '#storage/schema.ts';
import type { HeldLock } from '#storage/writerLock.ts';
import { closeDocument, showDocument } from '#store/documentStore.ts';
import { showExport } from '#store/exportStore.ts';
import { resetGallery } from '#store/galleryStore.ts';
import { resetHistory } from '#store/historyStore.ts';
import { setRole } from '#store/roleStore.ts';
import { setActiveCategory, showScreen, type Screen } from '#store/sessionStore.ts';
import { setLastProject } from '#store/settingsStore.ts';
import { readHistories } from './history/readHistory.ts';
import { openImage } from './openImage.ts';
import { applyProjectModel } from './projectModel.ts';
import { readProject } from './projects/readProject.ts';
import { waitForWriting, watchLock } from './projects/writing.ts';
import { saveCurrentView } from './rememberView.ts';
import type { Services } from './services.ts';

/**
 * Shows a project as it was left, in place of the one that is open. The first tab that opens it writes
 * to it, every other one follows.
 *
 * @throws AppError storage/record-missing, storage/…; then no project is open
 */
export async function openProject(
  services: Services,
  projectId: ProjectId,
  screen: Screen = 'workbench',
): Promise<void> {
  await services.seat.moves.run(async () => {
    await leave(services);
    try {
      await enter(services, projectId, screen);
    } catch (error) {
      shut(services);
      throw error;
    }
  });
}

/** Leaves the project that is open, if there is one; none is open afterwards. */
export async function closeProject(services: Services): Promise<void> {
  await services.seat.moves.run(async () => {
    await leave(services);
    shut(services);
  });
}

function shut({ stores }: Services): void {
  closeDocument(stores.document);
  resetHistory(stores.history, 0);
}

/** Ends all that belongs to the open project: what it was looking at is kept, its lock given back. */
async function leave(services: Services): Promise<void> {
  const { stores, seat } = services;
  await saveCurrentView(services);
  setRole(stores.role, 'opening');
  await openImage(services, null); // after all edits under way
  seat.waiting?.abort();
  await seat.held?.release();
  seat.waiting = null;
  seat.held = null;
  seat.projectId = null;
}

async function enter(services: Services, projectId: ProjectId, screen: Screen): Promise<void> {
  const { stores, storage } = services;
  const isThere = (await storage.projects()).some(({ id }) => id === projectId);
  if (!isThere) {
    throw new AppError({ code: 'storage/record-missing', record: `project ${projectId}` });
  }
  const held = await services.writerLocks.tryAcquire(projectId);
  try {
    await services.edits.run(async () => {
      if (held) await storage.takeWriting(projectId);
      const { document, view, seq } = await readProject(services, projectId, null);
      showDocument(stores.document, document);
      resetHistory(stores.history, seq);
      take(services, { projectId, held, seq });
      returnTo(services, { document, view, screen });
    });
  } catch (error) {
    await held?.release();
    throw error;
  }
  if (held) watchLock(services, held);
  else waitForWriting(services, projectId);
  // that of an image is read with it
  void readHistories(services, null);
}

interface Place {
  readonly projectId: ProjectId;
  readonly held: HeldLock | null;
  readonly seq: number;
}

function take({ stores, seat }: Services, { projectId, held, seq }: Place): void {
  seat.projectId = projectId;
  seat.held = held;
  seat.seq = seq;
  setRole(stores.role, held ? 'writer' : 'follower');
}

interface Return {
  readonly document: ProjectDocument;
  readonly view: ProjectView | null;
  readonly screen: Screen;
}

/** Turns to where the user was. */
function returnTo(services: Services, { document, view, screen }: Return): void {
  const { session, settings, gallery, exports } = services.stores;
  setLastProject(settings, document.project.id);
  showScreen(session, screen);
  showExport(exports, null);
  resetGallery(gallery, view?.query ?? '', view?.sort ?? sortAtFirst);
  applyProjectModel(services);
  const categoryId = view?.activeCategoryId ?? null;
  setActiveCategory(session, categoryId && document.categories.has(categoryId) ? categoryId : null);
  const lastOpen = view?.openImageId && document.images.get(view.openImageId);
  const first = lastOpen ?? sortedImages(document.images.values())[0];
  if (first) void openImage(services, first.id);
}
