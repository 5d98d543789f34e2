import type { GalleryState } from '#store/galleryStore.ts';
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
  const { session, gallery } = services.stores;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isUnsaved = false;
  function flush(): void {
    if (!isUnsaved) return;
    isUnsaved = false;
    save(services).catch((error: unknown) => reportError(services, error));
  }
  function onMove(): void {
    isUnsaved = true;
    if (timer !== null) return;
    flush();
    timer = setTimeout(() => {
      timer = null;
      flush();
    }, restMs);
  }
  session.subscribe((state, former) => {
    if (!isSameView(state, former)) onMove();
  });
  gallery.subscribe((state, former) => {
    if (!isSameGallery(state, former)) onMove();
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

function isSameGallery(a: GalleryState, b: GalleryState): boolean {
  return a.queryText === b.queryText && a.sort === b.sort;
}

async function save({ stores, storage }: Services): Promise<void> {
  const { document } = stores.document.getState();
  if (!document) return;
  const { openImageId, activeCategoryId, picture, viewport } = stores.session.getState();
  const { queryText, sort } = stores.gallery.getState();
  // before the picture is there the viewport is still the former image's
  const isShown = picture?.imageId === openImageId;
  const view = { openImageId, activeCategoryId, query: queryText, sort };
  await storage.saveView(document.project.id, view, isShown ? viewport : null);
}
