import { AppError } from '#core/failure.ts';
import { pictureHeaderOf } from '../header/pictureHeader.ts';
import type { ImageReply, ImageTask } from '../imageWorker.ts';
import type { Samples } from '../samples.ts';
import { rgbaOf } from '../toneWindow.ts';
import { adjustBitmap } from './adjustBitmap.ts';
import { bitmapOfPixels } from './canvas.ts';
import { readDeepPng } from './deepPng.ts';
import { failureOf } from './failureOf.ts';
import { sha256Of } from './fileContent.ts';
import { importFile } from './importFile.ts';
import { refuseTooLarge } from './largePictures.ts';
import { uprightSizeOf } from './uprightSize.ts';

/** Tasks come one at a time and are answered by messages: a page that ends a worker waits for no call. */
self.addEventListener('message', ({ data: task }: MessageEvent<ImageTask>) => {
  void run(task);
});

async function run(task: ImageTask): Promise<void> {
  try {
    switch (task.kind) {
      case 'import':
        last = null; // room for what may be large
        await importFile(task.file, reply);
        break;
      case 'measure':
        reply({ kind: 'size', size: await uprightSizeOf(task.file) });
        break;
      case 'show':
        await show(task);
        break;
      case 'adjust':
        adjust(task);
        break;
    }
    reply({ kind: 'done' });
  } catch (error) {
    const fileName = 'file' in task ? task.file.name : task.fileName;
    reply({ kind: 'failed', failure: failureOf(error, fileName) });
  }
}

async function show({
  blob,
  fileName,
  window,
}: Extract<ImageTask, { kind: 'show' }>): Promise<void> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const bitmap = await bitmapOfPixels(rgbaOf(await samplesOf(bytes, fileName), window));
  reply({ kind: 'bitmap', bitmap }, [bitmap]);
}

function adjust({ bitmap, adjustment }: Extract<ImageTask, { kind: 'adjust' }>): void {
  try {
    const adjusted = adjustBitmap(bitmap, adjustment);
    reply({ kind: 'bitmap', bitmap: adjusted }, [adjusted]);
  } finally {
    bitmap.close();
  }
}

let last: { readonly hash: string; readonly samples: Samples } | null = null;

/** Kept of the last picture: somebody who moves its window about asks many times. */
async function samplesOf(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<Samples> {
  const hash = await sha256Of(bytes);
  if (last && last.hash === hash) return last.samples;
  last = null;
  const header = pictureHeaderOf(bytes, 'png');
  if (!header) throw new AppError({ code: 'image/undecodable', fileName });
  refuseTooLarge(fileName, header.size);
  const samples = await readDeepPng(bytes, header);
  if (hash !== null) last = { hash, samples };
  return samples;
}

function reply(message: ImageReply, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}
