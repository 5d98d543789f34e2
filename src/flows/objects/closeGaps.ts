import { gapsClosed } from '#core/partition/partedObjects.ts';
import { annotationsOf } from '#core/project/document.ts';
import { withMask, type ObjectEdit } from '#core/project/objectEdits.ts';
import type { Services } from '../services.ts';
import { editOpenObjects } from './selectedObjects.ts';

/** Closes the gaps between the objects of the open image, hidden ones too. */
export async function closeGapsBetween(services: Services, maxGapPx: number): Promise<void> {
  const { document } = services.stores.document.getState();
  const { openImageId } = services.stores.session.getState();
  const ids = document ? annotationsOf(document, openImageId).map(({ id }) => id) : [];
  await editOpenObjects(services, {
    name: 'closeGaps',
    ids,
    withLocked: true, // their rims count, they themselves are not altered
    plan(objects) {
      const masks = gapsClosed(objects, maxGapPx);
      return objects.flatMap((before): ObjectEdit[] => {
        const mask = masks.get(before.id);
        return mask ? [{ before, after: withMask(before, mask) }] : [];
      });
    },
  });
}
