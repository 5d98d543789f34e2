import { transfer } from 'comlink';
import { createImages } from '#images/images.ts';
import { WorkerHost } from '#sam/client/workerHost.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type { EncoderWorker } from '#sam/protocol.ts';

declare global {
  interface Window {
    /** The embedding of an image file as float16 bits, through the studio's own worker. */
    embeddingOf?: (bytes: readonly number[]) => Promise<readonly number[]>;
  }
}

const encoder = new WorkerHost<EncoderWorker>(
  () =>
    new Worker(new URL('../../src/sam/worker/encoder.worker.ts', import.meta.url), {
      type: 'module',
    }),
  {
    spec: mobileSam,
    modelBaseUrl: `${location.origin}/models/`,
    backend: 'wasm',
    threadCount: navigator.hardwareConcurrency,
  },
);

window.embeddingOf = async (bytes) => {
  const bitmap = await createImages().bitmapOf(new Blob([Uint8Array.from(bytes)]), 'parity.png');
  const link = await encoder.ready();
  const { tensors } = await link.call((remote) => remote.encode(transfer(bitmap, [bitmap]), null));
  return [...(tensors[0] ?? [])];
};
