import type { ProjectId } from '#core/annotation/ids.ts';
import type { SessionState } from '#store/sessionStore.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';

/** Least time between two writes while the view moves, ms. */
const restMs = 200;

/** A view and the project it is a view of. */
interface ProjectState {
  readonly projectId: ProjectId;
  readonly state: SessionState;
}

/**
 * Writes where the user is: the first movement at once, the following ones when it rests. Followers
 * keep their view to themselves.
 *
 * @returns `flush` writes at once what is not written yet
 */
export function rememberView(services: Services): { readonly flush: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let unsaved: ProjectState | null = null;
  function flush(): void {
    const current = unsaved;
    unsaved = null;
    if (current) save(services, current).catch((error: unknown) => reportError(services, error));
  }
  services.stores.session.subscribe((state, former) => {
    if (isSameView(state, former)) return;
    const projectId = writtenProject(services);
    if (!projectId) return;
    unsaved = { projectId, state };
    if (timer !== null) return;
    flush();
    timer = setTimeout(() => {
      timer = null;
      flush();
    }, restMs);
  });
  return { flush };
}

/** Writes where the user is in the open project, before it is left. */
export async function saveCurrentView(services: Services): Promise<void> {
  const projectId = writtenProject(services);
  if (!projectId) return;
  try {
    await save(services, { projectId, state: services.stores.session.getState() });
  } catch (error) {
    reportError(services, error);
  }
}

function isSameView(a: SessionState, b: SessionState): boolean {
  return (
    a.viewport === b.viewport &&
    a.picture === b.picture &&
    a.openImageId === b.openImageId &&
    a.activeCategoryId === b.activeCategoryId
  );
}

/** The open project if this tab writes to it: one that is only being opened or closed has no view. */
function writtenProject({ stores }: Services): ProjectId | null {
  if (stores.role.getState().role !== 'writer') return null;
  return stores.document.getState().document?.project.id ?? null;
}

async function save({ storage }: Services, { projectId, state }: ProjectState): Promise<void> {
  const { openImageId, activeCategoryId, picture, viewport } = state;
  // before the picture is there the viewport is still the former image's
  const isShown = picture?.imageId === openImageId;
  await storage.saveView(projectId, { openImageId, activeCategoryId }, isShown ? viewport : null);
}
