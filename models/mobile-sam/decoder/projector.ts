import { GraphBuilder, type Value } from '../../onnx/graphBuilder.ts';
import { readModel, writeModel } from '../../onnx/model.ts';
import { weightsOf } from '../../onnx/weights.ts';
import { crossLayers, positionHeads, scaledRows } from './crossAttention.ts';
import { asColumn, type Construction, splitHeads, transformerNorm } from './decoderGraph.ts';
import {
  channelCount,
  crossHeadSize,
  gridSide,
  headCount,
  imageTokenCount,
  upscaledChannelCount,
} from './dimensions.ts';
import { noMaskEmbedding } from './maskPrompt.ts';
import { notice } from './notice.ts';
import { imagePositions, projectedPositions } from './positions.ts';
import { coarseWeight } from './upscaling.ts';

const perHead = [headCount, crossHeadSize, imageTokenCount];
const perToken = [headCount, imageTokenCount, crossHeadSize];

/** Names and shapes of what the projector hands to the decoder. */
export const projections = {
  tokens: ['image_tokens', [imageTokenCount, channelCount]],
  keys0: ['image_keys_0', perHead],
  values0: ['image_values_0', perToken],
  queries0: ['image_queries_0', perHead],
  keys1: ['image_keys_1', perHead],
  values1: ['image_values_1', perToken],
  queries1: ['image_queries_1', perHead],
  keys2: ['image_keys_2', perHead],
  values2: ['image_values_2', perToken],
  means: ['image_means', [1, imageTokenCount]],
  upscaled: ['image_upscaled', [imageTokenCount, upscaledChannelCount]],
} as const;

export type ProjectionName = keyof typeof projections;

/**
 * The part of SAM's mask decoder that depends on the image alone, to be run once per image: image
 * tokens channels-last and less their mean, and their projections for both layers, as if no mask were given.
 *
 * @param source bytes of the export
 * @returns bytes of a model `image_embedding` float32[1, 256, 64, 64] → `projections`
 */
export function deriveProjector(source: Uint8Array): Uint8Array {
  const graph = new GraphBuilder();
  const construction = { graph, weights: weightsOf(readModel(source)) };
  const embedding = graph.input('image_embedding', [1, channelCount, gridSide, gridSide]);
  const channels = graph.op('Add', [
    graph.op('Reshape', [embedding, graph.integers([channelCount, imageTokenCount])]),
    asColumn(graph, graph.exact(noMaskEmbedding(construction))),
  ]);
  const mean = graph.op('ReduceMean', [channels, graph.integers([0])], { keepdims: 1 });
  const centered = graph.op('Sub', [channels, mean]);
  const outputs: Readonly<Record<ProjectionName, Value>> = {
    tokens: graph.op('Transpose', [centered], { perm: [1, 0] }),
    ...firstLayer(construction, channels),
    ...secondLayer(construction, centered),
    ...afterLayers(construction, centered),
  };
  const names = Object.keys(projections) as ProjectionName[];
  const model = graph.build({
    name: 'projector',
    docString: notice,
    outputs: names.map((name) => [outputs[name], ...projections[name]]),
  });
  return writeModel(model);
}

type LayerProjections<Layer extends 0 | 1> = Readonly<
  Record<`keys${Layer}` | `values${Layer}` | `queries${Layer}`, Value>
>;

/** @param channels image tokens, [channels, tokens] */
function firstLayer(construction: Construction, channels: Value): LayerProjections<0> {
  const { graph } = construction;
  const { key, value } = crossLayers(construction, 'layers.0/cross_attn_token_to_image');
  const { query } = crossLayers(construction, 'layers.0/cross_attn_image_to_token');
  const positions = imagePositions(construction);
  const keyConstant = projectedPositions(graph, positions, key.weight);
  const queryConstant = graph.op('Add', [
    projectedPositions(graph, positions, query.weight),
    asColumn(graph, query.bias),
  ]);
  return {
    keys0: headRows(graph, [key.weight, channels, keyConstant]),
    values0: headColumns(graph, [channels, value.weight]),
    queries0: headRows(graph, [query.weight, channels, queryConstant]),
  };
}

/** The summand of the image; what is added by the first layer and its norm, only the decoder knows. */
function secondLayer(construction: Construction, centered: Value): LayerProjections<1> {
  const { graph } = construction;
  const { key, value } = crossLayers(construction, 'layers.1/cross_attn_token_to_image');
  const { query } = crossLayers(construction, 'layers.1/cross_attn_image_to_token');
  const norm = transformerNorm(construction, 'layers.0.norm4');
  return {
    keys1: headRows(graph, [scaledRows(graph, key.weight, norm), centered]),
    values1: headColumns(graph, [centered, scaledRows(graph, value.weight, norm)]),
    queries1: headRows(graph, [scaledRows(graph, query.weight, norm), centered]),
  };
}

/** The summand of the image in what the last attention and the upscaling read. */
function afterLayers(
  construction: Construction,
  centered: Value,
): Pick<Record<ProjectionName, Value>, 'keys2' | 'values2' | 'means' | 'upscaled'> {
  const { graph } = construction;
  const { key, value } = crossLayers(construction, 'final_attn_token_to_image');
  const first = transformerNorm(construction, 'layers.0.norm4');
  const second = transformerNorm(construction, 'layers.1.norm4');
  const scaled = (weight: Value): Value => scaledRows(graph, weight, first);
  const mean = graph.constant(
    [channelCount, 1],
    new Float32Array(channelCount).fill(1 / channelCount),
  );
  return {
    keys2: headRows(graph, [scaled(scaledRows(graph, key.weight, second)), centered]),
    values2: headColumns(graph, [centered, scaled(scaledRows(graph, value.weight, second))]),
    means: graph.op('Gemm', [scaled(mean), centered], { transA: 1 }),
    upscaled: graph.op('Gemm', [centered, scaled(coarseWeight(construction, second))], {
      transA: 1,
    }),
  };
}

/** Product aᵀ · b (+ c) as [heads, 16, tokens] */
function headRows(graph: GraphBuilder, factors: readonly Value[]): Value {
  return positionHeads(graph, graph.op('Gemm', factors, { transA: 1 }));
}

/** Product aᵀ · b as [heads, tokens, 16] */
function headColumns(graph: GraphBuilder, factors: readonly Value[]): Value {
  return splitHeads(graph, graph.op('Gemm', factors, { transA: 1 }), crossHeadSize);
}
