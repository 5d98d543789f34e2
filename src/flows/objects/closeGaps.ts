import { areaOf } from '#core/mask/measures.ts';
import { gapsClosed } from '#core/partition/partedObjects.ts';
import { annotationsOf } from '#core/project/document.ts';
import { withMask, type ObjectEdit } from '#core/project/objectEdits.ts';
import { previewMasks } from '#store/objectsStore.ts';
import type { Services } from '../services.ts';
import { editOpenObjects } from './selectedObjects.ts';
import { endPreview } from './tidyObjects.ts';

/** What closing gaps would do to the open image. */
export interface GapFigures {
  readonly objectCount: number; // that would gain something
  readonly areaPx: number; // of all gaps
}

/** Shows on the canvas how the gaps between objects would be closed, and says it in figures. */
export function previewGaps({ stores }: Services, maxGapPx: number): GapFigures {
  const { document } = stores.document.getState();
  const { openImageId } = stores.session.getState();
  if (!document || !openImageId) return { objectCount: 0, areaPx: 0 };
  const objects = annotationsOf(document, openImageId);
  const masks = gapsClosed(objects, maxGapPx);
  previewMasks(stores.objects, { imageId: openImageId, masks });
  const areaPx = objects.reduce((sum, { id, mask }) => {
    const closed = masks.get(id);
    return closed ? sum + areaOf(closed) - areaOf(mask) : sum;
  }, 0);
  return { objectCount: masks.size, areaPx };
}

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
  endPreview(services);
}
