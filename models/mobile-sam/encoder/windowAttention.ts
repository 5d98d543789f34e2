import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import { type Construction, type FeatureMap, type MapSize, shapeOf } from './encoderGraph.ts';
import { linear, tokenNorm } from './tokens.ts';

const headSize = 32;

/** Attention in windows of one stage. */
export interface WindowLayout {
  readonly channels: number;
  readonly windowSide: number; // tokens
  readonly gridSide: number; // tokens, of the whole padded image
  readonly size: MapSize; // of the part that is computed
}

/**
 * Attention of tokens [tokens, channels] in windows, without the residual.
 *
 * Windows that reach over the computed part are filled up: inside the padded image with what blank tokens
 * give there, outside it with what zeros give, as the export has it.
 */
export function windowAttention(
  construction: Construction,
  path: string,
  x: FeatureMap,
  layout: WindowLayout,
): FeatureMap {
  const { graph, weights } = construction;
  const { channels } = layout;
  const prefix = path.replaceAll('/', '.');
  const norm = tokenNorm(construction, `${path}/norm`, x);
  const inputs = attentionInputs(construction, path, channels);
  const project = (value: Value): Value => linear(graph, value, inputs.weight, inputs.bias);
  const blank = project(norm.blank);
  const normOfZeros = graph.op('Reshape', [
    graph.exact(weights.named(`${prefix}.norm.bias`)),
    graph.integers([1, -1]),
  ]);
  const filling = { blank, outside: project(normOfZeros) };
  const filled = fillWindows(graph, project(norm.map), filling, layout);
  const positionBias = graph.half(weights.ofNode(`/${path}/Add`, 1)); // [heads, side², side²]
  const mixed = attend(graph, partition(graph, filled, layout), positionBias, layout);
  const out = graph.half(weights.ofNode(`/${path}/proj/MatMul`, 1));
  const outBias = graph.exact(weights.named(`${prefix}.proj.bias`));
  return {
    map: linear(graph, unpartition(graph, mixed, layout), out, outBias),
    blank: linear(graph, blankValue(graph, blank, channels), out, outBias),
  };
}

/** Linear layer that gives query, key and value of each head side by side; queries divided by √32. */
function attentionInputs(
  { graph, weights }: Construction,
  path: string,
  channels: number,
): { readonly weight: Value; readonly bias: Value } {
  const headCount = channels / headSize;
  const scale = graph.constant([1, 3, 1], [1 / Math.sqrt(headSize), 1, 1]);
  const scaled = (value: Value, leading: readonly number[]): Value => {
    const apart = graph.integers([...leading, headCount, 3, headSize]);
    const product = graph.op('Mul', [graph.op('Reshape', [value, apart]), scale]);
    return graph.op('Reshape', [product, graph.integers([...leading, 3 * channels])]);
  };
  const weight = graph.half(weights.ofNode(`/${path}/qkv/MatMul`, 1));
  const bias = graph.exact(weights.named(`${path.replaceAll('/', '.')}.qkv.bias`));
  return { weight: scaled(weight, [channels]), bias: scaled(bias, []) };
}

/** [3, rows, columns, heads, side, side, 32] → [windows, heads, side², 32] */
function attend(
  graph: GraphBuilder,
  windows: Value,
  positionBias: Value,
  { channels, windowSide }: WindowLayout,
): Value {
  const perHead = graph.integers([-1, channels / headSize, windowSide ** 2, headSize]);
  const [queries = '', keys = '', values = ''] = graph
    .ops('Split', [windows, graph.integers([1, 1, 1])], { outputCount: 3, axis: 0 })
    .map((part) => graph.op('Reshape', [part, perHead]));
  const products = graph.op('MatMul', [
    queries,
    graph.op('Transpose', [keys], { perm: [0, 1, 3, 2] }),
  ]);
  const scores = graph.op('Add', [products, positionBias]);
  return graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), values]);
}

/** All tokens of a blank window are equal, and so is every mixture of their values. */
function blankValue(graph: GraphBuilder, blank: Value, channels: number): Value {
  const parts = graph.op('Reshape', [blank, graph.integers([channels / headSize, 3, headSize])]);
  const value = graph.op('Gather', [parts, graph.integers([2])], { axis: 1 });
  return graph.op('Reshape', [value, graph.integers([1, channels])]);
}

interface Filling {
  readonly blank: Value; // [1, width of a token]
  readonly outside: Value; // [1, width of a token]
}

/** [height · width, 3 · channels] → [height', width', 3 · channels], multiples of the window's side */
function fillWindows(
  graph: GraphBuilder,
  tokens: Value,
  { blank, outside }: Filling,
  { channels, size, windowSide, gridSide }: WindowLayout,
): Value {
  const width = 3 * channels;
  const full = {
    height: roundUp(graph, size.height, windowSide),
    width: roundUp(graph, size.width, windowSide),
  };
  const longest = Math.ceil(gridSide / windowSide) * windowSide;
  const isInside = Float32Array.from({ length: longest }, (_, i) => (i < gridSide ? 1 : 0));
  const inside = graph.constant([longest], isInside);
  const range = (from: Value, to: Value): Value =>
    graph.op('Slice', [inside, from, to, graph.integers([0])]);
  const difference = graph.op('Sub', [blank, outside]);
  const fillingOf = (mask: Value): Value =>
    graph.op('Add', [graph.op('Mul', [mask, difference]), outside]);
  const map = graph.op('Reshape', [tokens, shapeOf(graph, [size.height, size.width, width])]);
  const right = graph.op('Expand', [
    fillingOf(graph.op('Reshape', [range(size.width, full.width), graph.integers([1, -1, 1])])),
    shapeOf(graph, [size.height, 1, 1]),
  ]);
  const rows = graph.op('Reshape', [range(size.height, full.height), graph.integers([-1, 1, 1])]);
  const columns = graph.op('Reshape', [
    range(graph.integers([0]), full.width),
    graph.integers([1, -1, 1]),
  ]);
  const below = fillingOf(graph.op('Mul', [rows, columns]));
  const wide = graph.op('Concat', [map, right], { axis: 1 });
  return graph.op('Concat', [wide, below], { axis: 0 });
}

/** [height', width', heads · 3 · 32] → [3, rows, columns, heads, side, side, 32] */
function partition(graph: GraphBuilder, map: Value, layout: WindowLayout): Value {
  const { channels, windowSide } = layout;
  const columns = windowCount(graph, layout.size.width, windowSide);
  const apart = graph.op('Reshape', [
    map,
    shapeOf(graph, [-1, windowSide, columns, windowSide, channels / headSize, 3, headSize]),
  ]);
  return graph.op('Transpose', [apart], { perm: [5, 0, 2, 4, 1, 3, 6] });
}

/** [windows, heads, side², 32] → [height · width, channels], without the filling */
function unpartition(graph: GraphBuilder, windows: Value, layout: WindowLayout): Value {
  const { channels, size, windowSide } = layout;
  const columns = windowCount(graph, size.width, windowSide);
  const apart = graph.op('Reshape', [
    windows,
    shapeOf(graph, [-1, columns, channels / headSize, windowSide, windowSide, headSize]),
  ]);
  const ordered = graph.op('Transpose', [apart], { perm: [0, 3, 1, 4, 2, 5] });
  const map = graph.op('Reshape', [
    ordered,
    shapeOf(graph, [-1, roundUp(graph, size.width, windowSide), channels]),
  ]);
  const cut = graph.op('Slice', [
    map,
    graph.integers([0, 0]),
    shapeOf(graph, [size.height, size.width]),
    graph.integers([0, 1]),
  ]);
  return graph.op('Reshape', [cut, graph.integers([-1, channels])]);
}

function windowCount(graph: GraphBuilder, size: Value, windowSide: number): Value {
  const ceiling = graph.op('Add', [size, graph.integers([windowSide - 1])]);
  return graph.op('Div', [ceiling, graph.integers([windowSide])]);
}

function roundUp(graph: GraphBuilder, size: Value, windowSide: number): Value {
  return graph.op('Mul', [windowCount(graph, size, windowSide), graph.integers([windowSide])]);
}
