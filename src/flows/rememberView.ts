import type { SessionState } from '#store/sessionStore.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';

/** Least time between two writes while the view moves, ms. */
const restMs = 200;

/**
 * Writes where the user is: the first movement at once, the following ones when it rests.
 *
 * @returns `flush` writes at once what is not written yet
 */
export function rememberView(services: Services): { readonly flush: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let unsaved: SessionState | null = null;
  function flush(): void {
    const state = unsaved;
    unsaved = null;
    if (state) save(services, state).catch((error: unknown) => reportError(services, error));
  }
  services.stores.session.subscribe((state, former) => {
    if (isSameView(state, former)) return;
    unsaved = state;
    if (timer !== null) return;
    flush();
    timer = setTimeout(() => {
      timer = null;
      flush();
    }, restMs);
  });
  return { flush };
}

function isSameView(a: SessionState, b: SessionState): boolean {
  return (
    a.viewport === b.viewport &&
    a.picture === b.picture &&
    a.openImageId === b.openImageId &&
    a.activeCategoryId === b.activeCategoryId
  );
}

async function save({ stores, storage }: Services, state: SessionState): Promise<void> {
  const { document } = stores.document.getState();
  if (!document) return;
  const { openImageId, activeCategoryId, picture, viewport } = state;
  // before the picture is there the viewport is still the former image's
  const isShown = picture?.imageId === openImageId;
  const view = { openImageId, activeCategoryId };
  await storage.saveView(document.project.id, view, isShown ? viewport : null);
}
