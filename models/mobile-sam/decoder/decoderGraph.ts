import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import type { Weights, WeightStore } from '../../onnx/weights.ts';
import { headCount } from './dimensions.ts';

/** A graph under construction and the weights of the export that it is built from. */
export interface Construction {
  readonly graph: GraphBuilder;
  readonly weights: WeightStore;
}

/** Weight [inputs, outputs] and bias [outputs] of one linear layer. */
export interface Linear {
  readonly weight: Value;
  readonly bias: Value;
}

/** Scale and shift of one layer norm, each [channels]. */
export interface Affine {
  readonly scale: Value;
  readonly shift: Value;
}

/** Linear layer of the transformer, by its path such as `layers.0/mlp/lin1`. */
export function transformerLinear({ graph, weights }: Construction, path: string): Linear {
  const weight = graph.half(weights.ofNode(`/transformer/${path}/MatMul`, 1));
  const bias = weights.named(`mask_decoder.transformer.${path.replaceAll('/', '.')}.bias`);
  return { weight, bias: graph.exact(bias) };
}

export function transformerNorm({ graph, weights }: Construction, path: string): Affine {
  const prefix = `mask_decoder.transformer.${path}`;
  return {
    scale: graph.exact(weights.named(`${prefix}.weight`)),
    shift: graph.exact(weights.named(`${prefix}.bias`)),
  };
}

export function applyLinear(graph: GraphBuilder, x: Value, { weight, bias }: Linear): Value {
  return graph.op('Add', [graph.op('MatMul', [x, weight]), bias]);
}

export function layerNorm(graph: GraphBuilder, x: Value, { scale, shift }: Affine): Value {
  const epsilon = { float: 1e-5 };
  return graph.op('LayerNormalization', [x, scale, shift], { axis: -1, epsilon });
}

/** [tokens, heads · size] → [heads, tokens, size] */
export function splitHeads(graph: GraphBuilder, x: Value, headSize: number): Value {
  const apart = graph.op('Reshape', [x, graph.integers([-1, headCount, headSize])]);
  return graph.op('Transpose', [apart], { perm: [1, 0, 2] });
}

/** [heads, tokens, size] → [tokens, heads · size] */
export function mergeHeads(graph: GraphBuilder, x: Value, headSize: number): Value {
  const together = graph.op('Transpose', [x], { perm: [1, 0, 2] });
  return graph.op('Reshape', [together, graph.integers([-1, headCount * headSize])]);
}

/** [heads, tokens, size] → [heads · tokens, size], no copy */
export function stackHeads(graph: GraphBuilder, x: Value, size: number): Value {
  return graph.op('Reshape', [x, graph.integers([-1, size])]);
}

/** [heads · tokens, size] → [heads, tokens, size], no copy */
export function unstackHeads(graph: GraphBuilder, x: Value, size: number): Value {
  return graph.op('Reshape', [x, graph.integers([headCount, -1, size])]);
}

/** Rows less their mean over the channels. */
export function centerRows(graph: GraphBuilder, rows: Value): Value {
  const mean = graph.op('ReduceMean', [rows, graph.integers([-1])], { keepdims: 1 });
  return graph.op('Sub', [rows, mean]);
}

/**
 * What layer norm multiplies rows with whose mean is zero already, [rows, 1].
 *
 * @param size values per row
 */
export function inverseDeviation(
  graph: GraphBuilder,
  rows: Value,
  { size, epsilon }: { readonly size: number; readonly epsilon: number },
): Value {
  const sum = graph.op('ReduceSumSquare', [rows, graph.integers([-1])], { keepdims: 1 });
  const variance = graph.op('Mul', [sum, graph.constant([1], [1 / size])]);
  const deviation = graph.op('Sqrt', [graph.op('Add', [variance, graph.constant([1], [epsilon])])]);
  return graph.op('Reciprocal', [deviation]);
}

/** A vector [channels] as [channels, 1], to scale the rows of a weight matrix. */
export function asColumn(graph: GraphBuilder, vector: Value): Value {
  return graph.op('Reshape', [vector, graph.integers([-1, 1])]);
}

/** A trained matrix or filter in another shape with the same number of values. */
export function reshaped({ data }: Weights, dims: readonly number[]): Weights {
  return { dims, data };
}
