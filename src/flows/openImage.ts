import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import { fitViewport, keepInSight, type Viewport } from '#core/geometry/viewport.ts';
import { openAnnotations } from '#store/documentStore.ts';
import { setEmbeddingState } from '#store/engineStore.ts';
import { showPicture, turnToImage, type SessionStore } from '#store/sessionStore.ts';
import { readHistories } from './history/readHistory.ts';
import { mendCounts } from './storage/mendCounts.ts';
import { prepareImage } from './prepareImage.ts';
import { prefetchNeighbours } from './prefetch.ts';
import { isFollowing } from './projects/role.ts';
import { imageOf, openProjectId, readImage } from './readImage.ts';
import { isAbort, reportError } from './report.ts';
import type { Services } from './services.ts';

/** Turns to an image: its objects, its picture, its place on the canvas, then its embedding. */
export async function openImage(services: Services, imageId: ImageId | null): Promise<void> {
  const { stores, storage } = services;
  const signal = services.imageTask.begin();
  turnToImage(stores.session, imageId);
  setEmbeddingState(stores.engine, { kind: 'none' });
  try {
    // after all edits under way, so that none of them is missing
    const annotations = await services.edits.run(async () =>
      imageId ? storage.annotationsOf(openProjectId(services), imageId) : [],
    );
    signal.throwIfAborted();
    openAnnotations(stores.document, imageId, annotations);
    if (!imageId) return;
    void mendCounts(services, imageId);
    await readPicture(services, imageId, signal);
    void readHistories(services, imageId);
    if (isFollowing(services)) return; // two tabs need not encode the same image
    await prepareImage(services, imageId, signal);
    void prefetchNeighbours(services, signal);
  } catch (error) {
    if (isAbort(error)) return;
    if (imageId && isFolderLoss(error)) await showStandIn(services, imageId, signal);
    else reportError(services, error);
  }
}

/** Whether the linked folder is what failed: that stands in a place of its own until it is put right. */
function isFolderLoss(error: unknown): boolean {
  return error instanceof AppError && error.failure.code.startsWith('folder/');
}

/** Shows the thumbnail in place of a picture that cannot be read now; there is nothing to click on. */
async function showStandIn(
  services: Services,
  imageId: ImageId,
  signal: AbortSignal,
): Promise<void> {
  const { stores, storage, images } = services;
  const { blobKey, fileName, size } = imageOf(services, imageId);
  const thumbnail = await storage.thumbnail(blobKey);
  if (!thumbnail || signal.aborted) return;
  const bitmap = await images.bitmapOf(thumbnail, fileName);
  const canvasSize = await measuredCanvas(stores.session);
  showPicture(stores.session, { imageId, bitmap, size }, fitViewport(size, canvasSize));
}

async function readPicture(
  services: Services,
  imageId: ImageId,
  signal: AbortSignal,
): Promise<void> {
  const { stores, storage, images } = services;
  const image = imageOf(services, imageId);
  const [blob, viewport] = await Promise.all([
    readImage(services, image),
    storage.viewportOf(openProjectId(services), imageId),
  ]);
  signal.throwIfAborted();
  const bitmap = await images.bitmapOf(blob, image.fileName, image.window);
  const size = { width: bitmap.width, height: bitmap.height };
  const canvasSize = await measuredCanvas(stores.session);
  const place = placeOf(services, viewport, size, canvasSize);
  showPicture(stores.session, { imageId, bitmap, size, window: image.window }, place);
}

/** Where the image was last; or where the view stays, when it is kept from image to image. */
function placeOf(
  { stores }: Services,
  viewport: Viewport | null,
  size: Size,
  canvasSize: Size,
): Viewport {
  const kept = stores.view.getState().keepsZoom ? stores.session.getState().viewport : viewport;
  return kept ? keepInSight(kept, size, canvasSize) : fitViewport(size, canvasSize);
}

/** The canvas' size; at the very start it comes a moment after the first image. */
async function measuredCanvas(session: SessionStore): Promise<Size> {
  const { canvasSize } = session.getState();
  if (canvasSize.width > 1) return canvasSize;
  return new Promise((resolve) => {
    const unsubscribe = session.subscribe((state) => {
      if (state.canvasSize.width <= 1) return;
      unsubscribe();
      resolve(state.canvasSize);
    });
  });
}

/** Turns to the next image that the gallery's query wants, or to the one before, if there is one. */
export async function stepImage(services: Services, by: 1 | -1): Promise<void> {
  const { shown, session } = services.stores;
  const target = shown.neighbourOf(session.getState().openImageId, by);
  if (target) await openImage(services, target.id);
}
