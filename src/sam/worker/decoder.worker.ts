import { expose, transfer } from 'comlink';
import type { InferenceSession } from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { DecoderWorker, SegmentAnswer, WorkerSetup } from '#sam/protocol.ts';
import { decodePrompt } from './decodePrompt.ts';
import { createHeldImages } from './heldImages.ts';
import { outcomeInTurn } from './outcome.ts';
import { projectEmbedding } from './projectEmbedding.ts';
import { readPixels } from './readPixels.ts';
import { openSessions } from './session.ts';

interface Started {
  readonly spec: ModelSpec;
  readonly decoder: InferenceSession;
  readonly projector: InferenceSession | null;
}

const held = createHeldImages();
let started: Started | null = null;

const worker: DecoderWorker = {
  start(setup, onProgress) {
    return outcomeInTurn(async () => {
      started ??= await start(setup, onProgress);
      return null;
    });
  },
  holdEmbedding(embeddingKey, embedding) {
    return outcomeInTurn(async () => {
      const { projector, spec } = running();
      if (held.embeddings.get(embeddingKey)) return null;
      held.embeddings.put(embeddingKey, await projectEmbedding(projector, embedding, spec));
      return null;
    });
  },
  holdPicture(imageKey, bitmap) {
    return outcomeInTurn(async () => {
      try {
        if (!held.pictures.get(imageKey)) held.pictures.put(imageKey, readPixels(bitmap));
      } finally {
        bitmap.close();
      }
      return null;
    });
  },
  async segment({ imageKey, embeddingKey }, request) {
    const outcome = await outcomeInTurn<SegmentAnswer>(async () => {
      const { decoder, spec } = running();
      const embedding = held.embeddings.get(embeddingKey);
      if (!embedding) return { kind: 'missing', what: 'embedding' };
      const picture = held.pictures.get(imageKey);
      if (!picture && request.detail === 'full') return { kind: 'missing', what: 'picture' };
      const candidates = await decodePrompt(decoder, { embedding, picture }, request, spec);
      return { kind: 'answer', candidates };
    });
    if (!outcome.isOk || outcome.value.kind === 'missing') return outcome;
    return transfer(outcome, buffersOf(outcome.value));
  },
};

async function start(
  setup: WorkerSetup,
  onProgress: Parameters<DecoderWorker['start']>[1],
): Promise<Started> {
  const { spec } = setup;
  const files = spec.projector ? [spec.decoder, spec.projector] : [spec.decoder];
  const [decoder, projector] = await openSessions(files, setup, onProgress);
  invariant(decoder !== undefined, 'each file gives a session');
  return { spec, decoder, projector: projector ?? null };
}

function running(): Started {
  invariant(started !== null, 'the decoder was started');
  return started;
}

function buffersOf(answer: Extract<SegmentAnswer, { kind: 'answer' }>): Transferable[] {
  const buffers = answer.candidates.candidates.flatMap(({ mask, lowResLogits }) => [
    mask.counts.buffer,
    lowResLogits.buffer,
  ]);
  return [...new Set(buffers)];
}

expose(worker);
