import type { ImageId } from '#core/annotation/ids.ts';
import { removeImage as removeImageChange } from '#core/project/edits.ts';
import { sortedImages } from '#core/project/project.ts';
import { recordChange } from '#store/documentStore.ts';
import { writeChange } from './commitEdit.ts';
import { openImage } from './openImage.ts';
import { reportError } from './report.ts';
import type { Services } from './services.ts';

/** Takes an image and its objects out of the project; undo brings both back. */
export async function removeImage(services: Services, imageId: ImageId): Promise<void> {
  const { stores, storage } = services;
  const neighbour = stores.shown.neighbourOf(imageId, 1) ?? stores.shown.neighbourOf(imageId, -1);
  const isGone = await services.edits.run(async () => {
    const { document } = stores.document.getState();
    const image = document?.images.get(imageId);
    if (!document || !image) return false;
    try {
      const change = removeImageChange(
        image,
        await storage.annotationsOf(document.project.id, imageId),
      );
      await writeChange(services, document, change);
      recordChange(stores.document, change);
      return true;
    } catch (error) {
      reportError(services, error);
      return false;
    }
  });
  if (isGone && stores.session.getState().openImageId === imageId) {
    const [first] = sortedImages(stores.document.getState().document?.images.values() ?? []);
    await openImage(services, (neighbour ?? first)?.id ?? null);
  }
}
