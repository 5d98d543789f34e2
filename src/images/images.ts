import { AppError } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { DisplayWindow } from '#core/image/displayWindow.ts';
import { imageFormatOf, mimeTypes } from './imageFormat.ts';
import { turnUpright } from './orientation.ts';
import { makeThumbnail } from './thumbnail.ts';

/** A picture that the studio can keep: every reader sees it upright and in the right colours. */
export interface ImportedImage {
  readonly blob: Blob; // the file byte for byte, unless `isRewritten`
  readonly mimeType: string;
  readonly size: Size; // px
  readonly thumbnail: Blob;
  /** Where a file holds several pictures, which one this is, from 1; null: the only one. */
  readonly page: number | null;
  /** Written anew: turned upright, another colour space, one page of many, a format no browser reads. */
  readonly isRewritten: boolean;
  /** SHA-256 of the file as it came and, where it holds several, the page; hex. */
  readonly contentHash: string | null;
  readonly perceptualHash: string | null; // dHash, 64 bits, 16 hex digits
  /** What is shown of 16 bits a channel; null: the picture has 8. */
  readonly window: DisplayWindow | null;
}

/** Bytes in, pictures out. */
export interface Images {
  /**
   * The pictures in a file: one, or as many as it has pages.
   *
   * @throws AppError image/…; nothing that a file holds hangs or breaks the page
   */
  importImage(file: File, signal?: AbortSignal): Promise<readonly ImportedImage[]>;
  /**
   * The caller closes the bitmap.
   *
   * @param window of a picture with 16 bits a channel
   * @throws AppError image/undecodable
   */
  bitmapOf(blob: Blob, fileName: string, window?: DisplayWindow | null): Promise<ImageBitmap>;
  /** Another bitmap of the same pixels; the caller closes it. */
  copyOf(bitmap: ImageBitmap): Promise<ImageBitmap>;
  /** SHA-256 of the bytes, hex; null where the page is no secure context. */
  hashOf(blob: Blob): Promise<string | null>;
}

export const images: Images = { importImage, bitmapOf, copyOf, hashOf };

async function importImage(file: File): Promise<readonly ImportedImage[]> {
  const bytes = await readBytes(file);
  if (bytes.byteLength === 0) throw new AppError({ code: 'image/empty-file', fileName: file.name });
  const format = imageFormatOf(bytes);
  if (format === 'other') {
    throw new AppError({ code: 'image/unsupported', fileName: file.name, mimeType: file.type });
  }
  const bitmap = await bitmapOf(new Blob([bytes], { type: mimeTypes[format] }), file.name);
  try {
    const blob = await turnUpright(bytes, mimeTypes[format], bitmap);
    return [
      {
        blob,
        mimeType: blob.type,
        size: { width: bitmap.width, height: bitmap.height },
        thumbnail: await makeThumbnail(bitmap),
        page: null,
        isRewritten: blob.size !== bytes.byteLength,
        contentHash: await hashOf(new Blob([bytes])),
        perceptualHash: null,
        window: null,
      },
    ];
  } finally {
    bitmap.close();
  }
}

/** A copy of the file's bytes: the file itself may be moved or changed after it was opened. */
async function readBytes(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AppError({ code: 'image/unreadable', fileName: file.name }, { cause });
  }
}

async function bitmapOf(blob: Blob, fileName: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new AppError({ code: 'image/undecodable', fileName }, { cause });
  }
}

async function copyOf(bitmap: ImageBitmap): Promise<ImageBitmap> {
  return createImageBitmap(bitmap);
}

async function hashOf(blob: Blob): Promise<string | null> {
  if (!('subtle' in crypto)) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
