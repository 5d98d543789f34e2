import { transfer } from 'comlink';
import { AppError } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type {
  DecoderWorker,
  EncoderWorker,
  EncodeTarget,
  ImageEmbedding,
  SegmenterImage,
  SegmentRequest,
} from '#sam/protocol.ts';
import type { CloserLooks } from './closerLooks.ts';
import { windowName } from './closerWindow.ts';
import type { EmbeddingCache } from './embeddingCache.ts';
import type { EncodeQueue, Urgency } from './encodeQueue.ts';
import { untilAborted } from './untilAborted.ts';
import type { WorkerHost } from './workerHost.ts';

/** What the parts of a segmenter share. */
export interface Engine {
  readonly spec: ModelSpec;
  readonly encoder: WorkerHost<EncoderWorker>;
  readonly decoder: WorkerHost<DecoderWorker>;
  readonly queue: EncodeQueue;
  readonly cache: EmbeddingCache;
  readonly looks: CloserLooks;
  /** Every image that was prepared, to send it again to a decoder that has lost it. */
  readonly images: Map<string, { readonly image: SegmenterImage; readonly size: Size }>;
}

/** A whole image (target null) or a part of it, and how much it matters. */
export interface EmbeddingWish {
  readonly image: SegmenterImage;
  readonly target: EncodeTarget | null;
  readonly urgency: Urgency;
}

/** The embedding from memory, from disk, or made now. */
export async function embeddingOf(
  { encoder, queue, cache }: Engine,
  { image, target, urgency }: EmbeddingWish,
  signal: AbortSignal,
): Promise<ImageEmbedding> {
  const part = target ? windowName(target.window) : '';
  const kept = await untilAborted(cache.get(image, part), signal);
  if (kept) return kept;
  return queue.encode(
    {
      key: image.key + part,
      urgency,
      async run(runSignal) {
        const embedding = await encode(encoder, image, target, runSignal);
        // nobody waits for the disk, and what it does not take is made again
        void cache.put(image, embedding, part).catch(() => undefined);
        return embedding;
      },
    },
    signal,
  );
}

async function encode(
  encoder: WorkerHost<EncoderWorker>,
  image: SegmenterImage,
  target: EncodeTarget | null,
  signal: AbortSignal,
): Promise<ImageEmbedding> {
  const link = await untilAborted(encoder.ready(), signal);
  const bitmap = await image.open();
  try {
    return await link.call((remote) => remote.encode(transfer(bitmap, [bitmap]), target), signal);
  } catch (error) {
    if (signal.aborted) encoder.drop();
    throw error;
  } finally {
    bitmap.close();
  }
}

/** Gives the decoder an embedding. */
export async function holdEmbedding(
  { decoder }: Engine,
  embeddingKey: string,
  embedding: ImageEmbedding,
  signal: AbortSignal,
): Promise<void> {
  const link = await untilAborted(decoder.ready(), signal);
  await link.call((remote) => remote.holdEmbedding(embeddingKey, embedding), signal);
}

/** Gives the decoder the pixels of an image. */
export async function holdPicture(
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

/**
 * Asks about an image or a part of it, and sends what the worker lacks: one that was lost has forgotten
 * everything.
 */
export async function ask(
  engine: Engine,
  { image, target, urgency }: EmbeddingWish,
  request: SegmentRequest,
  signal: AbortSignal,
): Promise<CandidateSet> {
  const embeddingKey = image.key + (target ? windowName(target.window) : '');
  const place = { imageKey: image.key, embeddingKey };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const link = await untilAborted(engine.decoder.ready(), signal);
    const answer = await link.call((remote) => remote.segment(place, request), signal);
    if (answer.kind === 'answer') return answer.candidates;
    if (answer.what === 'picture') await holdPicture(engine, image, signal);
    else {
      const embedding = await embeddingOf(engine, { image, target, urgency }, signal);
      await holdEmbedding(engine, embeddingKey, embedding, signal);
    }
  }
  throw new AppError({ code: 'inference/out-of-memory' });
}
