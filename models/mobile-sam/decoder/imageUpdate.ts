import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import { type CrossLayers, tokenHeads } from './crossAttention.ts';
import {
  type Affine,
  applyLinear,
  centerRows,
  inverseDeviation,
  splitHeads,
  stackHeads,
  unstackHeads,
} from './decoderGraph.ts';
import { channelCount, crossHeadSize, headCount, imageTokenCount } from './dimensions.ts';
import { type FactoredImage, factoredScores, type ScoreProjection } from './factoredImage.ts';

/** Prompt tokens as the image tokens read them, [tokens, channels] each. */
export interface TokenPair {
  readonly placed: Value; // with positions, for the keys
  readonly plain: Value; // for the values
}

/** The attention of the image tokens to the prompt tokens of one layer. */
export interface ImageAttention {
  readonly layers: CrossLayers;
  readonly tokens: TokenPair;
  readonly factored: FactoredImage;
  readonly queries: ScoreProjection;
}

/** Image tokens whose layer norm lacks its scale and shift: those are left to what reads them. */
export interface NormalizedImage extends FactoredImage {
  readonly normalized: Value; // [tokens, channels]
}

/**
 * The image tokens after the first layer.
 *
 * @param centered image tokens before it, each less its mean, [tokens, channels]
 */
export function updateFreshImage(
  graph: GraphBuilder,
  attention: ImageAttention,
  centered: Value,
): NormalizedImage {
  const { rows, weight } = attention.factored;
  return normalizedSum(graph, centered, [
    [attentionToTokens(graph, attention), updatesOf(graph, attention, attention.layers.out.bias)],
    [rows, centerRows(graph, weight)],
  ]);
}

/** The image tokens after the second layer, from those after the first. */
export function updateImage(
  graph: GraphBuilder,
  attention: ImageAttention,
  { normalized, affine }: { readonly normalized: Value; readonly affine: Affine },
): Value {
  const constant = graph.op('Add', [attention.layers.out.bias, affine.shift]);
  const scaled = graph.op('Mul', [normalized, affine.scale]);
  const means = graph.op('ReduceMean', [scaled, graph.integers([-1])], { keepdims: 1 });
  return normalizedSum(graph, scaled, [
    [attentionToTokens(graph, attention), updatesOf(graph, attention, constant)],
    [
      graph.op('Reshape', [means, graph.integers([1, -1])]),
      graph.constant([1, channelCount], minusOnes),
    ],
  ]).normalized;
}

const minusOnes = new Float32Array(channelCount).fill(-1);

/** sum + Σ rowsᵀ · weight as one matrix product, normalised; what comes out must have mean zero per token. */
function normalizedSum(
  graph: GraphBuilder,
  sum: Value,
  pairs: readonly (readonly [rows: Value, weight: Value])[],
): NormalizedImage {
  const rows = graph.op(
    'Concat',
    pairs.map(([first]) => first),
    { axis: 0 },
  );
  const weight = graph.op(
    'Concat',
    pairs.map(([, second]) => second),
    { axis: 0 },
  );
  const image = graph.op('Gemm', [rows, weight, sum], { transA: 1 });
  const inverse = inverseDeviation(graph, image, { size: channelCount, epsilon: 1e-5 });
  return {
    rows,
    weight,
    inverseDeviation: graph.op('Reshape', [inverse, graph.integers([1, -1])]),
    normalized: graph.op('Mul', [image, inverse]),
  };
}

/** Softmax over the prompt tokens, [heads · prompt tokens, image tokens]. */
function attentionToTokens(
  graph: GraphBuilder,
  { layers, tokens, factored, queries }: ImageAttention,
): Value {
  const keys = tokenHeads(graph, tokens.placed, layers.key);
  const scores = factoredScores(graph, keys, factored, queries);
  const apart = unstackHeads(graph, scores, imageTokenCount);
  const overTokens = graph.integers([1]);
  const max = graph.op('ReduceMax', [apart, overTokens], { keepdims: 1 });
  const exponentials = graph.op('Exp', [graph.op('Sub', [apart, max])]);
  const sum = graph.op('ReduceSum', [exponentials, overTokens], { keepdims: 1 });
  return stackHeads(graph, graph.op('Div', [exponentials, sum]), imageTokenCount);
}

/**
 * What an image token gains by attending to each token, less its mean, [heads · tokens, channels]:
 * value and output weights of each head in one. The attention of each head sums to one, so an eighth of
 * `constant` in every row adds `constant` to every image token.
 */
function updatesOf(
  graph: GraphBuilder,
  { layers: { value, out }, tokens }: ImageAttention,
  constant: Value,
): Value {
  const values = splitHeads(graph, applyLinear(graph, tokens.plain, value), crossHeadSize);
  const outHeads = graph.op('Reshape', [
    out.weight,
    graph.integers([headCount, crossHeadSize, channelCount]),
  ]);
  const updates = stackHeads(graph, graph.op('MatMul', [values, outHeads]), channelCount);
  const share = graph.op('Mul', [constant, graph.constant([1], [1 / headCount])]);
  return centerRows(graph, graph.op('Add', [updates, share]));
}
