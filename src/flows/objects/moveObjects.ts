import { moveObject } from '#core/project/moveObject.ts';
import { showMoved } from '#store/objectsStore.ts';
import type { ObjectEdit } from '#core/project/objectEdits.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { editOpenObjects } from './selectedObjects.ts';

/**
 * Moves the selected objects by whole image px. What leaves the image is cut off; a move that would take
 * one of them off it altogether is refused with a message.
 */
export async function moveObjects(services: Services, dx: number, dy: number): Promise<void> {
  const { session, objects: store } = services.stores;
  await editOpenObjects(services, {
    name: 'moveObjects',
    ids: session.getState().selectedIds,
    plan(objects) {
      const edits = objects.flatMap((before): ObjectEdit[] => {
        const after = moveObject(before, dx, dy);
        return after ? [{ before, after }] : [];
      });
      if (edits.length === objects.length) return edits;
      say(services, 'info', { about: 'leavesImage' });
      return null;
    },
  });
  showMoved(store, null);
}
