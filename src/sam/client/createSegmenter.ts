import type { ByteShelf } from '#core/cache/byteShelf.ts';
import { AppError } from '#core/failure.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type {
  Backend,
  DecoderWorker,
  EncoderWorker,
  Segmenter,
  SegmentRequest,
  WorkerSetup,
} from '#sam/protocol.ts';
import { CloserLooks, closerTarget } from './closerLooks.ts';
import { lookOf } from './closerWindow.ts';
import { combineProgress } from './combineProgress.ts';
import { EmbeddingCache } from './embeddingCache.ts';
import { EncodeQueue } from './encodeQueue.ts';
import { ask, embeddingOf, holdEmbedding, holdPicture, type Engine } from './engine.ts';
import { untilAborted } from './untilAborted.ts';
import { WorkerHost } from './workerHost.ts';

export interface SegmenterOptions {
  readonly spec: ModelSpec;
  readonly modelBaseUrl: string; // absolute, ends with '/'
  readonly backend: Backend;
  readonly threadCount: number; // ≥ 1; more than 1 only where the page is cross-origin isolated
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
  const { spec, embeddings, ...rest } = options;
  const setup: WorkerSetup = { spec, ...rest };
  const engine: Engine = {
    spec,
    encoder: new WorkerHost<EncoderWorker>(spawnEncoder, setup),
    decoder: new WorkerHost<DecoderWorker>(spawnDecoder, setup),
    queue: new EncodeQueue(),
    cache: new EmbeddingCache(embeddings, spec),
    looks: new CloserLooks(),
    images: new Map(),
  };
  return {
    modelId: spec.id,
    async start(onProgress, signal) {
      const report = combineProgress(2, onProgress);
      const bothReady = Promise.all([
        engine.encoder.ready(report(0)),
        engine.decoder.ready(report(1)),
      ]);
      await untilAborted(bothReady, signal);
    },
    async prepare(image, signal) {
      const wish = { image, target: null, urgency: 'open' } as const;
      const embedding = await embeddingOf(engine, wish, signal);
      engine.images.set(image.key, { image, size: embedding.imageSize });
      await Promise.all([
        holdEmbedding(engine, image.key, embedding, signal),
        holdPicture(engine, image, signal),
      ]);
    },
    async prefetch(image, signal) {
      await embeddingOf(engine, { image, target: null, urgency: 'ahead' }, signal);
    },
    segment: (imageKey, request, signal) => segment(engine, imageKey, request, signal),
    closerLook: (imageKey, request, shown, signal) =>
      closerLook(engine, imageKey, { request, shown }, signal),
    close() {
      engine.encoder.drop();
      engine.decoder.drop();
    },
  };
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
