import type { SessionState } from '#store/sessionStore.ts';
import { isAbort, reportError } from './report.ts';
import type { Services } from './services.ts';

/** Rest after the last movement before it is written, ms. */
const restMs = 250;

/**
 * Writes where the user is, shortly after they rest there.
 *
 * @returns a function that stops it and writes what is still open
 */
export function rememberView(services: Services): { flush: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let unsaved: SessionState | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!unsaved) return;
    const state = unsaved;
    unsaved = null;
    save(services, state).catch((error: unknown) => {
      if (!isAbort(error)) reportError(services, error);
    });
  };
  services.stores.session.subscribe((state, former) => {
    const isSame =
      state.viewport === former.viewport &&
      state.picture === former.picture &&
      state.openImageId === former.openImageId &&
      state.activeCategoryId === former.activeCategoryId;
    if (isSame) return;
    unsaved = state;
    if (timer) clearTimeout(timer);
    timer = setTimeout(flush, restMs);
  });
  return { flush };
}

async function save({ stores, storage }: Services, state: SessionState): Promise<void> {
  const { document } = stores.document.getState();
  if (!document) return;
  const { openImageId, activeCategoryId, picture, viewport } = state;
  await storage.saveView(document.project.id, { openImageId, activeCategoryId });
  // before the picture is there the viewport is still the former image's
  if (picture && picture.imageId === openImageId) {
    await storage.saveViewport(picture.imageId, viewport);
  }
}
