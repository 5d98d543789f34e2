import type { ProjectDocument } from '#core/project/document.ts';
import { sortedImages, type ImageSummary } from '#core/project/project.ts';
import type { WrittenChange } from '#storage/projectChannel.ts';
import { recordChange, showDocument } from '#store/documentStore.ts';
import { resetHistory } from '#store/historyStore.ts';
import { setRole } from '#store/roleStore.ts';
import { selectAnnotations, setActiveCategory } from '#store/sessionStore.ts';
import { noteWritten } from '../history/noteWritten.ts';
import { readHistories } from '../history/readHistory.ts';
import { openImage } from '../openImage.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { isFollowing } from './role.ts';
import { readProject } from './readProject.ts';

/** Carries out what another tab has written to the open project. Runs inside the edit queue. */
export async function followWritten(services: Services, written: WrittenChange): Promise<void> {
  const { stores, seat } = services;
  const { projectId, change, previousSeq, seq } = written;
  if (seat.projectId !== projectId || seq <= seat.seq) return;
  if (!isFollowing(services)) {
    // somebody else was let to write: this tab has lost it and does not know yet
    if (stores.role.getState().role === 'writer') setRole(stores.role, 'follower');
    return;
  }
  if (previousSeq !== seat.seq) {
    await reloadProject(services);
    return;
  }
  const former = stores.document.getState().document;
  noteWritten(stores.history, { projectId, step: written, seq });
  recordChange(stores.document, change);
  seat.seq = seq;
  tidySession(services, former);
}

/** Reads the open project anew, the user staying where they are. Runs inside the edit queue. */
export async function reloadProject(services: Services): Promise<void> {
  const { stores, seat } = services;
  const { document: former } = stores.document.getState();
  if (!seat.projectId || !former) return;
  const { openImageId } = stores.session.getState();
  const { document, seq } = await readProject(services, seat.projectId, openImageId);
  showDocument(stores.document, document);
  resetHistory(stores.history, seq);
  seat.seq = seq;
  void readHistories(services, openImageId);
  tidySession(services, former);
}

/** Lets go of what is no longer there. */
function tidySession(services: Services, former: ProjectDocument | null): void {
  const { session, document: store } = services.stores;
  const { document } = store.getState();
  if (!document) return;
  const { openImageId, activeCategoryId, selectedIds } = session.getState();
  if (activeCategoryId && !document.categories.has(activeCategoryId)) {
    setActiveCategory(session, null);
  }
  const objects = openImageId && document.annotations.get(openImageId);
  if (objects && selectedIds.some((id) => !objects.has(id))) {
    selectAnnotations(
      session,
      selectedIds.filter((id) => objects.has(id)),
    );
  }
  if (openImageId && document.images.has(openImageId)) return;
  const images = sortedImages(document.images.values());
  const target = nearest(images, openImageId ? former?.images.get(openImageId) : undefined);
  if (!target && !openImageId) return;
  openImage(services, target?.id ?? null).catch((error: unknown) => reportError(services, error));
}

/** The image that took the place of one that is gone; the first when there was none. */
function nearest(
  images: readonly ImageSummary[],
  gone: ImageSummary | undefined,
): ImageSummary | undefined {
  const place = gone?.order ?? 0;
  return images.find(({ order }) => order >= place) ?? images.at(-1);
}
