import type { InferenceSession } from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import { emptyPrompt, withPoint } from '#core/prompt/prompt.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { narrowToFloat16 } from '#sam/numerics/float16.ts';
import { goldenInput } from '#sam/numerics/goldenInput.ts';
import { resizeGeometryOf } from '#sam/numerics/resizeGeometry.ts';
import type { CheckSetup, GoldenAnswer } from '#sam/protocol.ts';
import { promptFeedsOf } from './decodePrompt.ts';
import { projectEmbedding } from './projectEmbedding.ts';
import { tensorOf } from './runtime.ts';
import { openSessions } from './session.ts';

/** After the first, which compiles shaders and grows buffers. */
const warmRunCount = 2;

/** The golden prompt, answered by the miniature and then by the real decoder. */
export async function* goldenAnswers(setup: CheckSetup): AsyncGenerator<GoldenAnswer> {
  yield await answerOfMiniature(setup);
  yield await answerOfDecoder(setup);
}

/** Encoder and decoder on a made-up image. */
async function answerOfMiniature(setup: CheckSetup): Promise<GoldenAnswer> {
  const { miniature: spec } = setup;
  const { inputName, inputSide, tensors } = spec.encoder;
  const [encoder, decoder] = await openSessions(
    [spec.encoder, spec.decoder],
    { ...setup, spec },
    ignore,
  );
  invariant(encoder !== undefined && decoder !== undefined, 'each file gives a session');
  const shape = [1, 3, inputSide, inputSide];
  const feeds = { [inputName]: tensorOf('float32', goldenInput(shape), shape) };
  return timed('miniature', async () => {
    const outputs = await encoder.run(feeds);
    const embedding = tensors.map(({ outputName, inputName: name }) => [name, outputs[outputName]]);
    return logitsOf(decoder, Object.fromEntries(embedding) as InferenceSession.FeedsType, spec);
  });
}

/** The decoder of the model to be used, on a made-up embedding. */
async function answerOfDecoder(setup: CheckSetup): Promise<GoldenAnswer> {
  const { spec } = setup;
  const files = spec.projector ? [spec.decoder, spec.projector] : [spec.decoder];
  const [decoder, projector] = await openSessions(files, setup, ignore);
  invariant(decoder !== undefined, 'each file gives a session');
  const { feeds } = await projectEmbedding(projector ?? null, madeUpEmbedding(spec), spec);
  return timed('decoder', () => logitsOf(decoder, feeds, spec));
}

function madeUpEmbedding({ encoder: { tensors, inputSide } }: ModelSpec) {
  const size = { width: inputSide, height: inputSide };
  return {
    imageSize: size,
    window: { x: 0, y: 0, ...size },
    longestSide: inputSide,
    tensors: tensors.map(({ shape }) => narrowToFloat16(goldenInput(shape))),
  };
}

async function logitsOf(
  decoder: InferenceSession,
  embedding: InferenceSession.FeedsType,
  spec: ModelSpec,
): Promise<Float32Array<ArrayBuffer>> {
  const { inputSide } = spec.encoder;
  const at = { x: inputSide * 0.4, y: inputSide * 0.5 };
  const prompt = withPoint(emptyPrompt, { at, label: 'foreground' });
  const geometry = resizeGeometryOf({ width: inputSide, height: inputSide }, inputSide);
  const request = { prompt, previous: null, detail: 'preview', view: null } as const;
  const outputs = await decoder.run({
    ...embedding,
    ...promptFeedsOf(request, geometry, null, spec),
  });
  const logits = outputs[spec.decoder.outputNames.lowResLogits]?.data;
  invariant(logits instanceof Float32Array, 'the decoder answers with float32 logits');
  return new Float32Array(logits);
}

async function timed(
  part: GoldenAnswer['part'],
  run: () => Promise<GoldenAnswer['logits']>,
): Promise<GoldenAnswer> {
  const logits = await run();
  let runMs = Number.POSITIVE_INFINITY;
  for (let index = 0; index < warmRunCount; index += 1) {
    const begin = performance.now();
    await run();
    runMs = Math.min(runMs, performance.now() - begin);
  }
  return { part, logits, runMs };
}

function ignore(): void {
  // a check has no progress to tell
}
