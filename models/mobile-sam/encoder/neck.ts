import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import { convolve } from './convolution.ts';
import { type Construction, type FeatureMap, shapeOf, sizeOf } from './encoderGraph.ts';

const channels = 256;
const gridSide = 64;

/** Image embedding [1, 256, 64, 64] from a map [1, 320, height, width]. */
export function neck(
  construction: Construction,
  x: FeatureMap,
  blankEmbedding: Float32Array,
): Value {
  const { graph } = construction;
  const first = channelNorm(construction, convolve(construction, '/neck/neck.0', x), {
    scale: 'onnx::Mul_2726',
    shift: 'onnx::Add_2728',
  });
  const second = channelNorm(
    construction,
    convolve(construction, '/neck/neck.2', first, { gridSide }),
    {
      scale: 'onnx::Mul_2730',
      shift: 'onnx::Add_2732',
    },
  );
  return fillGrid(graph, second.map, blankEmbedding);
}

/** Layer norm over the channels of a map. */
function channelNorm(
  { graph, weights }: Construction,
  { map, blank }: FeatureMap,
  names: { readonly scale: string; readonly shift: string },
): FeatureMap {
  const scale = graph.exact(weights.named(names.scale)); // [channels, 1, 1]
  const shift = graph.exact(weights.named(names.shift));
  const norm = (value: Value): Value => {
    const overChannels = graph.integers([1]);
    const mean = graph.op('ReduceMean', [value, overChannels], { keepdims: 1 });
    const centered = graph.op('Sub', [value, mean]);
    const square = graph.op('Mul', [centered, centered]);
    const variance = graph.op('ReduceMean', [square, overChannels], { keepdims: 1 });
    const deviation = graph.op('Sqrt', [graph.op('Add', [variance, graph.constant([1], [1e-6])])]);
    const normalized = graph.op('Div', [centered, deviation]);
    return graph.op('Add', [graph.op('Mul', [normalized, scale]), shift]);
  };
  const onePixel = graph.op('Reshape', [blank, graph.integers([1, channels, 1, 1])]);
  const normalizedBlank = norm(onePixel);
  return {
    map: norm(map),
    blank: graph.op('Reshape', [normalizedBlank, graph.integers([1, channels])]),
  };
}

/** The embedding of a blank image with the map in its upper left corner. */
function fillGrid(graph: GraphBuilder, map: Value, blankEmbedding: Float32Array): Value {
  const { height, width } = sizeOf(graph, map);
  const side = graph.integers([gridSide]);
  const rest = (size: Value): Value => graph.op('Sub', [side, size]);
  const pads = shapeOf(graph, [0, 0, 0, 0, 0, 0, rest(height), rest(width)]);
  const places = graph.integers(Array.from({ length: gridSide }, (_, i) => i));
  const isColumn = graph.op('Less', [places, width]);
  const isRow = graph.op('Reshape', [
    graph.op('Less', [places, height]),
    graph.integers([gridSide, 1]),
  ]);
  const blank = graph.half({ dims: [1, channels, gridSide, gridSide], data: blankEmbedding });
  const isComputed = graph.op('And', [isRow, isColumn]);
  return graph.op('Where', [isComputed, graph.op('Pad', [map, pads]), blank]);
}
