import { AppError } from '#core/failure.ts';
import { viewOf } from '../header/byteViews.ts';
import { readPngHeader } from '../header/pngHeader.ts';
import type { ImageReply, ImageTask } from '../imageWorker.ts';
import { rgbaOf } from '../toneWindow.ts';
import { bitmapOfPixels } from './canvas.ts';
import { readDeepPng } from './deepPng.ts';
import { failureOf } from './failureOf.ts';
import { importFile } from './importFile.ts';

/** Tasks come one at a time and are answered by messages: a page that ends a worker waits for no call. */
self.addEventListener('message', ({ data: task }: MessageEvent<ImageTask>) => {
  void run(task);
});

async function run(task: ImageTask): Promise<void> {
  try {
    switch (task.kind) {
      case 'import':
        await importFile(task.file, reply);
        break;
      case 'show':
        await show(task);
        break;
    }
    reply({ kind: 'done' });
  } catch (error) {
    const fileName = task.kind === 'import' ? task.file.name : task.fileName;
    reply({ kind: 'failed', failure: failureOf(error, fileName) });
  }
}

async function show({
  blob,
  fileName,
  window,
}: Extract<ImageTask, { kind: 'show' }>): Promise<void> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const header = readPngHeader(viewOf(bytes));
  if (!header) throw new AppError({ code: 'image/undecodable', fileName });
  const bitmap = await bitmapOfPixels(rgbaOf(await readDeepPng(bytes, header), window));
  reply({ kind: 'bitmap', bitmap }, [bitmap]);
}

function reply(message: ImageReply, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}
