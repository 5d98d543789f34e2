import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import {
  type Affine,
  applyLinear,
  asColumn,
  type Construction,
  type Linear,
  mergeHeads,
  splitHeads,
  transformerLinear,
} from './decoderGraph.ts';
import { crossHeadSize, headCount, imageTokenCount } from './dimensions.ts';

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
