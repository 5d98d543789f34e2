import { GraphBuilder, type Value } from '../../onnx/graphBuilder.ts';
import { readModel, writeModel } from '../../onnx/model.ts';
import { weightsOf } from '../../onnx/weights.ts';
import { crossLayers, positionHeads } from './crossAttention.ts';
import { asColumn, centerRows, type Construction, type Linear, splitHeads } from './decoderGraph.ts';
import { channelCount, crossHeadSize, gridSide, headCount, imageTokenCount } from './dimensions.ts';
import { noMaskEmbedding } from './maskPrompt.ts';
import { imagePositions, projectedPositions } from './positions.ts';
import { notice } from './notice.ts';

/** Names and shapes of what the projector hands to the decoder. */
export const projections = {
  centered: ['image_tokens', [imageTokenCount, channelCount]],
  keys: ['image_keys', [headCount, crossHeadSize, imageTokenCount]],
  values: ['image_values', [headCount, imageTokenCount, crossHeadSize]],
  queries: ['image_queries', [headCount, crossHeadSize, imageTokenCount]],
} as const;

/**
 * The part of SAM's mask decoder that depends on the image alone, to be run once per image: image
 * tokens channels-last, and their projections for the first layer, as if no mask were given.
 *
 * @param source bytes of the export
 * @returns bytes of a model `image_embedding` float32[1, 256, 64, 64] → `projections`
 */
export function deriveProjector(source: Uint8Array): Uint8Array {
  const graph = new GraphBuilder();
  const construction = { graph, weights: weightsOf(readModel(source)) };
  const embedding = graph.input('image_embedding', [1, channelCount, gridSide, gridSide]);
  const noMask = graph.exact(noMaskEmbedding(construction));
  const channels = graph.op('Add', [
    graph.op('Reshape', [embedding, graph.integers([channelCount, imageTokenCount])]),
    asColumn(graph, noMask),
  ]);
  const outputs = {
    centered: centerRows(graph, graph.op('Transpose', [channels], { perm: [1, 0] })),
    ...projectionsOf(construction, channels),
  };
  const model = graph.build({
    name: 'projector',
    docString: notice,
    outputs: [
      [outputs.centered, ...projections.centered],
      [outputs.keys, ...projections.keys],
      [outputs.values, ...projections.values],
      [outputs.queries, ...projections.queries],
    ],
  });
  return writeModel(model);
}

/** @param channels image tokens, [channels, tokens] */
function projectionsOf(
  construction: Construction,
  channels: Value,
): { readonly keys: Value; readonly values: Value; readonly queries: Value } {
  const { graph } = construction;
  const tokenToImage = crossLayers(construction, 'layers.0/cross_attn_token_to_image');
  const imageToToken = crossLayers(construction, 'layers.0/cross_attn_image_to_token');
  const positions = imagePositions(construction);
  const placed = ({ weight }: Linear, bias?: Value): Value => {
    const position = projectedPositions(graph, positions, weight);
    const constant =
      bias === undefined ? position : graph.op('Add', [position, asColumn(graph, bias)]);
    const projected = graph.op('Gemm', [weight, channels, constant], { transA: 1 });
    return positionHeads(graph, projected);
  };
  const values = graph.op('Gemm', [channels, tokenToImage.value.weight], { transA: 1 });
  return {
    keys: placed(tokenToImage.key),
    values: splitHeads(graph, values, crossHeadSize),
    queries: placed(imageToToken.query, imageToToken.query.bias),
  };
}
