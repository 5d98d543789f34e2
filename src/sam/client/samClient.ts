import { transfer } from 'comlink';
import { AppError } from '#core/failure.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type {
  DecodeRequest,
  DecoderWorker,
  EncoderWorker,
  ImageEmbedding,
  SamApi,
  WorkerSetup,
} from '#sam/protocol.ts';
import { combineProgress } from './combineProgress.ts';
import { WorkerHost } from './workerHost.ts';
import type { WorkerLink } from './workerLink.ts';

/**
 * SAM in two workers: decodes go on while an image is encoded, and an encode that nobody waits for
 * any more is ended by ending its worker, since a running WASM call hears nothing.
 */
export function createSamClient(setup: WorkerSetup): SamApi {
  const encoder = new WorkerHost<EncoderWorker>(
    () =>
      new Worker(new URL('../worker/encoder.worker.ts', import.meta.url), {
        type: 'module',
        name: 'sam-encoder',
      }),
    setup,
  );
  const decoder = new WorkerHost<DecoderWorker>(
    () =>
      new Worker(new URL('../worker/decoder.worker.ts', import.meta.url), {
        type: 'module',
        name: 'sam-decoder',
      }),
    setup,
  );
  return {
    modelId: mobileSam.id,
    async start(onProgress, signal) {
      const report = combineProgress(2, onProgress);
      const bothReady = Promise.all([encoder.ready(report(0)), decoder.ready(report(1))]);
      await untilAborted(bothReady, signal);
    },
    encode: (imageKey, bitmap, signal) => encode(encoder, imageKey, bitmap, signal),
    decode: (embedding, request, signal) => decode(decoder, embedding, request, signal),
  };
}

async function encode(
  encoder: WorkerHost<EncoderWorker>,
  imageKey: string,
  bitmap: ImageBitmap,
  signal: AbortSignal,
): Promise<ImageEmbedding> {
  const imageSize = { width: bitmap.width, height: bitmap.height };
  try {
    const link = await untilAborted(encoder.ready(), signal);
    return { imageKey, imageSize, values: await encodeOn(link, encoder, bitmap, signal) };
  } finally {
    bitmap.close();
  }
}

async function encodeOn(
  link: WorkerLink<EncoderWorker>,
  encoder: WorkerHost<EncoderWorker>,
  bitmap: ImageBitmap,
  signal: AbortSignal,
): Promise<ImageEmbedding['values']> {
  try {
    return await link.call((remote) => remote.encode(transfer(bitmap, [bitmap])), signal);
  } catch (error) {
    if (signal.aborted) encoder.drop();
    throw error;
  }
}

async function decode(
  decoder: WorkerHost<DecoderWorker>,
  embedding: ImageEmbedding,
  request: DecodeRequest,
  signal: AbortSignal,
): Promise<CandidateSet> {
  const link = await untilAborted(decoder.ready(), signal);
  const ask = () => link.call((remote) => remote.decode(embedding.imageKey, request), signal);
  const answer = await ask();
  if (answer) return answer;
  await link.call((remote) => remote.hold(embedding), signal);
  const second = await ask();
  if (!second) throw new AppError({ code: 'inference/out-of-memory' });
  return second;
}

/** The promise's own outcome, or the signal's reason as soon as it aborts. */
async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = deferred<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function deferred<Value>(): { promise: Promise<Value>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  return { promise, reject };
}
