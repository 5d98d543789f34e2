import { transfer } from 'comlink';
import type { ByteShelf } from '#core/cache/byteShelf.ts';
import { AppError } from '#core/failure.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type {
  Backend,
  DecoderWorker,
  EncoderWorker,
  ImageEmbedding,
  Segmenter,
  SegmenterImage,
  SegmentPlace,
  SegmentRequest,
  WorkerSetup,
} from '#sam/protocol.ts';
import { combineProgress } from './combineProgress.ts';
import { EmbeddingCache } from './embeddingCache.ts';
import { EncodeQueue, type Urgency } from './encodeQueue.ts';
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

/** What the parts of a segmenter share. */
interface Engine {
  readonly encoder: WorkerHost<EncoderWorker>;
  readonly decoder: WorkerHost<DecoderWorker>;
  readonly queue: EncodeQueue;
  readonly cache: EmbeddingCache;
  /** Every image that was prepared, to send it again to a decoder that has lost it. */
  readonly images: Map<string, SegmenterImage>;
}

/**
 * Segment Anything in two workers: prompts are answered while another image is encoded, and an encode
 * that nobody waits for any more is ended by ending its worker, since a running WASM call hears nothing.
 * No React, no DOM but `Worker` and `ImageBitmap`; see sam/README.md for an example.
 */
export function createSegmenter(options: SegmenterOptions): Segmenter {
  const { spec, embeddings, ...rest } = options;
  const setup: WorkerSetup = { spec, ...rest };
  const engine: Engine = {
    encoder: new WorkerHost<EncoderWorker>(spawnEncoder, setup),
    decoder: new WorkerHost<DecoderWorker>(spawnDecoder, setup),
    queue: new EncodeQueue(),
    cache: new EmbeddingCache(embeddings, spec),
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
      engine.images.set(image.key, image);
      const embedding = await embeddingOf(engine, image, 'open', signal);
      await Promise.all([
        holdEmbedding(engine, image.key, embedding, signal),
        holdPicture(engine, image, signal),
      ]);
    },
    async prefetch(image, signal) {
      await embeddingOf(engine, image, 'ahead', signal);
    },
    segment: (imageKey, request, signal) => segment(engine, imageKey, request, signal),
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

async function embeddingOf(
  { encoder, queue, cache }: Engine,
  image: SegmenterImage,
  urgency: Urgency,
  signal: AbortSignal,
): Promise<ImageEmbedding> {
  const kept = await untilAborted(cache.get(image), signal);
  if (kept) return kept;
  return queue.encode(
    {
      key: image.key,
      urgency,
      async run(runSignal) {
        const embedding = await encode(encoder, image, runSignal);
        void cache.put(image, embedding).catch(() => undefined); // without a shelf it is encoded again
        return embedding;
      },
    },
    signal,
  );
}

async function encode(
  encoder: WorkerHost<EncoderWorker>,
  image: SegmenterImage,
  signal: AbortSignal,
): Promise<ImageEmbedding> {
  const link = await untilAborted(encoder.ready(), signal);
  const bitmap = await image.open();
  try {
    return await link.call((remote) => remote.encode(transfer(bitmap, [bitmap]), null), signal);
  } catch (error) {
    if (signal.aborted) encoder.drop();
    throw error;
  } finally {
    bitmap.close();
  }
}

async function holdEmbedding(
  { decoder }: Engine,
  key: string,
  embedding: ImageEmbedding,
  signal: AbortSignal,
): Promise<void> {
  const link = await untilAborted(decoder.ready(), signal);
  await link.call((remote) => remote.holdEmbedding(key, embedding), signal);
}

async function holdPicture(
  { decoder }: Engine,
  image: SegmenterImage,
  signal: AbortSignal,
): Promise<void> {
  const link = await untilAborted(decoder.ready(), signal);
  const bitmap = await image.open();
  try {
    await link.call((remote) => remote.holdPicture(image.key, transfer(bitmap, [bitmap])), signal);
  } finally {
    bitmap.close();
  }
}

/** Asks, and sends what the worker lacks: a worker that was lost has forgotten everything. */
async function segment(
  engine: Engine,
  imageKey: string,
  request: SegmentRequest,
  signal: AbortSignal,
): Promise<CandidateSet> {
  const image = engine.images.get(imageKey);
  if (!image) throw new AppError({ code: 'inference/failed', reason: 'the image is not prepared' });
  const place: SegmentPlace = { imageKey, embeddingKey: imageKey };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const link = await untilAborted(engine.decoder.ready(), signal);
    const answer = await link.call((remote) => remote.segment(place, request), signal);
    if (answer.kind === 'answer') return answer.candidates;
    if (answer.what === 'picture') await holdPicture(engine, image, signal);
    else {
      const embedding = await embeddingOf(engine, image, 'open', signal);
      await holdEmbedding(engine, place.embeddingKey, embedding, signal);
    }
  }
  throw new AppError({ code: 'inference/out-of-memory' });
}
