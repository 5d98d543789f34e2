import { expose, transfer } from 'comlink';
import type { InferenceSession } from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { ModelFile, ModelSpec } from '#sam/models/modelSpec.ts';
import type { EncoderWorker, WorkerSetup } from '#sam/protocol.ts';
import { encodeImage } from './encodeImage.ts';
import { outcomeInTurn } from './outcome.ts';
import { openSessions } from './session.ts';

let started: { readonly spec: ModelSpec; readonly session: InferenceSession } | null = null;

const worker: EncoderWorker = {
  start(setup, onProgress) {
    return outcomeInTurn(async () => {
      const [session] = started
        ? [started.session]
        : await openSessions([encoderFileOf(setup)], setup, onProgress);
      invariant(session !== undefined, 'one file gives one session');
      started = { spec: setup.spec, session };
      return null;
    });
  },
  async encode(bitmap, target) {
    const outcome = await outcomeInTurn(async () => {
      invariant(started !== null, 'the encoder was started');
      try {
        return await encodeImage(started.session, bitmap, target, started.spec);
      } finally {
        bitmap.close();
      }
    });
    if (!outcome.isOk) return outcome;
    return transfer(
      outcome,
      outcome.value.tensors.map(({ buffer }) => buffer),
    );
  },
};

/** Whole-numbered products are slower than floats on a graphics card. */
function encoderFileOf({ spec, backend }: WorkerSetup): ModelFile {
  return backend === 'wasm' && spec.quantizedEncoder ? spec.quantizedEncoder : spec.encoder;
}

expose(worker);
