import type { ProjectId } from '#core/annotation/ids.ts';
import type { HeldLock } from '#storage/writerLock.ts';
import { endPreview } from '#store/hoverStore.ts';
import { setRole } from '#store/roleStore.ts';
import { prepareImage } from '../prepareImage.ts';
import { isAbort, reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { reloadProject } from './followTabs.ts';
import { isFollowing } from './role.ts';

/** Takes the writing of the open project from the tab that has it, which follows from now on. */
export async function takeOver(services: Services): Promise<void> {
  const { seat, writerLocks } = services;
  await seat.moves.run(async () => {
    const { projectId } = seat;
    if (!projectId || !isFollowing(services)) return;
    seat.waiting?.abort();
    await beginWriting(services, projectId, await writerLocks.takeAway(projectId));
  });
}

/** Becomes a follower as soon as another tab takes the writing away. */
export function watchLock(services: Services, held: HeldLock): void {
  held.lost
    .then(() => {
      if (services.seat.held === held) setRole(services.stores.role, 'follower');
    })
    .catch((error: unknown) => reportError(services, error));
}

/**
 * Follows from now on, whether the lock was taken away or a change was refused: what is in memory may
 * be behind, and its history is no longer true. An object in the making stays on the screen.
 */
export async function stepDown(services: Services): Promise<void> {
  const { seat } = services;
  await seat.moves.run(async () => {
    const { projectId, held } = seat;
    if (!projectId || !held || !isFollowing(services)) return;
    seat.held = null;
    endPreview(services.stores.hover);
    await held.release();
    waitForWriting(services, projectId);
    await services.edits.run(() => reloadProject(services));
  });
}

/** Gets the writing when the tab that has it is closed, crashes or turns to another project. */
export function waitForWriting(services: Services, projectId: ProjectId): void {
  const { seat, writerLocks } = services;
  const waiting = new AbortController();
  seat.waiting = waiting;
  writerLocks
    .acquireWhenFree(projectId, waiting.signal)
    .then((held) => seat.moves.run(() => beginWriting(services, projectId, held)))
    .catch((error: unknown) => reportError(services, error));
}

/** From the lease on no other tab can write, so that what is read afterwards is all there is. */
async function beginWriting(
  services: Services,
  projectId: ProjectId,
  held: HeldLock,
): Promise<void> {
  const { seat, stores, storage } = services;
  if (seat.projectId !== projectId || seat.held) {
    await held.release();
    return;
  }
  seat.waiting = null;
  try {
    await services.edits.run(async () => {
      await storage.takeWriting(projectId);
      await reloadProject(services);
    });
  } catch (error) {
    await held.release();
    throw error;
  }
  seat.held = held;
  setRole(stores.role, 'writer');
  watchLock(services, held);
  void makeReady(services);
}

/** A follower's image is only looked at: its embedding is made when there is use for it. */
async function makeReady(services: Services): Promise<void> {
  const { picture } = services.stores.session.getState();
  const { embedding } = services.stores.engine.getState();
  if (!picture || embedding.kind !== 'none') return;
  try {
    await prepareImage(services, picture.imageId, services.imageTask.begin());
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  }
}
