import type { AnnotationId } from '#core/annotation/ids.ts';
import { annotationsOf } from '#core/project/document.ts';
import type { ObjectEdit } from '#core/project/objectEdits.ts';
import { isShown, setIsolated } from '#store/objectsStore.ts';
import { selectAnnotations } from '#store/sessionStore.ts';
import type { Services } from '../services.ts';
import { editOpenObjects, selectedObjects } from './selectedObjects.ts';

/** Locks the selected objects against every edit; when all of them are locked, unlocks them. */
export async function toggleLock(services: Services): Promise<void> {
  const isLocked = !selectedObjects(services).every((each) => each.isLocked === true);
  await editOpenObjects(services, {
    name: isLocked ? 'lockObjects' : 'unlockObjects',
    ids: services.stores.session.getState().selectedIds,
    withLocked: true,
    plan: (objects) =>
      objects
        .filter((each) => (each.isLocked ?? false) !== isLocked)
        .map((before): ObjectEdit => ({ before, after: { ...before, isLocked } })),
  });
}

/** Hides every object of the image but the selected ones, which are shown. */
export async function hideOthers(services: Services): Promise<void> {
  const { selectedIds } = services.stores.session.getState();
  const chosen = new Set(selectedIds);
  await setHidden(services, 'hideOthers', (id) => !chosen.has(id));
}

/** Shows every object of the image again, and ends looking at some alone. */
export async function showAllObjects(services: Services): Promise<void> {
  setIsolated(services.stores.objects, null);
  await setHidden(services, 'showAllObjects', () => false);
}

/** Shows only the selected objects, or all again; a way to look, nothing is stored. */
export function toggleIsolation({ stores }: Services): void {
  const { openImageId, selectedIds } = stores.session.getState();
  const { isolated } = stores.objects.getState();
  const isOn = isolated !== null && isolated.imageId === openImageId;
  if (isOn || !openImageId || selectedIds.length === 0) setIsolated(stores.objects, null);
  else setIsolated(stores.objects, { imageId: openImageId, ids: new Set(selectedIds) });
}

/** Selects every object that can be seen on the open image. */
export function selectAllObjects({ stores }: Services): void {
  const { document } = stores.document.getState();
  const { isolated } = stores.objects.getState();
  const { openImageId } = stores.session.getState();
  const objects = document ? annotationsOf(document, openImageId) : [];
  const seen = objects.filter((each) => isShown(each, isolated));
  selectAnnotations(
    stores.session,
    seen.map(({ id }) => id),
  );
}

async function setHidden(
  services: Services,
  name: 'hideOthers' | 'showAllObjects',
  isHiddenOf: (id: AnnotationId) => boolean,
): Promise<void> {
  const { document } = services.stores.document.getState();
  const { openImageId } = services.stores.session.getState();
  const objects = document ? annotationsOf(document, openImageId) : [];
  if (objects.length === 0) return;
  await editOpenObjects(services, {
    name,
    ids: objects.map(({ id }) => id),
    withLocked: true,
    plan: (found) =>
      found
        .filter(({ id, isHidden }) => isHidden !== isHiddenOf(id))
        .map((before): ObjectEdit => ({
          before,
          after: { ...before, isHidden: !before.isHidden },
        })),
  });
}
