import type { DisplayWindow } from '#core/image/displayWindow.ts';
import type { ImportedImage } from '../importedImage.ts';
import type { FileContent } from './fileContent.ts';
import { lookOf } from './thumbnail.ts';

/** A decoded picture and the bytes that are kept of it. */
export interface DecodedPicture {
  readonly bitmap: ImageBitmap;
  readonly blob: Blob;
  readonly isRewritten: boolean;
  readonly page: number | null;
  readonly window: DisplayWindow | null;
}

/** Closes the bitmap. */
export async function finishPicture(
  { contentHash }: FileContent,
  { bitmap, blob, isRewritten, page, window }: DecodedPicture,
): Promise<ImportedImage> {
  try {
    return {
      blob,
      mimeType: blob.type,
      size: { width: bitmap.width, height: bitmap.height },
      ...(await lookOf(bitmap)),
      page,
      isRewritten,
      contentHash: contentHash !== null && page !== null ? `${contentHash}#${page}` : contentHash,
      window,
    };
  } finally {
    bitmap.close();
  }
}
