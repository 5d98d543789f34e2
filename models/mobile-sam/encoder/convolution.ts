import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import { type Construction, type FeatureMap, gelu, shapeOf, sizeOf } from './encoderGraph.ts';

interface ConvolutionOptions {
  readonly stride?: 1 | 2;
  /** Side of the whole padded image in pixels of the map, where the map ends before it. */
  readonly gridSide?: number;
}

/**
 * A convolution of the export with its bias, by the name of its node.
 *
 * 3 × 3 are padded with zeros; with `gridSide`, blank continues the map below and on the right wherever it
 * does not reach the end of the padded image. (With stride 2 and an even size nothing beyond the end is read.)
 */
export function convolve(
  { graph, weights }: Construction,
  nodeName: string,
  { map, blank }: FeatureMap,
  { stride = 1, gridSide }: ConvolutionOptions = {},
): FeatureMap {
  const trained = weights.ofNode(`${nodeName}/Conv`, 1);
  const [outputs = 0, inputsPerGroup = 0, side = 1] = trained.dims;
  const filters = graph.half(trained);
  const bias = weights.findOfNode(`${nodeName}/Conv`, 2);
  const pad = (side - 1) / 2;
  const isDepthwise = inputsPerGroup === 1;
  const continued = gridSide === undefined ? map : continueMap(graph, { map, blank }, gridSide);
  const padAfter = gridSide === undefined ? pad : 0;
  const convolved = graph.op('Conv', [continued, filters, ...(bias ? [graph.exact(bias)] : [])], {
    kernel_shape: [side, side],
    pads: [pad, pad, padAfter, padAfter],
    strides: [stride, stride],
    group: isDepthwise ? outputs : 1,
  });
  const sums = graph.op('ReduceSum', [filters, graph.integers([2, 3])], { keepdims: 0 });
  const product = isDepthwise
    ? graph.op('Mul', [blank, graph.op('Transpose', [sums], { perm: [1, 0] })])
    : graph.op('Gemm', [blank, sums], { transB: 1 });
  const sum: Value = bias ? graph.op('Add', [product, graph.exact(bias)]) : product;
  return { map: convolved, blank: sum };
}

/** The map with one more row and column: blank inside the padded image, zero at its end. */
function continueMap(graph: GraphBuilder, { map, blank }: FeatureMap, gridSide: number): Value {
  const { height, width } = sizeOf(graph, map);
  const isInside = Float32Array.from({ length: gridSide + 1 }, (_, i) => (i < gridSide ? 1 : 0));
  const inside = graph.constant([1, 1, 1, gridSide + 1], isInside);
  const pixel = graph.op('Reshape', [blank, graph.integers([1, -1, 1, 1])]);
  const pixelAt = (size: Value): Value =>
    graph.op('Mul', [pixel, graph.op('Gather', [inside, size], { axis: 3 })]);
  const row = graph.op('Expand', [pixelAt(height), shapeOf(graph, [1, 1, 1, width])]);
  const longer = graph.op('Concat', [map, row], { axis: 2 });
  const column = graph.op('Expand', [
    pixelAt(width),
    shapeOf(graph, [1, 1, graph.op('Shape', [longer], { start: 2, end: 3 }), 1]),
  ]);
  return graph.op('Concat', [longer, column], { axis: 3 });
}

/** Two convolutions that make a quarter of the height and width of the pixels. */
export function patchEmbedding(construction: Construction, pixels: FeatureMap): FeatureMap {
  const stride = 2;
  const halved = convolve(construction, '/patch_embed/seq/seq.0/c', pixels, { stride });
  return convolve(construction, '/patch_embed/seq/seq.2/c', gelu(construction.graph, halved), {
    stride,
  });
}

/** Inverted bottleneck with a residual. */
export function bottleneck(construction: Construction, path: string, x: FeatureMap): FeatureMap {
  const { graph } = construction;
  const wide = gelu(graph, convolve(construction, `${path}/conv1/c`, x));
  const mixed = gelu(graph, convolve(construction, `${path}/conv2/c`, wide));
  const narrow = convolve(construction, `${path}/conv3/c`, mixed);
  return gelu(graph, {
    map: graph.op('Add', [narrow.map, x.map]),
    blank: graph.op('Add', [narrow.blank, x.blank]),
  });
}

/** From one stage to the next: more channels, and with stride 2 half the height and width. */
export function downsample(
  construction: Construction,
  path: string,
  x: FeatureMap,
  options: ConvolutionOptions,
): FeatureMap {
  const { graph } = construction;
  const projected = gelu(graph, convolve(construction, `${path}/conv1/c`, x));
  const mixed = gelu(graph, convolve(construction, `${path}/conv2/c`, projected, options));
  return convolve(construction, `${path}/conv3/c`, mixed);
}
