import type { GraphBuilder, Value } from '../../onnx/graphBuilder.ts';
import {
  type Affine,
  asColumn,
  centerRows,
  type Construction,
  inverseDeviation,
} from './decoderGraph.ts';
import {
  candidateCount,
  cellSide,
  channelCount,
  gridSide,
  imageTokenCount,
  lowResSide,
  upscaledChannelCount,
} from './dimensions.ts';
import type { UpdatedImage } from './imageUpdate.ts';

const prefix = 'mask_decoder.output_upscaling';
const firstChannels = upscaledChannelCount;
const secondChannels = 32;
const cellArea = cellSide ** 2;
const coarsePlace = 0; // of the first convolution, for the pixel that is computed first
const maxCellCount = 1280; // keeps a prompt with frayed masks from taking much longer than others
const int64Element = 7; // TensorProto.DataType.INT64

/**
 * Two transposed convolutions 2 × 2 with stride 2 as matrix products: nothing overlaps, so that each
 * image token gives its own cell of 4 × 4 low-res pixels.
 */
interface Upscaling {
  readonly first: Stage; // [channels] → [4 places, 64], less the mean over the 64
  readonly norm: Affine;
  readonly second: Stage; // [64] → [4 places, 32]
  readonly masks: Value; // [32, masks]
}

interface Stage {
  readonly weight: Value; // [inputs, places, outputs]
  readonly bias: Value; // [places, outputs]
  readonly inputs: number;
  readonly outputs: number;
}

export interface UpscalingInput {
  readonly image: UpdatedImage;
  readonly upscaled: Value; // [tokens, 64]: `coarseWeight` applied to what `image` was before all layers
  readonly affine: Affine; // of the layer norm that `image` lacks
}

/**
 * What the pixel that is computed first takes of an image token, [channels, 64].
 *
 * @param affine of the layer norm before the upscaling
 */
export function coarseWeight(construction: Construction, affine: Affine): Value {
  const { graph } = construction;
  const { weight } = atPlace(graph, firstStage(construction, affine), coarsePlace);
  return flatWeight(graph, weight, channelCount);
}

/**
 * Mask logits float32[1, 4, 256, 256] from image tokens [tokens, channels].
 *
 * One pixel of each cell is computed first. Where it and its neighbours in all masks are farther than
 * `margin` from the threshold, on the same side, the cell takes its value; the others are computed in full.
 *
 * @param masks what the hypernetworks made of the mask tokens, [32, masks]
 */
export function maskLogits(
  construction: Construction,
  { image, upscaled, affine }: UpscalingInput,
  { masks, margin }: { readonly masks: Value; readonly margin: number },
): Value {
  const { graph } = construction;
  const upscaling = upscalingOf(construction, affine, masks);
  const coarse = upscale(graph, coarseStage(graph, { image, upscaled }, upscaling.first), {
    ...upscaling,
    second: atPlace(graph, upscaling.second, 3), // row and column 1 of 0…3
  });
  const cells = uncertainCells(graph, coarse, margin);
  const column = asColumn(graph, image.inverseDeviation);
  const normalized = graph.op('Mul', [
    graph.op('Gather', [image.image, cells]),
    graph.op('Gather', [column, cells]),
  ]);
  const refined = upscale(graph, applyStage(graph, normalized, upscaling.first), upscaling);
  const everywhere = graph.op('Reshape', [
    graph.op('Expand', [
      graph.op('Reshape', [coarse, graph.integers([imageTokenCount, 1, candidateCount])]),
      graph.integers([imageTokenCount, cellArea, candidateCount]),
    ]),
    graph.integers([imageTokenCount, cellArea * candidateCount]),
  ]);
  const all = graph.op('ScatterND', [
    everywhere,
    graph.op('Reshape', [cells, graph.integers([-1, 1])]),
    graph.op('Reshape', [refined, graph.integers([-1, cellArea * candidateCount])]),
  ]);
  return asImages(graph, all);
}

/** [cells, 2 · 2 · 2 · 2 · masks] → [1, masks, 256, 256] */
function asImages(graph: GraphBuilder, cells: Value): Value {
  const apart = graph.integers([gridSide, gridSide, 2, 2, 2, 2, candidateCount]);
  const ordered = graph.op('Transpose', [graph.op('Reshape', [cells, apart])], {
    perm: [6, 0, 2, 4, 1, 3, 5],
  });
  return graph.op('Reshape', [
    ordered,
    graph.integers([1, candidateCount, lowResSide, lowResSide]),
  ]);
}

/** Numbers of the cells to compute in full, at least one; the least certain where there are too many. */
function uncertainCells(graph: GraphBuilder, coarse: Value, margin: number): Value {
  const map = graph.op('Reshape', [
    graph.op('Transpose', [coarse], { perm: [1, 0] }),
    graph.integers([1, candidateCount, gridSide, gridSide]),
  ]);
  const around = { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [1, 1] };
  const highest = graph.op('MaxPool', [map], around);
  const lowest = graph.op('MaxPool', [graph.op('Neg', [map])], around); // its negative
  const certainty = graph.op(
    'ReduceMax',
    [graph.op('Min', [highest, lowest]), graph.integers([1])],
    { keepdims: 0 },
  );
  const uncertainty = graph.op('Reshape', [certainty, graph.integers([-1])]);
  const isUncertain = graph.op('Greater', [uncertainty, graph.constant([1], [-margin])]);
  const count = graph.op('ReduceSum', [graph.op('Cast', [isUncertain], { to: int64Element })], {
    keepdims: 1,
  });
  const taken = graph.op('Min', [
    graph.op('Max', [count, graph.integers([1])]), // empty tensors are not safe with every runtime
    graph.integers([maxCellCount]),
  ]);
  const [, cells = ''] = graph.ops('TopK', [uncertainty, taken], { sorted: 0, outputCount: 2 });
  return cells;
}

/** One place of the first stage for all tokens, [tokens, 64]: the tokens stay a sum. */
function coarseStage(
  graph: GraphBuilder,
  { image, upscaled }: Pick<UpscalingInput, 'image' | 'upscaled'>,
  first: Stage,
): Value {
  const { weight, bias } = atPlace(graph, first, coarsePlace);
  const flat = flatWeight(graph, weight, channelCount);
  const sum = graph.op('Gemm', [image.rows, graph.op('MatMul', [image.weight, flat]), upscaled], {
    transA: 1,
  });
  const scaled = graph.op('Mul', [sum, asColumn(graph, image.inverseDeviation)]);
  return graph.op('Add', [scaled, graph.op('Reshape', [bias, graph.integers([-1])])]);
}

/** From the first stage, [tokens · places, 64], to [tokens · places · places, masks] */
function upscale(
  graph: GraphBuilder,
  centered: Value,
  { norm, second, masks }: Omit<Upscaling, 'first'>,
): Value {
  const inverse = inverseDeviation(graph, centered, { size: firstChannels, epsilon: 1e-6 });
  const normalized = graph.op('Mul', [graph.op('Mul', [centered, inverse]), norm.scale]);
  const halfway = graph.op('Add', [normalized, norm.shift]);
  const fine = applyStage(graph, graph.op('Gelu', [halfway]), second);
  return graph.op('MatMul', [graph.op('Gelu', [fine]), masks]);
}

/** [rows, inputs] → [rows · places, outputs] */
function applyStage(
  graph: GraphBuilder,
  x: Value,
  { weight, bias, inputs, outputs }: Stage,
): Value {
  const product = graph.op('MatMul', [x, flatWeight(graph, weight, inputs)]);
  const sum = graph.op('Add', [product, graph.op('Reshape', [bias, graph.integers([-1])])]);
  return graph.op('Reshape', [sum, graph.integers([-1, outputs])]);
}

/** [inputs, places, outputs] → [inputs, places · outputs] */
function flatWeight(graph: GraphBuilder, weight: Value, inputs: number): Value {
  return graph.op('Reshape', [weight, graph.integers([inputs, -1])]);
}

/** The stage for one of its four places alone. */
function atPlace(graph: GraphBuilder, stage: Stage, place: number): Stage {
  const index = graph.integers([place]);
  return {
    ...stage,
    weight: graph.op('Gather', [stage.weight, index], { axis: 1 }),
    bias: graph.op('Gather', [stage.bias, index], { axis: 0 }),
  };
}

function upscalingOf(construction: Construction, affine: Affine, masks: Value): Upscaling {
  const { graph, weights } = construction;
  return {
    first: firstStage(construction, affine),
    norm: {
      scale: graph.exact({ ...weights.named('onnx::Mul_1984'), dims: [firstChannels] }),
      shift: graph.exact({ ...weights.named('onnx::Add_1986'), dims: [firstChannels] }),
    },
    second: stageOf(construction, 3, firstChannels, secondChannels),
    masks,
  };
}

function firstStage(construction: Construction, affine: Affine): Stage {
  const { graph } = construction;
  const first = stageOf(construction, 0, channelCount, firstChannels);
  const flat = flatWeight(graph, first.weight, channelCount);
  const shift = graph.op('Reshape', [
    graph.op('MatMul', [affine.shift, flat]),
    graph.integers([-1, firstChannels]),
  ]);
  const scale = graph.op('Reshape', [asColumn(graph, affine.scale), graph.integers([-1, 1, 1])]);
  return {
    ...first,
    weight: centerRows(graph, graph.op('Mul', [first.weight, scale])),
    bias: centerRows(graph, graph.op('Add', [first.bias, shift])),
  };
}

function stageOf(
  { graph, weights }: Construction,
  layer: number,
  inputs: number,
  outputs: number,
): Stage {
  const filters = graph.half(weights.named(`${prefix}.${layer}.weight`)); // [inputs, outputs, 2, 2]
  const places = graph.op('Transpose', [filters], { perm: [0, 2, 3, 1] });
  const bias = graph.exact(weights.named(`${prefix}.${layer}.bias`));
  return {
    weight: graph.op('Reshape', [places, graph.integers([inputs, -1, outputs])]),
    bias: graph.op('Expand', [bias, graph.integers([4, outputs])]),
    inputs,
    outputs,
  };
}
