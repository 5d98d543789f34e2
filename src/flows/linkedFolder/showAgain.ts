import { openImage } from '../openImage.ts';
import { reportError } from '../report.ts';
import type { Services } from '../services.ts';

/** Opens the linked image in sight once more where only its thumbnail could be shown so far. */
export function showAgain(services: Services): void {
  const { session, document, engine } = services.stores;
  const { openImageId } = session.getState();
  const image = openImageId && document.getState().document?.images.get(openImageId);
  if (!image || !image.isLinked || engine.getState().embedding.kind !== 'none') return;
  openImage(services, image.id).catch((error: unknown) => reportError(services, error));
}
