import type { ImageId } from '#core/annotation/ids.ts';
import { imageOf, readImage } from '../readImage.ts';
import type { Services } from '../services.ts';

/**
 * The picture of an image of the open project; the caller closes it.
 *
 * @throws AppError storage/record-missing, image/undecodable
 */
export async function pictureOf(services: Services, imageId: ImageId): Promise<ImageBitmap> {
  const image = imageOf(services, imageId);
  const blob = await readImage(services, image);
  return services.images.bitmapOf(blob, image.fileName, image.window);
}
