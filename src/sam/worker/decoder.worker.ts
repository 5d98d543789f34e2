import { expose, transfer } from 'comlink';
import type { InferenceSession } from 'onnxruntime-web/wasm';
import { ByteLru } from '#core/cache/byteLru.ts';
import { invariant } from '#core/failure.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type { DecoderWorker, ImageEmbedding } from '#sam/protocol.ts';
import { decodePrompt } from './decodePrompt.ts';
import { outcomeOf } from './outcome.ts';
import { openSession } from './session.ts';

const embeddings = new ByteLru<string, ImageEmbedding>(
  64 * 1024 * 1024,
  ({ values }) => values.byteLength,
);
let session: InferenceSession | null = null;

const worker: DecoderWorker = {
  start(setup, onProgress) {
    return outcomeOf(async () => {
      session ??= await openSession(mobileSam.decoder, setup, onProgress);
      return null;
    });
  },
  hold(embedding) {
    return outcomeOf(async () => {
      embeddings.put(embedding.imageKey, embedding);
      return null;
    });
  },
  async decode(imageKey, request) {
    const outcome = await outcomeOf(async () => {
      invariant(session !== null, 'the decoder was started');
      const embedding = embeddings.get(imageKey);
      return embedding && (await decodePrompt(session, embedding, request, mobileSam));
    });
    if (!outcome.isOk || !outcome.value) return outcome;
    const buffers = outcome.value.candidates.flatMap(({ mask, lowResLogits }) => [
      mask.counts.buffer,
      lowResLogits.buffer,
    ]);
    return transfer(outcome, buffers);
  },
};

expose(worker);
