import { transfer } from 'comlink';
import type { Backend, BackendChoice, BackendUse } from '#core/backend/backend.ts';
import type { ByteShelf } from '#core/cache/byteShelf.ts';
import { AppError } from '#core/failure.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type {
  DecoderWorker,
  EncoderWorker,
  ImageEmbedding,
  Segmenter,
  SegmenterImage,
  SegmentPlace,
  SegmentRequest,
  StartProgress,
} from '#sam/protocol.ts';
import { BackendHost } from './backendHost.ts';
import { chooseBackend, type VerdictMemory } from './chooseBackend.ts';
import { combineProgress } from './combineProgress.ts';
import { deviceCheck, type DeviceCheck } from './deviceCheck.ts';
import { EmbeddingCache } from './embeddingCache.ts';
import { EncodeQueue, type Urgency } from './encodeQueue.ts';
import { untilAborted } from './untilAborted.ts';
import { WorkerHost } from './workerHost.ts';

export interface SegmenterOptions {
  readonly spec: ModelSpec;
  readonly modelBaseUrl: string; // absolute, ends with '/'
  readonly backend: BackendChoice;
  readonly threadCount: number; // ≥ 1; more than 1 only where the page is cross-origin isolated
  /** What the choice of a backend rests on, and who hears of it; without it nothing is remembered. */
  readonly device?: DeviceOptions;
  /** Where embeddings outlive the tab; null: they do not. */
  readonly embeddings: ByteShelf | null;
}

export interface DeviceOptions {
  readonly verdicts: VerdictMemory;
  readonly runtimeKey: string; // changes with ONNX Runtime and the browser
  readonly check?: DeviceCheck;
  onBackend(use: BackendUse): void;
}

/** What the parts of a segmenter share while it runs on one backend. */
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
  const { spec, embeddings, modelBaseUrl, threadCount } = options;
  const setup = { spec, modelBaseUrl, threadCount };
  const cache = new EmbeddingCache(embeddings, spec);
  const images = new Map<string, SegmenterImage>();
  let tell: (progress: StartProgress) => void = () => undefined;
  const host = createHost(
    options,
    (progress) => tell(progress),
    (backend) => {
      const encoder = new WorkerHost<EncoderWorker>(spawnEncoder, { ...setup, backend });
      const decoder = new WorkerHost<DecoderWorker>(spawnDecoder, { ...setup, backend });
      return { encoder, decoder, queue: new EncodeQueue(), cache, images };
    },
  );
  return {
    modelId: spec.id,
    async start(onProgress, signal) {
      tell = onProgress;
      await host.run((engine) => start(engine, onProgress, signal), signal);
    },
    async prepare(image, signal) {
      images.set(image.key, image);
      await host.run((engine) => prepare(engine, image, signal), signal);
    },
    async prefetch(image, signal) {
      await host.run((engine) => embeddingOf(engine, image, 'ahead', signal), signal);
    },
    segment: (imageKey, request, signal) =>
      host.run((engine) => segment(engine, imageKey, request, signal), signal),
    restart: (choice) => host.restart(choice),
    close: () => host.close(),
  };
}

function createHost(
  { spec, modelBaseUrl, threadCount, backend, device = unremembered }: SegmenterOptions,
  onProgress: (progress: StartProgress) => void,
  engineOn: (backend: Backend) => Engine,
): BackendHost<Engine> {
  const setup = { spec, modelBaseUrl, threadCount };
  const { check: given = deviceCheck, verdicts, runtimeKey } = device;
  // asked for at once: by the time the model starts, the answer is there
  let firstLook = backend === 'wasm' ? null : given.readAdapter();
  const check: DeviceCheck = {
    ...given,
    readAdapter() {
      const look = firstLook ?? given.readAdapter();
      firstLook = null;
      return look;
    },
  };
  return new BackendHost({
    choice: backend,
    verdicts,
    choose: (choice) => chooseBackend({ choice, setup, check, verdicts, runtimeKey, onProgress }),
    begin: engineOn,
    end({ encoder, decoder }) {
      encoder.drop();
      decoder.drop();
    },
    onBackend: (verdict, isSetback) => device.onBackend({ ...verdict, threadCount, isSetback }),
  });
}

const unremembered: DeviceOptions = {
  verdicts: { read: () => null, write: () => undefined },
  runtimeKey: '',
  onBackend: () => undefined,
};

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
  const embedding = await embeddingOf(engine, image, 'open', signal);
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
