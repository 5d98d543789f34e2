import type * as ort from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { chooseChannels } from '#sam/numerics/chooseChannels.ts';
import { maskFromLogits } from '#sam/numerics/maskFromLogits.ts';
import { promptTensorsOf } from '#sam/numerics/promptTensors.ts';
import { resizeGeometryOf, type ResizeGeometry } from '#sam/numerics/resizeGeometry.ts';
import { stabilityScore } from '#sam/numerics/stabilityScore.ts';
import type { SegmentRequest } from '#sam/protocol.ts';
import type { HeldEmbedding } from './heldImages.ts';
import { tensorOf } from './runtime.ts';

/** The masks that answer a prompt, at image resolution. */
export async function decodePrompt(
  session: ort.InferenceSession,
  embedding: HeldEmbedding,
  request: SegmentRequest,
  spec: ModelSpec,
): Promise<CandidateSet> {
  const geometry = resizeGeometryOf(embedding.imageSize, spec.encoder.inputSide);
  const maskInput = request.previous?.lowResLogits ?? null;
  const outputs = await session.run({
    ...embedding.feeds,
    ...promptFeedsOf(request, geometry, maskInput, spec),
  });
  const { lowResLogits, predictedIous } = spec.decoder.outputNames;
  const logits = outputs[lowResLogits]?.data;
  const ious = outputs[predictedIous]?.data;
  invariant(logits instanceof Float32Array, 'the decoder answers with float32 logits');
  invariant(ious instanceof Float32Array, 'the decoder answers with float32 predicted IoUs');
  const { channels, bestIndex } = chooseChannels(request.prompt, ious);
  const length = spec.decoder.lowResSide ** 2;
  const candidates = channels.map((channel) => ({
    ...candidateOf(logits.slice(channel * length, (channel + 1) * length), geometry, spec),
    predictedIou: ious[channel] ?? 0,
    logitsWindow: embedding.window,
  }));
  return { candidates, bestIndex, isCaught: false };
}

export function promptFeedsOf(
  { prompt }: SegmentRequest,
  geometry: ResizeGeometry,
  maskInput: Float32Array | null,
  { decoder, labelCodes }: ModelSpec,
): Record<string, ort.Tensor> {
  const { inputNames, lowResSide: side, pointRank, labelType } = decoder;
  const { pointCoords, pointLabels } = promptTensorsOf(prompt, geometry, labelCodes);
  const pointCount = pointLabels.length;
  const batch = pointRank === 4 ? [1, 1] : [1];
  const feeds: Record<string, ort.Tensor> = {
    [inputNames.pointCoords]: tensorOf('float32', pointCoords, [...batch, pointCount, 2]),
    [inputNames.pointLabels]: numbersTensor(labelType, pointLabels, [...batch, pointCount]),
  };
  if (inputNames.maskInput !== null) {
    const mask = maskInput ?? new Float32Array(side * side);
    feeds[inputNames.maskInput] = tensorOf('float32', mask, [1, 1, side, side]);
  }
  if (inputNames.hasMaskInput !== null) {
    feeds[inputNames.hasMaskInput] = tensorOf('float32', [maskInput ? 1 : 0], [1]);
  }
  if (inputNames.originalSize !== null) {
    // the masks at this size are not used, so the smallest that the graph makes anyway
    feeds[inputNames.originalSize] = numbersTensor(
      decoder.originalSizeType,
      Float32Array.of(side, side),
      [2],
    );
  }
  return feeds;
}

function numbersTensor(
  type: 'float32' | 'int32' | 'int64',
  values: Float32Array,
  dims: readonly number[],
): ort.Tensor {
  switch (type) {
    case 'float32':
      return tensorOf('float32', values, dims);
    case 'int32':
      return tensorOf('int32', Int32Array.from(values), dims);
    case 'int64':
      return tensorOf('int64', BigInt64Array.from(Array.from(values, BigInt)), dims);
  }
}

function candidateOf(
  lowResLogits: Float32Array<ArrayBuffer>,
  geometry: ResizeGeometry,
  spec: ModelSpec,
): Omit<MaskCandidate, 'predictedIou' | 'logitsWindow'> {
  return {
    source: 'model',
    mask: maskFromLogits(lowResLogits, spec.decoder.lowResSide, geometry, spec.maskThreshold),
    stabilityScore: stabilityScore(lowResLogits, spec.maskThreshold, spec.stabilityOffset),
    lowResLogits,
  };
}
