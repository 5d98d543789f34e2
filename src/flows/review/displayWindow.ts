import type { ImageId } from '#core/annotation/ids.ts';
import { isSameWindow, type DisplayWindow } from '#core/image/displayWindow.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { setWindow } from '#core/project/reviewEdits.ts';
import { setEmbeddingState } from '#store/engineStore.ts';
import { endPreview, forgetProposals } from '#store/hoverStore.ts';
import { withoutAnswers } from '#store/prompting.ts';
import { setPrompting, showPicture } from '#store/sessionStore.ts';
import { prepareImage } from '../prepareImage.ts';
import { imageOf, readImage } from '../readImage.ts';
import { isAbort, reportError } from '../report.ts';
import type { Services } from '../services.ts';
import { editImage } from './openImageRecord.ts';

/** Shows the open image through windows that may still change. */
export interface WindowPreview {
  /** The picture follows as fast as it can be decoded; windows that come meanwhile are skipped. */
  show(window: DisplayWindow): void;
}

export function createWindowPreview(services: Services, imageId: ImageId): WindowPreview {
  let wanted: DisplayWindow | null = null;
  let isBusy = false;
  async function follow(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      while (wanted) {
        const window = wanted;
        wanted = null;
        await showThrough(services, imageId, window);
      }
    } catch (error) {
      reportError(services, error);
    } finally {
      isBusy = false;
    }
  }
  return {
    show(window) {
      wanted = window;
      void follow();
    },
  };
}

/** Keeps what is shown of a picture with 16 bits a channel. The model reads the picture anew. */
export async function keepWindow(
  services: Services,
  imageId: ImageId,
  window: DisplayWindow,
): Promise<void> {
  const change = await editImage(services, imageId, (image) => setWindow(image, window));
  // what a preview has shown is not what was kept
  if (!change) await showThrough(services, imageId, imageOf(services, imageId).window);
}

/**
 * Finds the window that shows the picture best, as when it was opened, and keeps it.
 *
 * @throws AppError image/…, storage/…
 */
export async function keepAutomaticWindow(services: Services, imageId: ImageId): Promise<void> {
  const image = imageOf(services, imageId);
  const blob = await readImage(services, image);
  const file = new File([blob], image.fileName, { type: image.mimeType });
  const [imported] = await services.images.importImage(file);
  if (imported?.window) await keepWindow(services, imageId, imported.window);
}

/**
 * Follows every change of what is shown of the open image, also by undo: it is drawn anew, and prepared
 * for prompts.
 *
 * @returns stops
 */
export function followDisplayWindow(services: Services): () => void {
  const { session, document } = services.stores;
  return document.subscribe(({ document: next }, { document: former }) => {
    if (next === former || !next || next.project.id !== former?.project.id) return;
    const { openImageId } = session.getState();
    const image = openImageId ? next.images.get(openImageId) : undefined;
    const before = openImageId ? former.images.get(openImageId) : undefined;
    if (!image || !before || isSameWindow(image.window, before.window)) return;
    turnToWindow(services, image).catch((error: unknown) => {
      if (!isAbort(error)) reportError(services, error);
    });
  });
}

async function turnToWindow(services: Services, { id, window }: ImageSummary): Promise<void> {
  const { session, engine, hover } = services.stores;
  const { picture, prompting } = session.getState();
  // an image that is only just being read is shown and prepared by whoever reads it
  if (picture?.imageId !== id) return;
  const signal = services.imageTask.begin();
  setEmbeddingState(engine, { kind: 'none' });
  if (prompting) setPrompting(session, withoutAnswers(prompting));
  endPreview(hover);
  forgetProposals(hover, id);
  await showThrough(services, id, window);
  signal.throwIfAborted();
  await prepareImage(services, id, signal);
}

async function showThrough(
  services: Services,
  imageId: ImageId,
  window: DisplayWindow | null,
): Promise<void> {
  const { session } = services.stores;
  const shown = session.getState().picture;
  if (shown?.imageId !== imageId || isSameWindow(shown.window ?? null, window)) return;
  const image = imageOf(services, imageId);
  const blob = await readImage(services, image);
  const bitmap = await services.images.bitmapOf(blob, image.fileName, window);
  const size = { width: bitmap.width, height: bitmap.height };
  showPicture(session, { imageId, bitmap, size, window }, session.getState().viewport);
}
