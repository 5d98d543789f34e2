import { floatTensor } from '../onnx/tensorInfo.ts';
import { GraphBuilder } from './graphBuilder.ts';
import {
  attend,
  conv,
  gelu,
  linear,
  linearOf,
  normalize,
  splitHeads,
  toImage,
  toTokens,
  width,
} from './layers.ts';
import { embeddingSide, inputSide } from './sizes.ts';

const blockCount = 3;

/**
 * The miniature's encoder: a hybrid of convolutions and attention as TinyViT, with its operators in the
 * shape that exporters give them. The blocks share their weights: work for a graphics card in a small file.
 */
export function encoderBytes(): Uint8Array<ArrayBuffer> {
  const graph = new GraphBuilder();
  const image = stem(graph);
  let tokens = toTokens(graph, image);
  const block = blockOf(graph);
  for (let index = 0; index < blockCount; index += 1) tokens = block(tokens);
  const neck = normalize(
    graph,
    conv(graph, toImage(graph, tokens, embeddingSide), [width, width], { kernel: 1 }),
    1,
  );
  graph.node(
    'Identity',
    [conv(graph, neck, [width, width], { kernel: 3, groups: 4 })],
    {},
    'output',
  );
  return graph.write({
    name: 'device-check-encoder',
    opset: 12,
    inputs: [floatTensor('input', [1, 3, inputSide, inputSide])],
    outputs: [floatTensor('output', [1, width, embeddingSide, embeddingSide])],
  });
}

/** 1/8 of the size. */
function stem(graph: GraphBuilder): string {
  const half = gelu(graph, conv(graph, 'input', [3, 16], { kernel: 3, stride: 2 }));
  const quarter = gelu(graph, conv(graph, half, [16, width], { kernel: 3, stride: 2 }));
  const deep = gelu(graph, conv(graph, quarter, [width, width], { kernel: 3, groups: width }));
  return conv(graph, deep, [width, width], { kernel: 2, stride: 2 });
}

function blockOf(graph: GraphBuilder): (tokens: string) => string {
  const toQkv = linearOf(graph, width, width * 3);
  const project = linearOf(graph, width, width);
  const widen = linearOf(graph, width, width * 2);
  const narrow = linearOf(graph, width * 2, width);
  return (tokens) => {
    const qkv = linear(graph, normalize(graph, tokens, 2), toQkv);
    const parts = ['queries', 'keys', 'values'].map((part) => `${part}_of_${qkv}`);
    graph.node('Split', [qkv], { axis: 2, split: [width, width, width] }, parts);
    const [queries = '', keys = '', values = ''] = parts.map((part) => splitHeads(graph, part));
    const attended = linear(graph, attend(graph, { queries, keys, values }), project);
    const sum = graph.node('Add', [tokens, attended]);
    const wide = gelu(graph, linear(graph, normalize(graph, sum, 2), widen));
    return graph.node('Add', [sum, linear(graph, wide, narrow)]);
  };
}
