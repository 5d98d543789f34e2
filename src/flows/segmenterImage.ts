import type { ImageId } from '#core/annotation/ids.ts';
import { isSameWindow, type DisplayWindow } from '#core/image/displayWindow.ts';
import type { SegmenterImage } from '#sam/protocol.ts';
import { imageOf, readImage } from './readImage.ts';
import type { Services } from './services.ts';

/** An image of the project as the segmenter takes it: read from disk, or copied off the canvas. */
export function segmenterImageOf(services: Services, imageId: ImageId): SegmenterImage {
  const { stores, images } = services;
  const { window } = imageOf(services, imageId);
  let hash: Promise<string | null> | null = null;
  return {
    key: segmenterKeyOf(services, imageId),
    contentHash() {
      hash ??= readImage(services, imageOf(services, imageId))
        .then((blob) => images.hashOf(blob))
        .then((blobHash) => blobHash && `${blobHash}${windowSuffix(window)}`);
      return hash;
    },
    async open() {
      const { picture } = stores.session.getState();
      const isShown = picture?.imageId === imageId && isSameWindow(picture.window ?? null, window);
      if (isShown) return images.copyOf(picture.bitmap);
      const image = imageOf(services, imageId);
      return images.bitmapOf(await readImage(services, image), image.fileName, window);
    },
  };
}

/**
 * The name of an image in the segmenter. A linked file that was replaced is another image to it, and so
 * is a picture that is seen through another window.
 */
export function segmenterKeyOf({ stores }: Pick<Services, 'stores'>, imageId: ImageId): string {
  const image = stores.document.getState().document?.images.get(imageId);
  const name = image?.isLinked ? `${imageId} ${image.blobKey}` : imageId;
  return `${name}${windowSuffix(image?.window ?? null)}`;
}

function windowSuffix(window: DisplayWindow | null): string {
  return window ? `-window-${window.black}-${window.white}` : '';
}
