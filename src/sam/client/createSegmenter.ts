import type { BackendChoice } from '#core/backend/backend.ts';
import type { ByteShelf } from '#core/cache/byteShelf.ts';
import { AppError } from '#core/failure.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type {
  DecoderWorker,
  EncoderWorker,
  Segmenter,
  SegmenterImage,
  SegmentRequest,
  StartProgress,
} from '#sam/protocol.ts';
import { CloserLooks, closerTarget } from './closerLooks.ts';
import { lookOf } from './closerWindow.ts';
import { combineProgress } from './combineProgress.ts';
import { createDeviceHost, type DeviceOptions } from './deviceHost.ts';
import { EmbeddingCache } from './embeddingCache.ts';
import { EncodeQueue } from './encodeQueue.ts';
import { ask, embeddingOf, holdEmbedding, holdPicture, type Engine } from './engine.ts';
import { untilAborted } from './untilAborted.ts';
import { WorkerHost } from './workerHost.ts';

export interface SegmenterOptions {
  readonly spec: ModelSpec;
  readonly modelBaseUrl: string; // absolute, ends with '/'
  readonly backend: BackendChoice;
  readonly threadCount: number; // ≥ 1; more than 1 only where the page is cross-origin isolated
  /** What an automatic choice of the backend rests on, and who hears of it; left out: nothing is remembered. */
  readonly device?: DeviceOptions;
  /** Where embeddings outlive the tab; null: they do not. */
  readonly embeddings: ByteShelf | null;
}

/** A closer look that finds another object than the one on the screen is not shown. */
const leastAgreement = 0.5;

/**
 * Segment Anything in two workers: prompts are answered while another image is encoded, and an encode
 * that nobody waits for any more is ended by ending its worker, since a running WASM call hears nothing.
 * No React, no DOM but `Worker` and `ImageBitmap`; see sam/README.md for an example.
 */
export function createSegmenter(options: SegmenterOptions): Segmenter {
  const { spec, embeddings, backend: choice, device, ...rest } = options;
  const setup = { spec, ...rest };
  const cache = new EmbeddingCache(embeddings, spec);
  const looks = new CloserLooks();
  const images: Engine['images'] = new Map();
  const { host, reportTo } = createDeviceHost({ choice, setup, device }, (backend): Engine => {
    const encoder = new WorkerHost<EncoderWorker>(spawnEncoder, { ...setup, backend });
    const decoder = new WorkerHost<DecoderWorker>(spawnDecoder, { ...setup, backend });
    return { spec, encoder, decoder, queue: new EncodeQueue(), cache, looks, images };
  });
  return {
    modelId: spec.id,
    async start(onProgress, signal) {
      reportTo(onProgress);
      await host.run((engine) => start(engine, onProgress, signal), signal);
    },
    prepare: (image, signal) => host.run((engine) => prepare(engine, image, signal), signal),
    async prefetch(image, signal) {
      const wish = { image, target: null, urgency: 'ahead' } as const;
      await host.run((engine) => embeddingOf(engine, wish, signal), signal);
    },
    segment: (imageKey, request, signal) =>
      host.run((engine) => segment(engine, imageKey, request, signal), signal),
    closerLook: (imageKey, request, shown, signal) =>
      host.run((engine) => closerLook(engine, imageKey, { request, shown }, signal), signal),
    restart: (newChoice) => host.restart(newChoice),
    rest: () => host.rest(),
    close: () => host.close(),
  };
}

async function start(
  { encoder, decoder }: Engine,
  onProgress: (progress: StartProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const report = combineProgress(2, onProgress);
  const bothReady = Promise.all([encoder.ready(report(0)), decoder.ready(report(1))]);
  await untilAborted(bothReady, signal);
}

async function prepare(engine: Engine, image: SegmenterImage, signal: AbortSignal): Promise<void> {
  const embedding = await embeddingOf(engine, { image, target: null, urgency: 'open' }, signal);
  engine.images.set(image.key, { image, size: embedding.imageSize });
  await Promise.all([
    holdEmbedding(engine, image.key, embedding, signal),
    holdPicture(engine, image, signal),
  ]);
}

function spawnEncoder(): Worker {
  return new Worker(new URL('../worker/encoder.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sam-encoder',
  });
}

function spawnDecoder(): Worker {
  return new Worker(new URL('../worker/decoder.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sam-decoder',
  });
}

function preparedImage({ images }: Engine, imageKey: string) {
  const prepared = images.get(imageKey);
  if (prepared) return prepared;
  throw new AppError({ code: 'inference/failed', reason: 'the image is not prepared' });
}

async function segment(
  engine: Engine,
  imageKey: string,
  request: SegmentRequest,
  signal: AbortSignal,
): Promise<CandidateSet> {
  const { image, size } = preparedImage(engine, imageKey);
  const window = engine.looks.windowFor(imageKey, request, size);
  const target = window && { window, longestSide: lookOf(engine.spec.encoder).longestSide };
  return ask(engine, { image, target, urgency: 'open' }, request, signal);
}

async function closerLook(
  engine: Engine,
  imageKey: string,
  { request, shown }: { readonly request: SegmentRequest; readonly shown: MaskCandidate },
  signal: AbortSignal,
): Promise<MaskCandidate | null> {
  const { image } = preparedImage(engine, imageKey);
  const target = closerTarget(request, shown, lookOf(engine.spec.encoder));
  const isClose = target && shown.logitsWindow.width <= target.window.width;
  if (!target || isClose) return null;
  // the mask on the screen says which object is meant
  const previous = { ...shown, lowResLogits: null, logitsWindow: null };
  const wish = { image, target, urgency: 'closer' } as const;
  const answer = await ask(engine, wish, { ...request, previous, detail: 'full' }, signal);
  engine.looks.add(image.key, target.window);
  const best = answer.candidates[answer.bestIndex];
  return best && iouOf(best.mask, shown.mask) >= leastAgreement ? best : null;
}
