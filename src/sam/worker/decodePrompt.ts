import * as ort from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { chooseChannels } from '#sam/numerics/chooseChannels.ts';
import { maskFromLogits } from '#sam/numerics/maskFromLogits.ts';
import { promptTensorsOf } from '#sam/numerics/promptTensors.ts';
import { resizeGeometryOf, type ResizeGeometry } from '#sam/numerics/resizeGeometry.ts';
import { stabilityScore } from '#sam/numerics/stabilityScore.ts';
import type { DecodeRequest, ImageEmbedding } from '#sam/protocol.ts';

/** The three masks that answer a prompt, at image resolution. */
export async function decodePrompt(
  session: ort.InferenceSession,
  embedding: ImageEmbedding,
  request: DecodeRequest,
  spec: ModelSpec,
): Promise<CandidateSet> {
  const geometry = resizeGeometryOf(embedding.imageSize, spec.encoder.inputSide);
  const outputs = await session.run(feedsOf(embedding, request, geometry, spec));
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
  }));
  return { candidates, bestIndex, isCaught: false };
}

function feedsOf(
  embedding: ImageEmbedding,
  { prompt, maskInput }: DecodeRequest,
  geometry: ResizeGeometry,
  spec: ModelSpec,
): Record<string, ort.Tensor> {
  const names = spec.decoder.inputNames;
  const side = spec.decoder.lowResSide;
  const { pointCoords, pointLabels } = promptTensorsOf(prompt, geometry, spec.labelCodes);
  const pointCount = pointLabels.length;
  return {
    [names.imageEmbeddings]: new ort.Tensor('float32', embedding.values, [
      ...spec.encoder.embeddingShape,
    ]),
    [names.pointCoords]: new ort.Tensor('float32', pointCoords, [1, pointCount, 2]),
    [names.pointLabels]: new ort.Tensor('float32', pointLabels, [1, pointCount]),
    [names.maskInput]: new ort.Tensor('float32', maskInput ?? new Float32Array(side * side), [
      1,
      1,
      side,
      side,
    ]),
    [names.hasMaskInput]: new ort.Tensor('float32', [maskInput ? 1 : 0], [1]),
  };
}

function candidateOf(
  lowResLogits: Float32Array<ArrayBuffer>,
  geometry: ResizeGeometry,
  spec: ModelSpec,
): Omit<MaskCandidate, 'predictedIou'> {
  return {
    source: 'model',
    mask: maskFromLogits(lowResLogits, spec.decoder.lowResSide, geometry, spec.maskThreshold),
    stabilityScore: stabilityScore(lowResLogits, spec.maskThreshold, spec.stabilityOffset),
    lowResLogits,
  };
}
