import { AppError } from '#core/failure.ts';

/** AVIF turns by boxes of its own, which every decoder obeys; BMP and GIF cannot be turned. */
const turnedByExif = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * The image as bytes that every reader sees upright. Files that carry an EXIF orientation are written
 * anew from the turned pixels, once, so that no exporter, trainer or viewer has to agree on EXIF;
 * all others are kept byte for byte.
 *
 * @param bitmap the decoded image, already turned by the browser
 */
export async function turnUpright(
  bytes: Uint8Array<ArrayBuffer>,
  mimeType: string,
  bitmap: ImageBitmap,
): Promise<Blob> {
  if (!turnedByExif.has(mimeType) || (await orientationOf(bytes)) === 1)
    return new Blob([bytes], { type: mimeType });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (!context) throw new AppError({ code: 'inference/out-of-memory' });
  context.drawImage(bitmap, 0, 0);
  // a browser that cannot write WebP answers with PNG, which loses nothing
  return canvas.convertToBlob({ type: mimeType, quality: 1 });
}

/** EXIF orientation 1…8; 1 when there is none or the metadata is damaged. */
async function orientationOf(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const { load } = await import('exifreader');
  try {
    const { Orientation } = await load(bytes.buffer, { async: true });
    const value = Orientation?.value;
    return typeof value === 'number' && value >= 1 && value <= 8 ? value : 1;
  } catch {
    // no metadata at all is reported as an error too
    return 1;
  }
}
