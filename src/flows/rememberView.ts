import type { ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { GalleryState } from '#store/galleryStore.ts';
import type { SessionState } from '#store/sessionStore.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';

/** Least time between two writes while the view moves, ms. */
const restMs = 200;

/** A view and the project it is a view of. */
interface ProjectState {
  readonly projectId: ProjectId;
  readonly session: SessionState;
  readonly gallery: GalleryState;
}

/**
 * Writes where the user is: the first movement at once, the following ones when it rests. Followers
 * keep their view to themselves.
 *
 * @returns `flush` writes at once what is not written yet
 */
export function rememberView(services: Services): { readonly flush: () => void } {
  const { session, gallery } = services.stores;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let unsaved: ProjectState | null = null;
  function flush(): void {
    const current = unsaved;
    unsaved = null;
    if (current) save(services, current).catch((error: unknown) => tell(services, error));
  }
  function onMove(): void {
    const current = currentState(services);
    if (!current) return;
    unsaved = current;
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

/** Writes where the user is in the open project, before it is left. */
export async function saveCurrentView(services: Services): Promise<void> {
  const current = currentState(services);
  if (!current) return;
  try {
    await save(services, current);
  } catch (error) {
    tell(services, error);
  }
}

/** On a full disk nothing is said of the view, which is worth nothing: the next edit will say it. */
function tell(services: Services, error: unknown): void {
  if (error instanceof AppError && error.failure.code === 'storage/quota-exceeded') return;
  reportError(services, error);
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

/** Null unless this tab writes to the project: one that is only being opened or closed has no view. */
function currentState({ stores }: Services): ProjectState | null {
  const { document } = stores.document.getState();
  if (!document || stores.role.getState().role !== 'writer') return null;
  return {
    projectId: document.project.id,
    session: stores.session.getState(),
    gallery: stores.gallery.getState(),
  };
}

async function save(
  { storage }: Services,
  { projectId, session, gallery }: ProjectState,
): Promise<void> {
  const { openImageId, activeCategoryId, picture, viewport } = session;
  const { queryText, sort } = gallery;
  // before the picture is there the viewport is still the former image's
  const isShown = picture?.imageId === openImageId;
  const view = { openImageId, activeCategoryId, query: queryText, sort };
  await storage.saveView(projectId, view, isShown ? viewport : null);
}
