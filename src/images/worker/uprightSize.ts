import type { Size } from '#core/geometry/size.ts';
import { imageFormatOf, mimeTypes } from '../header/imageFormat.ts';
import { pictureHeaderOf } from '../header/pictureHeader.ts';
import { orientationOf } from './orientation.ts';

/**
 * The size of a picture as it will come in, told by its header and EXIF; null where only decoding tells it.
 *
 * @throws whatever keeps a file from being read
 */
export async function uprightSizeOf(file: File): Promise<Size | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const format = imageFormatOf(bytes);
  // TIFF has pages, HEIC and AVIF turn by boxes of their own
  if (format === 'other' || format === 'tiff' || format === 'heic' || format === 'avif')
    return null;
  const size = pictureHeaderOf(bytes, format)?.size;
  if (!size) return null;
  const orientation = await orientationOf(bytes, mimeTypes[format]);
  return orientation >= 5 ? { width: size.height, height: size.width } : size;
}
