import type { ImageId } from '#core/annotation/ids.ts';
import { sortedAnnotations } from '#core/project/document.ts';
import { selectAnnotation, showDialog, showScreen } from '#store/sessionStore.ts';
import { openImage } from '../openImage.ts';
import { openProjectId } from '../readImage.ts';
import type { Services } from '../services.ts';

/**
 * Shows an image of an export on the canvas, and the object of that index on it, as it is now, taken
 * in hand.
 */
export async function openExample(
  services: Services,
  imageId: ImageId,
  object: number | null,
): Promise<void> {
  const { stores, storage } = services;
  const { document } = stores.document.getState();
  if (!document?.images.has(imageId)) return;
  showDialog(stores.session, null);
  showScreen(stores.session, 'workbench');
  // it tells of its own failures, and the object need not wait for the image's embedding
  if (stores.session.getState().openImageId !== imageId) void openImage(services, imageId);
  if (object === null) return;
  const projectId = openProjectId(services);
  const annotations = await services.edits.run(() => storage.annotationsOf(projectId, imageId));
  if (stores.session.getState().openImageId !== imageId) return;
  const known = annotations.filter(({ categoryId }) => document.categories.has(categoryId));
  selectAnnotation(stores.session, sortedAnnotations(known)[object]?.id ?? null);
}
