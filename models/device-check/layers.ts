import type { GraphBuilder } from './graphBuilder.ts';

/** Channels of the miniature's embedding, and of all its tokens. */
export const width = 32;
const headCount = 4;
const headWidth = width / headCount;

export function conv(
  graph: GraphBuilder,
  input: string,
  [from, to]: readonly [number, number],
  { kernel, stride = 1, groups = 1 }: { kernel: number; stride?: number; groups?: number },
): string {
  const pad = kernel === 3 ? 1 : 0;
  const fanIn = (from / groups) * kernel * kernel;
  const weights = graph.weights([to, from / groups, kernel, kernel], fanIn);
  return graph.node('Conv', [input, weights, graph.weights([to], 1)], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
    group: groups,
  });
}

/** Twice as wide and high. */
export function upscale(
  graph: GraphBuilder,
  input: string,
  [from, to]: readonly [number, number],
): string {
  const weights = graph.weights([from, to, 2, 2], from);
  return graph.node('ConvTranspose', [input, weights, graph.weights([to], 10)], {
    kernel_shape: [2, 2],
    strides: [2, 2],
  });
}

/** As exporters write it out, and as ONNX Runtime fuses it again. */
export function gelu(graph: GraphBuilder, input: string): string {
  const scaled = graph.node('Div', [input, graph.scalar(Math.SQRT2)]);
  const shifted = graph.node('Add', [graph.node('Erf', [scaled]), graph.scalar(1)]);
  return graph.node('Mul', [graph.node('Mul', [input, shifted]), graph.scalar(0.5)]);
}

/** Layer normalisation written out, over the channels of an image (axis 1) or of tokens (axis 2). */
export function normalize(
  graph: GraphBuilder,
  input: string,
  axis: 1 | 2,
  channels = width,
): string {
  const shape = axis === 1 ? [channels, 1, 1] : [channels];
  const mean = graph.node('ReduceMean', [input], { axes: [axis], keepdims: 1 });
  const centred = graph.node('Sub', [input, mean]);
  const squared = graph.node('Pow', [centred, graph.scalar(2)]);
  const variance = graph.node('ReduceMean', [squared], { axes: [axis], keepdims: 1 });
  const deviation = graph.node('Sqrt', [graph.node('Add', [variance, graph.scalar(1e-6)])]);
  const even = graph.node('Div', [centred, deviation]);
  const scaled = graph.node('Mul', [even, graph.floats(shape, () => 1)]);
  return graph.node('Add', [scaled, graph.weights(shape, 100)]);
}

/** Layer normalisation of tokens as one node (opset 17). */
export function layerNorm(graph: GraphBuilder, input: string): string {
  const inputs = [input, graph.floats([width], () => 1), graph.weights([width], 100)];
  return graph.node('LayerNormalization', inputs, { axis: -1, epsilon: { float: 1e-5 } });
}

/** A matrix as [in, out] with its bias. */
export interface Linear {
  readonly weights: string;
  readonly bias: string;
}

export function linearOf(graph: GraphBuilder, from: number, to: number): Linear {
  return { weights: graph.weights([from, to], from), bias: graph.weights([to], 100) };
}

export function linear(graph: GraphBuilder, input: string, { weights, bias }: Linear): string {
  return graph.node('Add', [graph.node('MatMul', [input, weights]), bias]);
}

/** Heads of queries, keys or values: [1, n, width] → [1, heads, n, width / heads]. */
export function splitHeads(graph: GraphBuilder, input: string): string {
  const shape = graph.ints([1, -1, headCount, headWidth]);
  const heads = graph.node('Reshape', [input, shape]);
  return graph.node('Transpose', [heads], { perm: [0, 2, 1, 3] });
}

/** Attention of every head, [1, heads, n, …] each; back to [1, n, width]. */
export function attend(
  graph: GraphBuilder,
  { queries, keys, values }: Readonly<Record<'queries' | 'keys' | 'values', string>>,
): string {
  const turned = graph.node('Transpose', [keys], { perm: [0, 1, 3, 2] });
  const products = graph.node('MatMul', [queries, turned]);
  const scores = graph.node('Mul', [products, graph.scalar(1 / Math.sqrt(headWidth))]);
  const heads = graph.node('MatMul', [graph.node('Softmax', [scores], { axis: -1 }), values]);
  const joined = graph.node('Transpose', [heads], { perm: [0, 2, 1, 3] });
  return graph.node('Reshape', [joined, graph.ints([1, -1, width])]);
}

/** An image [1, width, side, side] as tokens [1, side², width]. */
export function toTokens(graph: GraphBuilder, image: string): string {
  const flat = graph.node('Reshape', [image, graph.ints([1, width, -1])]);
  return graph.node('Transpose', [flat], { perm: [0, 2, 1] });
}

export function toImage(graph: GraphBuilder, tokens: string, side: number): string {
  const turned = graph.node('Transpose', [tokens], { perm: [0, 2, 1] });
  return graph.node('Reshape', [turned, graph.ints([1, width, side, side])]);
}
