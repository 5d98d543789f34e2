import type { Tensor } from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { DecoderContract } from '#sam/models/modelSpec.ts';
import { shrinkPlanes } from '#sam/numerics/shrinkPlanes.ts';

/** What a decoder answers, whatever its export calls it. */
export interface DecoderAnswer {
  readonly lowResLogits: Float32Array; // candidateCount × lowResSide × lowResSide
  readonly predictedIous: Float32Array; // candidateCount
}

export function decoderAnswerOf(
  outputs: Readonly<Record<string, Tensor>>,
  { outputNames, lowResSide }: Pick<DecoderContract, 'outputNames' | 'lowResSide'>,
): DecoderAnswer {
  const logits = outputs[outputNames.lowResLogits];
  const ious = outputs[outputNames.predictedIous]?.data;
  invariant(logits?.data instanceof Float32Array, 'the decoder answers with float32 logits');
  invariant(ious instanceof Float32Array, 'the decoder answers with float32 predicted IoUs');
  const side = logits.dims.at(-1) ?? lowResSide;
  return {
    lowResLogits: shrinkPlanes(logits.data, side, lowResSide),
    predictedIous: ious,
  };
}
