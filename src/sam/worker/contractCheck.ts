import type { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { iouOf } from '#core/mask/overlap.ts';
import { maskContains } from '#core/mask/measures.ts';
import type { ModelPart, ModelProblem } from '#core/model/modelReport.ts';
import { emptyPrompt, withPoint } from '#core/prompt/prompt.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { goldenImage, type GoldenImage } from '#sam/numerics/goldenImage.ts';
import { maskFromLogits } from '#sam/numerics/maskFromLogits.ts';
import { modelGeometryOf, wholePart } from '#sam/numerics/modelGeometry.ts';
import type { ImageEmbedding } from '#sam/protocol.ts';
import { decoderAnswerOf, type DecoderAnswer } from './decoderAnswer.ts';
import { decoderFeedsOf } from './decoderFeeds.ts';
import { narrowTensors, runEncoder } from './encodePixels.ts';
import type { HeldEmbedding } from './heldImages.ts';
import { isMemoryLack, reasonOf } from './openProblem.ts';
import { projectEmbedding } from './projectEmbedding.ts';

/** Both halves of a model, open. */
export interface ModelSessions {
  readonly encoder: InferenceSession;
  readonly decoder: InferenceSession;
}

/** What one run on the golden image showed. */
export type ContractCheck =
  | { readonly kind: 'refused'; readonly problems: readonly ModelProblem[] }
  | {
      readonly kind: 'runs';
      readonly spec: ModelSpec; // with the shapes and counts that the run showed
      readonly goldenIou: number; // of the best candidate that contains the click; 0 if none does
      readonly encodeMs: number;
      readonly decodeMs: number;
    };

/** Encodes the golden image, clicks on its disc and looks at everything that comes out. */
export async function checkContract(
  sessions: ModelSessions,
  spec: ModelSpec,
  onStage: (stage: 'encode' | 'decode') => void,
): Promise<ContractCheck> {
  const golden = goldenImage();
  let part: ModelPart = 'encoder';
  try {
    onStage('encode');
    const encodeStart = performance.now();
    const { data, size } = golden.image;
    const tensors = await runEncoder(sessions.encoder, { size, strips: [data] }, spec);
    const encodeMs = performance.now() - encodeStart;
    const encodeProblems = tensors.flatMap((tensor, at) => problemsOfTensor(tensor, at, spec));
    if (encodeProblems.length > 0) return { kind: 'refused', problems: encodeProblems };
    const shaped = withShapes(spec, tensors);
    onStage('decode');
    part = 'decoder';
    const held = await projectEmbedding(null, embeddingOf(golden, tensors, shaped), shaped);
    await decode(sessions.decoder, golden, held, shaped); // the first run prepares
    const decodeStart = performance.now();
    const outputs = await decode(sessions.decoder, golden, held, shaped);
    const decodeMs = performance.now() - decodeStart;
    const counted = withCounts(shaped, outputs);
    if ('problem' in counted) return { kind: 'refused', problems: [counted.problem] };
    const answer = decoderAnswerOf(outputs, counted.spec.decoder);
    const problems = problemsOfAnswer(answer, counted.spec);
    if (problems.length > 0) return { kind: 'refused', problems };
    const goldenIou = goldenIouOf(golden, answer, counted.spec);
    return { kind: 'runs', spec: counted.spec, goldenIou, encodeMs, decodeMs };
  } catch (error) {
    return { kind: 'refused', problems: [runProblem(error, part, spec)] };
  }
}

function runProblem(error: unknown, part: ModelPart, spec: ModelSpec): ModelProblem {
  if (isMemoryLack(error)) {
    return { code: 'out-of-memory', file: part, sizeBytes: spec[part].sizeBytes };
  }
  return {
    code: 'run-failed',
    part,
    reason: reasonOf(error),
  };
}

function embeddingOf(
  { image }: GoldenImage,
  tensors: readonly Tensor[],
  { encoder }: ModelSpec,
): ImageEmbedding {
  return {
    imageSize: image.size,
    window: { x: 0, y: 0, ...image.size },
    longestSide: encoder.inputSide,
    tensors: narrowTensors(tensors),
  };
}

async function decode(
  session: InferenceSession,
  { image, click }: GoldenImage,
  { feeds }: HeldEmbedding,
  spec: ModelSpec,
): Promise<InferenceSession.OnnxValueMapType> {
  const prompt = withPoint(emptyPrompt, { at: click, label: 'foreground' });
  const geometry = modelGeometryOf(spec.encoder, wholePart(image.size, spec.encoder.inputSide));
  return session.run({ ...feeds, ...decoderFeedsOf({ prompt, geometry, maskInput: null }, spec) });
}

function problemsOfTensor(
  { data, dims }: Tensor,
  at: number,
  { encoder }: ModelSpec,
): readonly ModelProblem[] {
  const declared = encoder.tensors[at];
  const name = declared?.outputName ?? '';
  const problems: ModelProblem[] = [];
  if (!areFinite(data)) problems.push({ code: 'not-finite', part: 'encoder', tensor: name });
  const fits = dims.length === declared?.shape.length || declared?.shape.length === 0;
  if (!fits) {
    problems.push({
      code: 'wrong-shape',
      part: 'encoder',
      tensor: name,
      shape: `[${dims.join(', ')}]`,
      expected: `[${declared?.shape.join(', ') ?? ''}]`,
    });
  }
  return problems;
}

function withShapes(spec: ModelSpec, outputs: readonly Tensor[]): ModelSpec {
  const tensors = spec.encoder.tensors.map((tensor, at) => ({
    ...tensor,
    shape: outputs[at]?.dims ?? tensor.shape,
  }));
  return { ...spec, encoder: { ...spec.encoder, tensors } };
}

/** The counts that graphs may leave open, as the answer has them. */
function withCounts(
  spec: ModelSpec,
  outputs: Readonly<Record<string, Tensor>>,
): { readonly spec: ModelSpec } | { readonly problem: ModelProblem } {
  const { lowResLogits, predictedIous } = spec.decoder.outputNames;
  const dims = outputs[lowResLogits]?.dims ?? [];
  const count = outputs[predictedIous]?.size ?? 0;
  const [height, width] = [dims.at(-2) ?? 0, dims.at(-1) ?? 0];
  // a model without mask input has no say in the side but its answer
  const isOpen = spec.decoder.inputNames.maskInput === null;
  const lowResSide = isOpen ? Math.min(width, spec.decoder.lowResSide) : spec.decoder.lowResSide;
  const isCount = count === 1 || count === 3 || count === 4;
  if (isCount && height === width && width > 0 && width % lowResSide === 0) {
    return { spec: { ...spec, decoder: { ...spec.decoder, candidateCount: count, lowResSide } } };
  }
  const shape = isCount ? dims : (outputs[predictedIous]?.dims ?? []);
  return {
    problem: {
      code: 'wrong-shape',
      part: 'decoder',
      tensor: isCount ? lowResLogits : predictedIous,
      shape: `[${shape.join(', ')}]`,
      expected: isCount ? `[1, ${count}, ${lowResSide}, ${lowResSide}]` : '[1, 1], [1, 3], [1, 4]',
    },
  };
}

function problemsOfAnswer(
  { lowResLogits, predictedIous }: DecoderAnswer,
  { decoder: { outputNames } }: ModelSpec,
): readonly ModelProblem[] {
  const problems: ModelProblem[] = [];
  const refuse = (tensor: string) => problems.push({ code: 'not-finite', part: 'decoder', tensor });
  if (!areFinite(lowResLogits)) refuse(outputNames.lowResLogits);
  if (!areFinite(predictedIous)) refuse(outputNames.predictedIous);
  return problems;
}

function areFinite(values: Tensor['data']): boolean {
  return values instanceof Float32Array && values.every((value) => Number.isFinite(value));
}

function goldenIouOf(
  { image, mask: disc, click }: GoldenImage,
  { lowResLogits }: DecoderAnswer,
  { encoder, decoder, maskThreshold }: ModelSpec,
): number {
  const geometry = modelGeometryOf(encoder, wholePart(image.size, encoder.inputSide));
  const length = decoder.lowResSide ** 2;
  const ious = Array.from({ length: decoder.candidateCount }, (_, channel) => {
    const logits = lowResLogits.slice(channel * length, (channel + 1) * length);
    const mask = maskFromLogits(logits, decoder.lowResSide, geometry, maskThreshold);
    return maskContains(mask, click) ? iouOf(mask, disc) : 0;
  });
  return Math.max(...ious);
}
