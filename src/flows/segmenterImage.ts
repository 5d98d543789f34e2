import type { ImageId } from '#core/annotation/ids.ts';
import type { SegmenterImage } from '#sam/protocol.ts';
import type { Services } from './services.ts';

/** An image of the project as the segmenter takes it: read from disk, or copied off the canvas. */
export function segmenterImageOf(services: Services, imageId: ImageId): SegmenterImage {
  const { stores, storage, images } = services;
  let hash: Promise<string | null> | null = null;
  return {
    key: imageId,
    contentHash() {
      hash ??= storage.imageBlob(imageId).then((blob) => images.hashOf(blob));
      return hash;
    },
    async open() {
      const { picture } = stores.session.getState();
      if (picture?.imageId === imageId) return images.copyOf(picture.bitmap);
      const fileName = stores.document.getState().document?.images.get(imageId)?.fileName ?? '';
      return images.bitmapOf(await storage.imageBlob(imageId), fileName);
    },
  };
}
