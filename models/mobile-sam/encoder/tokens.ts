import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import type { Construction, FeatureMap } from './encoderGraph.ts';

/** Layer norm of tokens [tokens, channels], by its path such as `layers.1/blocks.0/mlp/norm`. */
export function tokenNorm(construction: Construction, path: string, x: FeatureMap): FeatureMap {
  const { graph, weights } = construction;
  const prefix = path.replaceAll('/', '.');
  const scale = graph.exact(weights.named(`${prefix}.weight`));
  const shift = graph.exact(weights.named(`${prefix}.bias`));
  const norm = (value: Value): Value =>
    graph.op('LayerNormalization', [value, scale, shift], { axis: -1, epsilon: { float: 1e-5 } });
  return { map: norm(x.map), blank: norm(x.blank) };
}

/** Linear layer on tokens, by its path such as `layers.1/blocks.0/mlp/fc1`. */
export function tokenLinear(construction: Construction, path: string, x: FeatureMap): FeatureMap {
  const { graph, weights } = construction;
  const weight = graph.half(weights.ofNode(`/${path}/MatMul`, 1));
  const bias = graph.exact(weights.named(`${path.replaceAll('/', '.')}.bias`));
  const apply = (value: Value): Value => linear(graph, value, weight, bias);
  return { map: apply(x.map), blank: apply(x.blank) };
}

export function linear(graph: GraphBuilder, x: Value, weight: Value, bias: Value): Value {
  return graph.op('Add', [graph.op('MatMul', [x, weight]), bias]);
}

export function addMaps(graph: GraphBuilder, one: FeatureMap, other: FeatureMap): FeatureMap {
  return {
    map: graph.op('Add', [one.map, other.map]),
    blank: graph.op('Add', [one.blank, other.blank]),
  };
}
