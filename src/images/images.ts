import { AppError } from '#core/failure.ts';
import type { DisplayWindow } from '#core/image/displayWindow.ts';
import { ImageWorkers } from './client/imageWorkers.ts';
import type { ImageTask } from './imageWorker.ts';
import type { ImportedImage } from './importedImage.ts';
import { maxReadMs } from './limits.ts';

export type { ImportedImage } from './importedImage.ts';

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

/** A worker that rests is worth its start for so long; its memory is free again after. */
const idleMs = 20_000;
const maxWorkerCount = 4;

/** Reads pictures in workers, which start when they are needed. */
export function createImages(): Images {
  const workers = new ImageWorkers({
    count: Math.max(1, Math.min(maxWorkerCount, navigator.hardwareConcurrency - 1)),
    spawn: () =>
      new Worker(new URL('./worker/images.worker.ts', import.meta.url), { type: 'module' }),
    limitMs: maxReadMs,
    idleMs,
  });
  return {
    async importImage(file, signal) {
      const pictures: ImportedImage[] = [];
      await workers.run(
        { kind: 'import', file },
        {
          signal,
          isUrgent: false,
          onReply: (reply) => {
            if (reply.kind === 'picture') pictures.push(reply.picture);
          },
        },
      );
      return pictures;
    },
    async bitmapOf(blob, fileName, window = null) {
      return window
        ? deepBitmapOf(workers, { blob, fileName, window })
        : plainBitmapOf(blob, fileName);
    },
    copyOf: (bitmap) => createImageBitmap(bitmap),
    hashOf,
  };
}

async function plainBitmapOf(blob: Blob, fileName: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new AppError({ code: 'image/undecodable', fileName }, { cause });
  }
}

/** Of 16 bits a channel, which browsers decode to 8. */
async function deepBitmapOf(
  workers: ImageWorkers,
  shown: Omit<Extract<ImageTask, { kind: 'show' }>, 'kind'>,
): Promise<ImageBitmap> {
  let bitmap: ImageBitmap | null = null;
  await workers.run(
    { kind: 'show', ...shown },
    {
      isUrgent: true,
      onReply: (reply) => {
        if (reply.kind === 'bitmap') bitmap = reply.bitmap;
      },
    },
  );
  if (!bitmap) throw new AppError({ code: 'image/undecodable', fileName: shown.fileName });
  return bitmap;
}

async function hashOf(blob: Blob): Promise<string | null> {
  if (!('subtle' in crypto)) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
