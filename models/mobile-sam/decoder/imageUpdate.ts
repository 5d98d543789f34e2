import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import { type CrossLayers, tokenHeads } from './crossAttention.ts';
import {
  type Affine,
  applyLinear,
  centerRows,
  splitHeads,
  stackHeads,
  unstackHeads,
} from './decoderGraph.ts';
import { channelCount, crossHeadSize, headCount, imageTokenCount } from './dimensions.ts';
import { type FactoredImage, factoredScores, type ScoreProjection } from './factoredImage.ts';
import type { MaskPrompt } from './maskPrompt.ts';

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

/**
 * Image tokens after an attention, their layer norm not yet applied: that is `image` times `inverseDeviation`,
 * with scale and shift left to what reads them.
 */
export interface UpdatedImage extends FactoredImage {
  readonly image: Value; // [tokens, channels]
  readonly variance: Value; // [tokens, 1], epsilon added
  readonly inverseDeviation: Value; // [1, tokens]
}

/**
 * The image tokens after the first layer.
 *
 * @param centered image tokens before it, each less its mean, [tokens, channels]
 */
export function updateFreshImage(
  graph: GraphBuilder,
  attention: ImageAttention & { readonly factored: MaskPrompt },
  centered: Value,
): UpdatedImage {
  const { rows, weight, isConstant } = attention.factored;
  const update = updateOf(graph, attention, attention.layers.out.bias);
  const constant = graph.op('Mul', [isConstant, update.constant]);
  const factors = stacked(graph, [
    [update.rows, update.weight],
    [rows, graph.op('Add', [centerRows(graph, weight), constant])],
  ]);
  const image = sumOf(graph, centered, factors);
  return { ...factors, image, ...varianceOf(graph, image, graph.constant([1], [epsilon])) };
}

/** What the second layer starts from. */
export interface FreshImage {
  readonly fresh: UpdatedImage;
  readonly affine: Affine; // of the layer norm that `fresh` lacks
  readonly means: Value; // [1, tokens]: of the centered image tokens times the scale of that norm
}

/**
 * The image tokens after the second layer. All is divided by what the first norm multiplies with, which the second
 * takes away again: so they are a sum with the centered image tokens times the scale of the first norm.
 */
export function updateImage(
  graph: GraphBuilder,
  attention: ImageAttention,
  { fresh, affine, means }: FreshImage,
): UpdatedImage {
  const bias = graph.op('Add', [attention.layers.out.bias, affine.shift]);
  const update = updateOf(graph, attention, bias);
  const deviation = graph.op('Reciprocal', [fresh.inverseDeviation]);
  const weight = graph.op('Mul', [fresh.weight, affine.scale]);
  const weightMeans = graph.op('ReduceMean', [weight, graph.integers([-1])], { keepdims: 0 });
  const rowMeans = graph.op('MatMul', [
    graph.op('Reshape', [weightMeans, graph.integers([1, -1])]),
    fresh.rows,
  ]);
  const added = stacked(graph, [
    [graph.op('Mul', [update.rows, deviation]), update.weight],
    [deviation, update.constant],
    [graph.op('Add', [rowMeans, means]), graph.constant([1, channelCount], minusOnes)],
  ]);
  const image = sumOf(graph, graph.op('Mul', [fresh.image, affine.scale]), added);
  const least = graph.op('Mul', [fresh.variance, graph.constant([1], [epsilon])]);
  return {
    ...stacked(graph, [
      [fresh.rows, weight],
      [added.rows, added.weight],
    ]),
    image,
    ...varianceOf(graph, image, least),
  };
}

const epsilon = 1e-5;
const minusOnes = new Float32Array(channelCount).fill(-1);

type Factors = Pick<FactoredImage, 'rows' | 'weight'>;

function stacked(
  graph: GraphBuilder,
  pairs: readonly (readonly [rows: Value, weight: Value])[],
): Factors {
  const [rows, weight] = ([0, 1] as const).map((part) =>
    graph.op(
      'Concat',
      pairs.map((pair) => pair[part]),
      { axis: 0 },
    ),
  );
  return { rows: rows ?? '', weight: weight ?? '' };
}

/** sum + rowsᵀ · weight */
function sumOf(graph: GraphBuilder, sum: Value, { rows, weight }: Factors): Value {
  return graph.op('Gemm', [rows, weight, sum], { transA: 1 });
}

/** @param image its mean per token is zero */
function varianceOf(
  graph: GraphBuilder,
  image: Value,
  least: Value,
): Pick<UpdatedImage, 'variance' | 'inverseDeviation'> {
  const sum = graph.op('ReduceSumSquare', [image, graph.integers([-1])], { keepdims: 1 });
  const variance = graph.op('Add', [
    graph.op('Mul', [sum, graph.constant([1], [1 / channelCount])]),
    least,
  ]);
  const inverse = graph.op('Reciprocal', [graph.op('Sqrt', [variance])]);
  return {
    variance,
    inverseDeviation: graph.op('Reshape', [inverse, graph.integers([1, -1])]),
  };
}

/** What an attention to the prompt tokens adds to the image tokens: rowsᵀ · weight + constant. */
interface Update extends Factors {
  readonly constant: Value; // [1, channels]
}

/**
 * The attention of a head sums to one over the prompt tokens, so that the last one needs no row: all image tokens
 * take it from `constant`, and the rows of the others hold what differs from it. All has mean zero.
 *
 * @param bias added to every image token
 */
function updateOf(graph: GraphBuilder, attention: ImageAttention, bias: Value): Update {
  const { layers, tokens } = attention;
  const values = splitHeads(graph, applyLinear(graph, tokens.plain, layers.value), crossHeadSize);
  const outHeads = graph.op('Reshape', [
    layers.out.weight,
    graph.integers([headCount, crossHeadSize, channelCount]),
  ]);
  const gains = graph.op('MatMul', [values, outHeads]); // of each token, [heads, tokens, channels]
  const last = graph.op('Slice', [
    gains,
    ...[[-1], [farEnd], [1]].map((list) => graph.integers(list)),
  ]);
  const total = graph.op('ReduceSum', [last, graph.integers([0])], { keepdims: 0 });
  const others = graph.op('Sub', [withoutLast(graph, gains), last]);
  return {
    rows: attentionToTokens(graph, attention),
    weight: centerRows(graph, stackHeads(graph, others, channelCount)),
    constant: centerRows(graph, graph.op('Add', [total, bias])),
  };
}

const farEnd = 1_000_000; // beyond any count of tokens

/** [heads, tokens, …] → [heads, tokens − 1, …] */
function withoutLast(graph: GraphBuilder, x: Value): Value {
  const [start, end, axis] = [[0], [-1], [1]].map((list) => graph.integers(list));
  return graph.op('Slice', [x, start ?? '', end ?? '', axis ?? '']);
}

/** Softmax over the prompt tokens without the last of them, [heads · (prompt tokens − 1), image tokens]. */
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
  const attention = graph.op('Div', [withoutLast(graph, exponentials), sum]);
  return stackHeads(graph, attention, imageTokenCount);
}
