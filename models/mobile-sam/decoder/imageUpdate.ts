import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import {
  type CrossLayers,
  type ImageTokens,
  positionHeads,
  scaledRows,
  tokenHeads,
  weightsBack,
} from './crossAttention.ts';
import {
  applyLinear,
  asColumn,
  centerRows,
  normalizeCentered,
  splitHeads,
  stackHeads,
  unstackHeads,
} from './decoderGraph.ts';
import { channelCount, crossHeadSize, headCount, imageTokenCount } from './dimensions.ts';
import type { MaskPrompt } from './maskPrompt.ts';
import { projectedPositions } from './positions.ts';

/** Prompt tokens as the image tokens read them, [tokens, channels] each. */
export interface TokenPair {
  readonly placed: Value; // with positions, for the keys
  readonly plain: Value; // for the values
}

/** Image tokens before the first layer, prepared once per image by the projector. */
export interface FreshImage {
  readonly centered: Value; // [tokens, channels], each row less its mean
  readonly queries: Value; // [heads, 16, tokens]
}

/** The image tokens after the first layer: normalised, scale and shift left to the reader. */
export function updateFreshImage(
  graph: GraphBuilder,
  layers: CrossLayers,
  tokens: TokenPair,
  { image, mask }: { readonly image: FreshImage; readonly mask: MaskPrompt },
): Value {
  const keys = tokenHeads(graph, tokens.placed, layers.key);
  const fromImage = stackHeads(graph, graph.op('MatMul', [keys, image.queries]), imageTokenCount);
  const maskQueries = graph.op('MatMul', [mask.weight, layers.query.weight]);
  const backToMask = graph.op('MatMul', [keys, weightsBack(graph, maskQueries)]);
  const scores = graph.op('Gemm', [
    graph.op('Reshape', [backToMask, graph.integers([-1, mask.rowCount])]),
    mask.rows,
    fromImage,
  ]);
  const updates = centerRows(graph, updatesOf(graph, layers, tokens.plain, layers.out.bias));
  const sum = addProducts(graph, image.centered, [
    [attentionOfImage(graph, scores), updates],
    [mask.rows, centerRows(graph, mask.weight)],
  ]);
  return normalizeCentered(graph, sum);
}

/** The image tokens after the second layer: normalised, scale and shift left to the reader. */
export function updateImage(
  graph: GraphBuilder,
  layers: CrossLayers,
  tokens: TokenPair,
  { normalized, affine, positions }: ImageTokens,
): Value {
  const keys = tokenHeads(graph, tokens.placed, layers.key);
  const back = weightsBack(graph, scaledRows(graph, layers.query.weight, affine));
  const queryBias = graph.op('Add', [
    graph.op('MatMul', [affine.shift, layers.query.weight]),
    layers.query.bias,
  ]);
  const constantQueries = graph.op('Add', [
    projectedPositions(graph, positions, layers.query.weight),
    asColumn(graph, queryBias),
  ]);
  const fromPositions = graph.op('MatMul', [keys, positionHeads(graph, constantQueries)]);
  const scores = graph.op(
    'Gemm',
    [
      stackHeads(graph, graph.op('MatMul', [keys, back]), channelCount),
      normalized,
      stackHeads(graph, fromPositions, imageTokenCount),
    ],
    { transB: 1 },
  );
  const constant = graph.op('Add', [layers.out.bias, affine.shift]);
  const updates = centerRows(graph, updatesOf(graph, layers, tokens.plain, constant));
  const scaled = graph.op('Mul', [normalized, affine.scale]);
  const sum = addProducts(graph, scaled, [
    [attentionOfImage(graph, scores), updates],
    [meanRow(graph, normalized, affine.scale), graph.constant([1, channelCount], minusOnes)],
  ]);
  return normalizeCentered(graph, sum);
}

const minusOnes = new Float32Array(channelCount).fill(-1);

/** Mean over the channels of normalized · scale, [1, image tokens]. */
function meanRow(graph: GraphBuilder, normalized: Value, scale: Value): Value {
  const weight = graph.op('Mul', [asColumn(graph, scale), graph.constant([1], [1 / channelCount])]);
  const mean = graph.op('MatMul', [normalized, weight]);
  return graph.op('Reshape', [mean, graph.integers([1, imageTokenCount])]);
}

/** sum + Σ aᵀ · b, as one matrix product. */
function addProducts(
  graph: GraphBuilder,
  sum: Value,
  pairs: readonly (readonly [a: Value, b: Value])[],
): Value {
  const a = graph.op(
    'Concat',
    pairs.map(([rows]) => rows),
    { axis: 0 },
  );
  const b = graph.op(
    'Concat',
    pairs.map(([, rows]) => rows),
    { axis: 0 },
  );
  return graph.op('Gemm', [a, b, sum], { transA: 1 });
}

/** Softmax over the prompt tokens of scores [heads · tokens, image tokens]. */
function attentionOfImage(graph: GraphBuilder, scores: Value): Value {
  const apart = unstackHeads(graph, scores, imageTokenCount);
  const overTokens = graph.integers([1]);
  const max = graph.op('ReduceMax', [apart, overTokens], { keepdims: 1 });
  const exponentials = graph.op('Exp', [graph.op('Sub', [apart, max])]);
  const sum = graph.op('ReduceSum', [exponentials, overTokens], { keepdims: 1 });
  return stackHeads(graph, graph.op('Div', [exponentials, sum]), imageTokenCount);
}

/**
 * What an image token gains by attending to each token, [heads · tokens, channels]: value and output
 * weights of each head in one. The attention of each head sums to one, so an eighth of `constant` in
 * every row adds `constant` to every image token.
 */
function updatesOf(
  graph: GraphBuilder,
  { value, out }: CrossLayers,
  plain: Value,
  constant: Value,
): Value {
  const values = splitHeads(graph, applyLinear(graph, plain, value), crossHeadSize);
  const outHeads = graph.op('Reshape', [
    out.weight,
    graph.integers([headCount, crossHeadSize, channelCount]),
  ]);
  const updates = stackHeads(graph, graph.op('MatMul', [values, outHeads]), channelCount);
  const share = graph.op('Mul', [constant, graph.constant([1], [1 / headCount])]);
  return graph.op('Add', [updates, share]);
}
