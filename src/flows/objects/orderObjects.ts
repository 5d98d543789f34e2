import { annotationsOf } from '#core/project/document.ts';
import { reorderObjects, type OrderMove } from '#core/project/objectOrder.ts';
import type { Services } from '../services.ts';
import { editOpenObjects } from './selectedObjects.ts';

/** Moves the selected objects forwards or backwards among those of the image. */
export async function orderObjects(services: Services, move: OrderMove): Promise<void> {
  await editOpenObjects(services, {
    name: 'orderObjects',
    ids: services.stores.session.getState().selectedIds,
    plan(objects, document) {
      const ids = new Set(objects.map(({ id }) => id));
      return reorderObjects(annotationsOf(document, objects[0]?.imageId ?? null), ids, move);
    },
  });
}
