import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import {
  type Affine,
  applyLinear,
  asColumn,
  type Construction,
  type Linear,
  mergeHeads,
  splitHeads,
  stackHeads,
  transformerLinear,
  unstackHeads,
} from './decoderGraph.ts';
import { channelCount, crossHeadSize, headCount, imageTokenCount } from './dimensions.ts';
import { projectedPositions } from './positions.ts';

/**
 * Image tokens as the last attention sees them: layer norm done, but its scale and
 * shift left to the weights of the reader.
 */
export interface ImageTokens {
  readonly normalized: Value; // [tokens, channels]
  readonly affine: Affine;
  readonly positions: Value; // [tokens, channels], constant
}

/** The four linear layers of an attention between prompt tokens and image tokens. */
export interface CrossLayers {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly out: Linear;
}

export function crossLayers(construction: Construction, path: string): CrossLayers {
  const layer = (name: string): Linear => transformerLinear(construction, `${path}/${name}`);
  return {
    query: layer('q_proj'),
    key: layer('k_proj'),
    value: layer('v_proj'),
    out: layer('out_proj'),
  };
}

/**
 * What the prompt tokens learn from the image tokens, [tokens, channels].
 *
 * With few prompt tokens it is cheaper to take each query back through the weights of the keys than to
 * project 4,096 image tokens, and likewise to project the attended mixture instead of the values:
 * 8 heads · tokens rows instead of 4,096. What the bias of the keys adds to all scores of a query is lost in
 * the softmax; the bias of the values passes through it unchanged.
 *
 * @param queries prompt tokens with their positions, [tokens, channels]
 */
export function attendToImage(
  graph: GraphBuilder,
  layers: CrossLayers,
  queries: Value,
  { normalized, affine, positions }: ImageTokens,
): Value {
  const perHead = tokenHeads(graph, queries, layers.query);
  const back = weightsBack(graph, scaledRows(graph, layers.key.weight, affine));
  const fromPositions = graph.op('MatMul', [
    perHead,
    positionHeads(graph, projectedPositions(graph, positions, layers.key.weight)),
  ]);
  const scores = graph.op(
    'Gemm',
    [
      stackHeads(graph, graph.op('MatMul', [perHead, back]), channelCount),
      normalized,
      stackHeads(graph, fromPositions, imageTokenCount),
    ],
    { transB: 1 },
  );
  const mixture = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), normalized]);
  const values = graph.op('MatMul', [
    unstackHeads(graph, mixture, channelCount),
    weightHeads(graph, scaledRows(graph, layers.value.weight, affine)),
  ]);
  return projectOut(graph, layers, { values, valueBias: shiftedBias(graph, layers.value, affine) });
}

/**
 * Queries of the prompt tokens per head, [heads, tokens, 16], divided by √16.
 *
 * @param tokens [tokens, channels]
 */
export function tokenHeads(graph: GraphBuilder, tokens: Value, layer: Linear): Value {
  const scale = graph.constant([1], [1 / Math.sqrt(crossHeadSize)]);
  const scaled = {
    weight: graph.op('Mul', [layer.weight, scale]),
    bias: graph.op('Mul', [layer.bias, scale]),
  };
  return splitHeads(graph, applyLinear(graph, tokens, scaled), crossHeadSize);
}

/** The end of an attention of prompt tokens: [heads, tokens, 16] → [tokens, channels]. */
export function projectOut(
  graph: GraphBuilder,
  { out }: CrossLayers,
  { values, valueBias }: { readonly values: Value; readonly valueBias: Value },
): Value {
  const bias = graph.op('Add', [graph.op('MatMul', [valueBias, out.weight]), out.bias]);
  return applyLinear(graph, mergeHeads(graph, values, crossHeadSize), { weight: out.weight, bias });
}

/** Weight [channels, heads · 16] → [heads, channels, 16] */
export function weightHeads(graph: GraphBuilder, weight: Value): Value {
  return splitHeads(graph, weight, crossHeadSize);
}

/** Weight [channels, heads · 16] → [heads, 16, channels] */
export function weightsBack(graph: GraphBuilder, weight: Value): Value {
  return graph.op('Transpose', [weightHeads(graph, weight)], { perm: [0, 2, 1] });
}

/** [heads · 16, image tokens] → [heads, 16, image tokens] */
export function positionHeads(graph: GraphBuilder, projected: Value): Value {
  return graph.op('Reshape', [
    projected,
    graph.integers([headCount, crossHeadSize, imageTokenCount]),
  ]);
}

/** Weight that takes the scale of the layer norm before it upon itself. */
export function scaledRows(graph: GraphBuilder, weight: Value, { scale }: Affine): Value {
  return graph.op('Mul', [weight, asColumn(graph, scale)]);
}

/** Bias that takes the shift of the layer norm before it upon itself, [outputs]. */
export function shiftedBias(
  graph: GraphBuilder,
  { weight, bias }: Linear,
  { shift }: Affine,
): Value {
  return graph.op('Add', [graph.op('MatMul', [shift, weight]), bias]);
}
