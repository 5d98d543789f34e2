import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import {
  type CrossLayers,
  projectOut,
  tokenHeads,
  weightHeads,
  weightsBack,
} from './crossAttention.ts';
import { stackHeads, unstackHeads } from './decoderGraph.ts';
import { imageTokenCount } from './dimensions.ts';

/**
 * Image tokens of which only the first summand is large: (image + `rows`ᵀ · `weight`) · deviation⁻¹.
 *
 * The projections of `image` are made once per image, so that a prompt costs products with a few
 * rows instead of 256 channels.
 */
export interface FactoredImage {
  readonly rows: Value; // [rows, tokens]
  readonly weight: Value; // [rows, channels]
  readonly inverseDeviation?: Value; // [1, tokens]
}

/** Keys of image tokens for queries of prompt tokens, or the other way round. */
export interface ScoreProjection {
  readonly image: Value; // [heads, 16, tokens], of `image`
  readonly weight: Value; // [channels, heads · 16], for the rest
  readonly constant?: Value; // [heads, 16, tokens], added when all is projected
}

export interface ValueProjection {
  readonly image: Value; // [heads, tokens, 16], of `image`
  readonly weight: Value; // [channels, heads · 16], for the rest
  readonly bias: Value; // [heads · 16], added when all is projected
}

/** Products of what prompt tokens ask and what image tokens hold, [heads · prompt tokens, image tokens]. */
export function factoredScores(
  graph: GraphBuilder,
  perHead: Value,
  factored: FactoredImage,
  { image, weight, constant }: ScoreProjection,
): Value {
  const { rows, weight: rowWeight, inverseDeviation } = factored;
  const rowProjection = weightsBack(graph, graph.op('MatMul', [rowWeight, weight]));
  const back = graph.op('MatMul', [perHead, rowProjection]);
  const sum = graph.op('Gemm', [
    graph.op('Flatten', [back], { axis: 2 }),
    rows,
    stackHeads(graph, graph.op('MatMul', [perHead, image]), imageTokenCount),
  ]);
  const scaled = inverseDeviation === undefined ? sum : graph.op('Mul', [sum, inverseDeviation]);
  if (constant === undefined) return scaled;
  const fromConstant = graph.op('MatMul', [perHead, constant]);
  return graph.op('Add', [scaled, stackHeads(graph, fromConstant, imageTokenCount)]);
}

/**
 * What the prompt tokens learn from factored image tokens, [tokens, channels].
 *
 * @param queries prompt tokens with their positions, [tokens, channels]
 */
export function attendToFactoredImage(
  graph: GraphBuilder,
  layers: CrossLayers,
  queries: Value,
  image: {
    readonly factored: FactoredImage;
    readonly keys: ScoreProjection;
    readonly values: ValueProjection;
  },
): Value {
  const { rows, weight, inverseDeviation } = image.factored;
  const perHead = tokenHeads(graph, queries, layers.query);
  const scores = factoredScores(graph, perHead, image.factored, image.keys);
  const softmax = graph.op('Softmax', [scores], { axis: -1 });
  const scaled =
    inverseDeviation === undefined ? softmax : graph.op('Mul', [softmax, inverseDeviation]);
  const attention = unstackHeads(graph, scaled, imageTokenCount);
  const rowMixture = graph.op('MatMul', [
    attention,
    graph.op('Transpose', [rows], { perm: [1, 0] }),
  ]);
  const rowValues = weightHeads(graph, graph.op('MatMul', [weight, image.values.weight]));
  const values = graph.op('Add', [
    graph.op('MatMul', [attention, image.values.image]),
    graph.op('MatMul', [rowMixture, rowValues]),
  ]);
  return projectOut(graph, layers, { values, valueBias: image.values.bias });
}
