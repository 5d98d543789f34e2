import { expose, transfer } from 'comlink';
import type { InferenceSession } from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type { EncoderWorker } from '#sam/protocol.ts';
import { encodeImage } from './encodeImage.ts';
import { outcomeOf } from './outcome.ts';
import { openSession } from './session.ts';

let session: InferenceSession | null = null;

const worker: EncoderWorker = {
  start(setup, onProgress) {
    return outcomeOf(async () => {
      session ??= await openSession(mobileSam.encoder, setup, onProgress);
      return null;
    });
  },
  async encode(bitmap) {
    const outcome = await outcomeOf(async () => {
      invariant(session !== null, 'the encoder was started');
      try {
        return await encodeImage(session, bitmap, mobileSam);
      } finally {
        bitmap.close();
      }
    });
    return outcome.isOk ? transfer(outcome, [outcome.value.buffer]) : outcome;
  },
};

expose(worker);
