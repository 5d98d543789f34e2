import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { chooseChannels } from '#sam/numerics/chooseChannels.ts';
import { maskFromLogits } from '#sam/numerics/maskFromLogits.ts';
import { modelGeometryOf } from '#sam/numerics/modelGeometry.ts';
import type { ResizeGeometry } from '#sam/numerics/resizeGeometry.ts';
import { stabilityScore } from '#sam/numerics/stabilityScore.ts';
import type { SegmentRequest } from '#sam/protocol.ts';
import { decoderAnswerOf } from './decoderAnswer.ts';
import { decoderFeedsOf } from './decoderFeeds.ts';
import type { HeldEmbedding } from './heldImages.ts';

/** The masks that answer a prompt, at image resolution. */
export async function decodePrompt(
  session: InferenceSession,
  embedding: HeldEmbedding,
  request: SegmentRequest,
  spec: ModelSpec,
): Promise<CandidateSet> {
  const { prompt, previous } = request;
  const geometry = modelGeometryOf(spec.encoder, embedding.imageSize);
  const maskInput = previous?.lowResLogits ?? null;
  const feeds = decoderFeedsOf({ prompt, geometry, maskInput }, spec);
  const outputs = await session.run({ ...embedding.feeds, ...feeds });
  const { lowResLogits: logits, predictedIous: ious } = decoderAnswerOf(outputs, spec.decoder);
  const { channels, bestIndex } = chooseChannels(prompt, ious);
  const length = spec.decoder.lowResSide ** 2;
  const candidates = channels.map((channel) => ({
    ...candidateOf(logits.slice(channel * length, (channel + 1) * length), geometry, spec),
    predictedIou: ious[channel] ?? 0,
    logitsWindow: embedding.window,
  }));
  return { candidates, bestIndex, isCaught: false };
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
