import { AppError } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { DisplayWindow } from '#core/image/displayWindow.ts';
import type { ViewAdjustment } from '#core/pixels/viewAdjustment.ts';
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
  /**
   * Another bitmap that shows the picture adjusted, made off the page: 24 megapixels in
   * about 0.8 s, with CLAHE in 3 s, measured with two busy cores.
   * The caller closes both. To call it off while it is made ends a worker: who moves a slider asks for the next
   * when the last has come.
   *
   * @throws AppError inference/out-of-memory, image/reader-lost, image/too-slow; the signal's reason on abort
   */
  adjust(
    picture: { readonly bitmap: ImageBitmap; readonly fileName: string },
    adjustment: ViewAdjustment,
    signal?: AbortSignal,
  ): Promise<ImageBitmap>;
  /**
   * Of the first picture in a file, upright as it would come in; null where it cannot come in.
   *
   * @throws the signal's reason on abort
   */
  sizeOf(file: File, signal?: AbortSignal): Promise<Size | null>;
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
    importImage: (file, signal) => importFile(workers, file, signal),
    async bitmapOf(blob, fileName, window = null) {
      return window
        ? bitmapOfTask(workers, { kind: 'show', blob, fileName, window }) // browsers decode 16 bits to 8
        : plainBitmapOf(blob, fileName);
    },
    copyOf: (bitmap) => createImageBitmap(bitmap),
    async adjust({ bitmap, fileName }, adjustment, signal) {
      signal?.throwIfAborted();
      const copy = await createImageBitmap(bitmap);
      try {
        const task = { kind: 'adjust', bitmap: copy, fileName, adjustment } as const;
        return await bitmapOfTask(workers, task, signal);
      } finally {
        copy.close(); // unless the worker has it, it is still here
      }
    },
    sizeOf: (file, signal) => sizeOfFile(workers, file, signal),
    hashOf,
  };
}

async function importFile(
  workers: ImageWorkers,
  file: File,
  signal?: AbortSignal,
): Promise<readonly ImportedImage[]> {
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
}

/** By its header, and where that does not tell by reading all of it. */
async function sizeOfFile(
  workers: ImageWorkers,
  file: File,
  signal?: AbortSignal,
): Promise<Size | null> {
  const sizes: Size[] = [];
  try {
    await workers.run(
      { kind: 'measure', file },
      {
        signal,
        isUrgent: false,
        onReply: (reply) => {
          if (reply.kind === 'size' && reply.size) sizes.push(reply.size);
        },
      },
    );
    const [size] = sizes;
    return size ?? (await importFile(workers, file, signal))[0]?.size ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function plainBitmapOf(blob: Blob, fileName: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new AppError({ code: 'image/undecodable', fileName }, { cause });
  }
}

/** What the worker answers to a task that makes a bitmap; somebody waits for it. */
async function bitmapOfTask(
  workers: ImageWorkers,
  task: Exclude<ImageTask, { kind: 'import' | 'measure' }>,
  signal?: AbortSignal,
): Promise<ImageBitmap> {
  const bitmaps: ImageBitmap[] = [];
  try {
    await workers.run(task, {
      signal,
      isUrgent: true,
      onReply: (reply) => {
        if (reply.kind === 'bitmap') bitmaps.push(reply.bitmap);
      },
    });
  } catch (error) {
    for (const bitmap of bitmaps) bitmap.close();
    throw error;
  }
  const [bitmap] = bitmaps;
  if (!bitmap) throw new AppError({ code: 'image/undecodable', fileName: task.fileName });
  return bitmap;
}

async function hashOf(blob: Blob): Promise<string | null> {
  if (!('subtle' in crypto)) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
