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
import { embeddingSideOf, type MiniatureSize } from './sizes.ts';

/**
 * The miniature's encoder: a hybrid of convolutions and attention as TinyViT, with its operators in the
 * shape that exporters give them.
 */
export function encoderBytes(size: MiniatureSize): Uint8Array<ArrayBuffer> {
  const { inputSide } = size;
  const embeddingSide = embeddingSideOf(size);
  const graph = new GraphBuilder();
  const image = stem(graph);
  const tokens = attentionBlock(graph, toTokens(graph, image));
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

function attentionBlock(graph: GraphBuilder, tokens: string): string {
  const qkv = linear(graph, normalize(graph, tokens, 2), linearOf(graph, width, width * 3));
  const parts = ['queries', 'keys', 'values'];
  graph.node('Split', [qkv], { axis: 2, split: [width, width, width] }, parts);
  const [queries = '', keys = '', values = ''] = parts.map((part) => splitHeads(graph, part));
  const attended = attend(graph, { queries, keys, values });
  const sum = graph.node('Add', [tokens, linear(graph, attended, linearOf(graph, width, width))]);
  const wide = linear(graph, normalize(graph, sum, 2), linearOf(graph, width, width * 2));
  const narrow = linear(graph, gelu(graph, wide), linearOf(graph, width * 2, width));
  return graph.node('Add', [sum, narrow]);
}
