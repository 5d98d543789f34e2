import type { InferenceSession } from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import { emptyPrompt, withPoint } from '#core/prompt/prompt.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { narrowToFloat16 } from '#sam/numerics/float16.ts';
import { goldenInput } from '#sam/numerics/goldenInput.ts';
import { modelGeometryOf, wholePart } from '#sam/numerics/modelGeometry.ts';
import type { CheckSetup, GoldenAnswer, StartProgress } from '#sam/protocol.ts';
import { decoderFeedsOf } from './decoderFeeds.ts';
import { runEncoder } from './encodePixels.ts';
import { projectEmbedding } from './projectEmbedding.ts';
import { tensorOf } from './runtime.ts';
import { openSessions } from './session.ts';

/** What a golden prompt is asked of: a model with its sessions. */
interface Golden {
  readonly spec: ModelSpec;
  readonly encoder: InferenceSession;
  readonly decoder: InferenceSession;
  readonly projector: InferenceSession | null;
}

type Values = GoldenAnswer['values'];

/** After the first run, which compiles shaders and grows buffers. */
const warmRunCount = 2;

/** Who takes longer for the first run is judged by it: WASM is as fast from the start. */
const slowMs = { wasm: 1000, webgpu: 10_000 } as const;

/**
 * Answers to made-up inputs, the cheapest first: the whole miniature, then decoder and encoder of the
 * model to be used, since a driver may fail at its sizes only.
 */
export async function* goldenAnswers(
  setup: CheckSetup,
  onProgress: (progress: StartProgress) => void,
): AsyncGenerator<GoldenAnswer> {
  const { miniature, spec, backend } = setup;
  const projectors = spec.projector ? [spec.projector] : [];
  const files = [miniature.encoder, miniature.decoder, spec.encoder, spec.decoder, ...projectors];
  const [smallEncoder, smallDecoder, encoder, decoder, projector = null] = await openSessions(
    files,
    setup,
    onProgress,
  );
  invariant(smallEncoder !== undefined && smallDecoder !== undefined, 'each file gives a session');
  invariant(encoder !== undefined && decoder !== undefined, 'each file gives a session');
  const small = { spec: miniature, encoder: smallEncoder, decoder: smallDecoder, projector: null };
  const real = { spec, encoder, decoder, projector };
  const limitMs = slowMs[backend];
  yield { part: 'miniature', ...(await timed(limitMs, () => answerOfBoth(small))) };
  yield { part: 'decoder', ...(await timed(limitMs, () => answerOfDecoder(real))) };
  yield { part: 'encoder', ...(await timed(limitMs, () => answerOfEncoder(real))) };
}

/** Of a model with one tensor as its embedding. */
async function answerOfBoth(golden: Golden): Promise<Values> {
  const [tensor] = golden.spec.encoder.tensors;
  invariant(tensor !== undefined, 'an embedding has a tensor');
  const embedding = tensorOf('float32', await answerOfEncoder(golden), tensor.shape);
  return logitsOf(golden, { [tensor.inputName]: embedding });
}

async function answerOfDecoder(golden: Golden): Promise<Values> {
  const { tensors, inputSide } = golden.spec.encoder;
  const madeUp = {
    ...wholePart(squareOf(inputSide), inputSide),
    tensors: tensors.map(({ shape }) => narrowToFloat16(goldenInput(shape))),
  };
  const { feeds } = await projectEmbedding(golden.projector, madeUp, golden.spec);
  return logitsOf(golden, feeds);
}

/** @returns the first tensor of the embedding */
async function answerOfEncoder({ encoder, spec }: Golden): Promise<Values> {
  const size = squareOf(spec.encoder.inputSide);
  const data = goldenInput([size.height, size.width * 4]).map((value) => 128 + 60 * value);
  const pixels = { size, strips: [Uint8ClampedArray.from(data)] };
  return floatsOf((await runEncoder(encoder, pixels, spec))[0]);
}

async function logitsOf(
  { decoder, spec }: Golden,
  embedding: InferenceSession.FeedsType,
): Promise<Values> {
  const { inputSide } = spec.encoder;
  const at = { x: inputSide * 0.4, y: inputSide * 0.5 };
  const prompt = withPoint(emptyPrompt, { at, label: 'foreground' });
  const geometry = modelGeometryOf(spec.encoder, wholePart(squareOf(inputSide), inputSide));
  const promptFeeds = decoderFeedsOf({ prompt, geometry, maskInput: null }, spec);
  const outputs = await decoder.run({ ...embedding, ...promptFeeds });
  return floatsOf(outputs[spec.decoder.outputNames.lowResLogits]);
}

function squareOf(side: number): Size {
  return { width: side, height: side };
}

function floatsOf(output: InferenceSession.ReturnType[string] | undefined): Values {
  invariant(output?.data instanceof Float32Array, 'the model answers with float32');
  return new Float32Array(output.data);
}

async function timed(
  limitMs: number,
  run: () => Promise<Values>,
): Promise<Pick<GoldenAnswer, 'values' | 'runMs'>> {
  let begin = performance.now();
  const values = await run();
  let runMs = performance.now() - begin;
  if (runMs > limitMs) return { values, runMs };
  for (let index = 0; index < warmRunCount; index += 1) {
    begin = performance.now();
    await run();
    runMs = Math.min(runMs, performance.now() - begin);
  }
  return { values, runMs };
}
