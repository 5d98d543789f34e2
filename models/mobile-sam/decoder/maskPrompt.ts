import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import type { Weights } from '../../onnx/weights.ts';
import { type Construction, reshaped } from './decoderGraph.ts';
import {
  cellSide,
  channelCount,
  imageTokenCount,
  lowResSide,
  maskChannelCount,
} from './dimensions.ts';

const prefix = 'model.prompt_encoder.mask_downscaling';

/**
 * What a mask input adds to the image tokens, as a product that is never multiplied out:
 * `rows`ᵀ · `weight`. Relative to the embedding of "no mask", which the image tokens hold already.
 */
export interface MaskPrompt {
  readonly rows: Value; // [rows, tokens]: 17 with a mask input, one without; the last one is 1 everywhere
  readonly weight: Value; // [rows, channels]; zero without a mask input
  readonly isConstant: Value; // [rows, 1]: 1 for the last row, else 0
}

const maskRowCount = maskChannelCount + 1; // the last one carries the bias

/**
 * @param maskInput float32[1, 1, 256, 256], logits
 * @param hasMaskInput float32[1], 0 or 1
 */
export function maskPrompt(
  construction: Construction,
  maskInput: Value,
  hasMaskInput: Value,
): MaskPrompt {
  const { graph, weights } = construction;
  const read = readPart(graph, maskInput, hasMaskInput);
  const halved = downscale(construction, read, { conv: 0, scale: 1912, shift: 1914 });
  const quartered = downscale(construction, halved, { conv: 3, scale: 1916, shift: 1918 });
  const channels = graph.op('Reshape', [quartered, graph.integers([maskChannelCount, -1])]);
  const ones = graph.constant([1, imageTokenCount], new Float32Array(imageTokenCount).fill(1));
  const rows = graph.op('Concat', [graph.op('Mul', [channels, ones]), ones], { axis: 0 });
  const filters = foldedWeight(
    weights.named(`${prefix}.6.weight`),
    weights.named(`${prefix}.6.bias`),
    noMaskEmbedding(construction),
  );
  const weight = graph.op('Mul', [
    graph.constant([maskRowCount, channelCount], filters),
    hasMaskInput,
  ]);
  const isLast = Array.from({ length: maskRowCount }, (_, row) => Number(row === maskChannelCount));
  const isConstant = graph.constant([maskRowCount, 1], isLast);
  return withoutMask(graph, { rows, weight, isConstant }, hasMaskInput);
}

/** All of the mask input, or what becomes one image token where there is none and nothing is to be computed. */
function readPart(graph: GraphBuilder, maskInput: Value, hasMaskInput: Value): Value {
  const side = graph.op('Add', [
    graph.op('Mul', [hasMaskInput, graph.constant([1], [lowResSide - cellSide])]),
    graph.constant([1], [cellSide]),
  ]);
  const end = graph.op('Cast', [side], { to: int64Element });
  const ends = graph.op('Concat', [end, end], { axis: 0 });
  return graph.op('Slice', [maskInput, graph.integers([0, 0]), ends, graph.integers([2, 3])]);
}

/** Without a mask input only the last row is kept. */
function withoutMask(
  graph: GraphBuilder,
  { rows, weight, isConstant }: MaskPrompt,
  hasMaskInput: Value,
): MaskPrompt {
  const skipped = graph.op('Sub', [
    graph.constant([1], [maskChannelCount]),
    graph.op('Mul', [hasMaskInput, graph.constant([1], [maskChannelCount])]),
  ]);
  const first = graph.op('Cast', [skipped], { to: int64Element });
  const kept = (value: Value): Value =>
    graph.op('Slice', [value, first, graph.integers([maskRowCount]), graph.integers([0])]);
  return { rows: kept(rows), weight: kept(weight), isConstant: kept(isConstant) };
}

const int64Element = 7; // TensorProto.DataType.INT64

/** Embedding of "no mask", [channels]. */
export function noMaskEmbedding({ weights }: Construction): Weights {
  return reshaped(weights.named('onnx::Mul_1919'), [channelCount]);
}

/** [256, 16] filters as 16 rows, then bias − no mask. */
function foldedWeight(filters: Weights, bias: Weights, noMask: Weights): Float32Array {
  const folded = new Float32Array(maskRowCount * channelCount);
  for (let c = 0; c < channelCount; c += 1) {
    for (let m = 0; m < maskChannelCount; m += 1) {
      folded[m * channelCount + c] = filters.data[c * maskChannelCount + m] ?? 0;
    }
    folded[maskChannelCount * channelCount + c] = (bias.data[c] ?? 0) - (noMask.data[c] ?? 0);
  }
  return folded;
}

interface Downscaling {
  readonly conv: number; // numbers that the export gave to the layers
  readonly scale: number;
  readonly shift: number;
}

/** Convolution 2 × 2 with stride 2, layer norm over the channels, GELU. */
function downscale(
  { graph, weights }: Construction,
  x: Value,
  { conv, scale, shift }: Downscaling,
): Value {
  const filters = weights.named(`${prefix}.${conv}.weight`);
  const bias = weights.named(`${prefix}.${conv}.bias`);
  const centered = graph.op(
    'Conv',
    [x, graph.exact(centeredOutputs(filters)), graph.exact(centeredOutputs(bias))],
    {
      kernel_shape: [2, 2],
      strides: [2, 2],
    },
  );
  const square = graph.op('Mul', [centered, centered]);
  const variance = graph.op('ReduceMean', [square, graph.integers([1])], { keepdims: 1 });
  const deviation = graph.op('Sqrt', [graph.op('Add', [variance, graph.constant([1], [1e-6])])]);
  const normalized = graph.op('Div', [centered, deviation]);
  const affine = graph.op('Add', [
    graph.op('Mul', [normalized, graph.exact(weights.named(`onnx::Mul_${scale}`))]),
    graph.exact(weights.named(`onnx::Add_${shift}`)),
  ]);
  return graph.op('Gelu', [affine]);
}

/** Filters less their mean over the outputs, so that the outputs have mean zero as layer norm wants them. */
function centeredOutputs({ dims, data }: Weights): Weights {
  const outputs = dims[0] ?? 1;
  const size = data.length / outputs;
  const means = Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let o = 0; o < outputs; o += 1) sum += data[o * size + i] ?? 0;
    return sum / outputs;
  });
  return { dims, data: data.map((weight, i) => weight - (means[i % size] ?? 0)) };
}
