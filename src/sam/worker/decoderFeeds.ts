import type * as ort from 'onnxruntime-web/wasm';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { DecoderContract, ModelSpec } from '#sam/models/modelSpec.ts';
import { promptTensorsOf } from '#sam/numerics/promptTensors.ts';
import type { ResizeGeometry } from '#sam/numerics/resizeGeometry.ts';
import { tensorOf } from './runtime.ts';

/** What a prompt is asked about. */
export interface DecoderQuestion {
  readonly prompt: Prompt;
  readonly geometry: ResizeGeometry;
  readonly maskInput: Float32Array | null; // low-res logits of the mask so far
}

type Feeds = Record<string, ort.Tensor>;

/** Everything that the decoder takes besides the embedding, under the names and in the types of the spec. */
export function decoderFeedsOf(
  question: DecoderQuestion,
  spec: Pick<ModelSpec, 'decoder' | 'labelCodes'>,
): Feeds {
  return {
    ...pointFeeds(question, spec),
    ...maskFeeds(question, spec.decoder),
    ...sizeFeeds(spec.decoder),
  };
}

function pointFeeds(
  { prompt, geometry }: DecoderQuestion,
  { decoder, labelCodes }: Pick<ModelSpec, 'decoder' | 'labelCodes'>,
): Feeds {
  const { inputNames, pointRank, labelType, coordinates } = decoder;
  const { pointCoords, pointLabels } = promptTensorsOf(prompt, geometry, labelCodes, coordinates);
  const dims = [...(pointRank === 4 ? [1, 1] : [1]), pointLabels.length];
  const feeds: Feeds = {
    [inputNames.pointCoords]: tensorOf('float32', pointCoords, [...dims, 2]),
    [inputNames.pointLabels]: numbersTensor(labelType, pointLabels, dims),
  };
  if (inputNames.noBoxes !== null) {
    feeds[inputNames.noBoxes] = tensorOf('float32', new Float32Array(), [1, 0, 4]);
  }
  return feeds;
}

function maskFeeds(
  { maskInput }: DecoderQuestion,
  { inputNames, lowResSide: side }: DecoderContract,
): Feeds {
  const feeds: Feeds = {};
  // logits of another model may have another size
  const fitting = maskInput?.length === side * side ? maskInput : null;
  if (inputNames.maskInput !== null) {
    const mask = fitting ?? new Float32Array(side * side);
    feeds[inputNames.maskInput] = tensorOf('float32', mask, [1, 1, side, side]);
  }
  if (inputNames.hasMaskInput !== null) {
    feeds[inputNames.hasMaskInput] = tensorOf('float32', [fitting ? 1 : 0], [1]);
  }
  return feeds;
}

/** The masks that are asked for are as small as the logits: the studio enlarges those itself. */
function sizeFeeds({ inputNames, originalSizeType, originalSide }: DecoderContract): Feeds {
  if (inputNames.originalSize === null) return {};
  const size = Float32Array.of(originalSide, originalSide);
  return { [inputNames.originalSize]: numbersTensor(originalSizeType, size, [2]) };
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
