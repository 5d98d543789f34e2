import { floatTensor } from '../onnx/tensorInfo.ts';
import { GraphBuilder } from './graphBuilder.ts';
import {
  attend,
  conv,
  gelu,
  layerNorm,
  linear,
  linearOf,
  normalize,
  splitHeads,
  toImage,
  toTokens,
  upscale,
  width,
} from './layers.ts';
import { candidateCount, embeddingSideOf, lowResSideOf, type MiniatureSize } from './sizes.ts';

const maskChannels = 8;

/**
 * The miniature's prompt encoder and mask decoder: SAM's interface, its way from points and mask to
 * logits, its operators; two layers that share their weights.
 */
export function decoderBytes(size: MiniatureSize): Uint8Array<ArrayBuffer> {
  const embeddingSide = embeddingSideOf(size);
  const lowResSide = lowResSideOf(size);
  const graph = new GraphBuilder();
  const frequencies = graph.weights([2, width / 2], 3);
  const image = graph.node('Add', ['image_embeddings', maskEmbedding(graph)]);
  const place = toTokens(graph, placeEncoding(graph, frequencies, embeddingSide));
  const outTokens = graph.weights([1, candidateCount + 1, width], 3);
  const points = pointTokens(graph, frequencies, size);
  let tokens = graph.node('Concat', [outTokens, points], { axis: 1 });
  let keys = toTokens(graph, image);
  const layer = layerOf(graph, place);
  for (let index = 0; index < 2; index += 1) [tokens, keys] = layer(tokens, keys);
  writeIous(graph, tokens);
  const logits = logitsOf(graph, tokens, toImage(graph, keys, embeddingSide));
  const shape = graph.ints([1, candidateCount, lowResSide, lowResSide]);
  graph.node('Reshape', [logits, shape], {}, 'low_res_logits');
  return graph.write({
    name: 'device-check-decoder',
    opset: 17,
    inputs: [
      floatTensor('image_embeddings', [1, width, embeddingSide, embeddingSide]),
      floatTensor('point_coords', [1, 'num_points', 2]),
      floatTensor('point_labels', [1, 'num_points']),
      floatTensor('mask_input', [1, 1, lowResSide, lowResSide]),
      floatTensor('has_mask_input', [1]),
    ],
    outputs: [
      floatTensor('low_res_logits', [1, candidateCount, lowResSide, lowResSide]),
      floatTensor('predicted_ious', [1, candidateCount]),
    ],
  });
}

/** Sines and cosines of positions in −1…1. */
function fourier(graph: GraphBuilder, positions: string, frequencies: string): string {
  const angles = graph.node('Mul', [
    graph.node('MatMul', [positions, frequencies]),
    graph.scalar(2 * Math.PI),
  ]);
  return graph.node('Concat', [graph.node('Sin', [angles]), graph.node('Cos', [angles])], {
    axis: -1,
  });
}

function pointTokens(
  graph: GraphBuilder,
  frequencies: string,
  { inputSide }: MiniatureSize,
): string {
  const centres = graph.node('Add', ['point_coords', graph.scalar(0.5)]);
  const unit = graph.node('Div', [centres, graph.scalar(inputSide / 2)]);
  const place = fourier(graph, graph.node('Sub', [unit, graph.scalar(1)]), frequencies);
  const labels = graph.node('Unsqueeze', ['point_labels', graph.ints([2])]);
  const isPadding = graph.node('Equal', [labels, graph.scalar(-1)]);
  let tokens = graph.node('Where', [isPadding, graph.weights([width], 3), place]);
  for (const label of [0, 1, 2, 3]) {
    const isIt = graph.node('Cast', [graph.node('Equal', [labels, graph.scalar(label)])], {
      to: 1,
    });
    const meaning = graph.node('Mul', [isIt, graph.weights([width], 3)]);
    tokens = graph.node('Add', [tokens, meaning]);
  }
  return tokens;
}

function maskEmbedding(graph: GraphBuilder): string {
  const half = conv(graph, 'mask_input', [1, 4], { kernel: 2, stride: 2 });
  const seen = gelu(graph, normalize(graph, half, 1, 4));
  const mask = conv(graph, seen, [4, width], { kernel: 2, stride: 2 });
  const none = graph.weights([1, width, 1, 1], 3);
  const given = graph.node('Mul', ['has_mask_input', mask]);
  const without = graph.node('Sub', [graph.scalar(1), 'has_mask_input']);
  return graph.node('Add', [given, graph.node('Mul', [without, none])]);
}

/** Where each cell of the embedding lies: [1, width, side, side]. */
function placeEncoding(graph: GraphBuilder, frequencies: string, embeddingSide: number): string {
  const positions = graph.floats([embeddingSide ** 2, 2], (index) => {
    const cell = index >> 1;
    const at = index % 2 === 0 ? cell % embeddingSide : Math.floor(cell / embeddingSide);
    return ((at + 0.5) / embeddingSide) * 2 - 1;
  });
  const tokens = fourier(graph, positions, frequencies);
  const shape = graph.ints([1, embeddingSide ** 2, width]);
  return toImage(graph, graph.node('Reshape', [tokens, shape]), embeddingSide);
}

type Layer = (tokens: string, keys: string) => [tokens: string, keys: string];

/** Tokens look at the image, think, and the image looks at the tokens. */
function layerOf(graph: GraphBuilder, place: string): Layer {
  const there = attentionOf(graph);
  const back = attentionOf(graph);
  const widen = linearOf(graph, width, width * 2);
  const narrow = linearOf(graph, width * 2, width);
  return (tokens, keys) => {
    const placed = graph.node('Add', [keys, place]);
    const seen = layerNorm(graph, graph.node('Add', [tokens, there(tokens, placed, keys)]));
    const wide = graph.node('Relu', [linear(graph, seen, widen)]);
    const thought = layerNorm(graph, graph.node('Add', [seen, linear(graph, wide, narrow)]));
    return [thought, layerNorm(graph, graph.node('Add', [keys, back(placed, thought, thought)]))];
  };
}

function attentionOf(
  graph: GraphBuilder,
): (queries: string, keys: string, values: string) => string {
  const [toQueries, toKeys] = [linearOf(graph, width, width), linearOf(graph, width, width)];
  const [toValues, project] = [linearOf(graph, width, width), linearOf(graph, width, width)];
  return (queries, keys, values) =>
    linear(
      graph,
      attend(graph, {
        queries: splitHeads(graph, linear(graph, queries, toQueries)),
        keys: splitHeads(graph, linear(graph, keys, toKeys)),
        values: splitHeads(graph, linear(graph, values, toValues)),
      }),
      project,
    );
}

function writeIous(graph: GraphBuilder, tokens: string): void {
  const token = graph.node('Gather', [tokens, graph.ints([0])], { axis: 1 });
  const flat = graph.node('Reshape', [token, graph.ints([1, width])]);
  const { weights, bias } = linearOf(graph, width, candidateCount);
  graph.node('Sigmoid', [graph.node('Gemm', [flat, weights, bias])], {}, 'predicted_ious');
}

/** Of all candidates, not yet as images. */
function logitsOf(graph: GraphBuilder, tokens: string, image: string): string {
  const twice = gelu(graph, normalize(graph, upscale(graph, image, [width, 16]), 1, 16));
  const pixels = gelu(graph, upscale(graph, twice, [16, maskChannels]));
  const flat = graph.node('Reshape', [pixels, graph.ints([1, maskChannels, -1])]);
  const bounds = [[1], [candidateCount + 1], [1]].map((value) => graph.ints(value)); // from, to, axis
  const masks = graph.node('Slice', [tokens, ...bounds]);
  const hyper = linear(graph, masks, linearOf(graph, width, maskChannels));
  return graph.node('Mul', [graph.node('MatMul', [hyper, flat]), graph.scalar(10)]);
}
