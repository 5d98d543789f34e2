import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import type { WeightStore } from '../../onnx/weights.ts';

/** A graph under construction and the weights of the export that it is built from. */
export interface Construction {
  readonly graph: GraphBuilder;
  readonly weights: WeightStore;
}

/**
 * A feature map, and what it is far from the image, where everything is blank. The latter follows from
 * the weights alone, so that the runtime computes it once, when it loads the graph.
 */
export interface FeatureMap {
  readonly map: Value; // [1, channels, height, width] or [height · width, channels], as the layer wants it
  readonly blank: Value; // [1, channels]
}

/** Height and width of a feature map, two tensors int64[1]. */
export interface MapSize {
  readonly height: Value;
  readonly width: Value;
}

export function gelu(graph: GraphBuilder, { map, blank }: FeatureMap): FeatureMap {
  return { map: graph.op('Gelu', [map]), blank: graph.op('Gelu', [blank]) };
}

/** Size of a map [1, channels, height, width]. */
export function sizeOf(graph: GraphBuilder, map: Value): MapSize {
  return {
    height: graph.op('Shape', [map], { start: 2, end: 3 }),
    width: graph.op('Shape', [map], { start: 3, end: 4 }),
  };
}

/** Shape tensor of fixed and computed sizes. */
export function shapeOf(graph: GraphBuilder, sizes: readonly (number | Value)[]): Value {
  const parts = sizes.map((size) => (typeof size === 'number' ? graph.integers([size]) : size));
  return graph.op('Concat', parts, { axis: 0 });
}

/** [1, channels, height, width] → [height · width, channels] */
export function toTokens(graph: GraphBuilder, map: Value, channels: number): Value {
  const flat = graph.op('Reshape', [map, graph.integers([channels, -1])]);
  return graph.op('Transpose', [flat], { perm: [1, 0] });
}

/** [height · width, channels] → [1, channels, height, width] */
export function toMap(graph: GraphBuilder, tokens: Value, channels: number, size: MapSize): Value {
  const flat = graph.op('Transpose', [tokens], { perm: [1, 0] });
  return graph.op('Reshape', [flat, shapeOf(graph, [1, channels, size.height, size.width])]);
}
