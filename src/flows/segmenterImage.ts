import type { ImageId } from '#core/annotation/ids.ts';
import type { SegmenterImage } from '#sam/protocol.ts';
import { imageOf, readImage } from './readImage.ts';
import type { Services } from './services.ts';

/** What names an image to the segmenter. A linked file that was replaced is another image to it. */
export function segmenterKeyOf({ stores }: Pick<Services, 'stores'>, imageId: ImageId): string {
  const image = stores.document.getState().document?.images.get(imageId);
  return image?.isLinked ? `${imageId} ${image.blobKey}` : imageId;
}

/** An image of the project as the segmenter takes it: read from disk, or copied off the canvas. */
export function segmenterImageOf(services: Services, imageId: ImageId): SegmenterImage {
  const { stores, images } = services;
  let hash: Promise<string | null> | null = null;
  return {
    key: segmenterKeyOf(services, imageId),
    contentHash() {
      hash ??= readImage(services, imageOf(services, imageId)).then((blob) => images.hashOf(blob));
      return hash;
    },
    async open() {
      const { picture } = stores.session.getState();
      if (picture?.imageId === imageId) return images.copyOf(picture.bitmap);
      const image = imageOf(services, imageId);
      return images.bitmapOf(await readImage(services, image), image.fileName, image.window);
    },
  };
}
