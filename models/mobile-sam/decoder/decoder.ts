import { GraphBuilder, type Value } from '../../onnx/graphBuilder.ts';
import { readModel, writeModel } from '../../onnx/model.ts';
import { weightsOf } from '../../onnx/weights.ts';
import { attendToImage, crossLayers } from './crossAttention.ts';
import {
  applyLinear,
  type Construction,
  layerNorm,
  transformerLinear,
  transformerNorm,
} from './decoderGraph.ts';
import { candidateCount, lowResSide } from './dimensions.ts';
import { attendToFreshImage } from './freshAttention.ts';
import { maskWeights, predictedIous } from './heads.ts';
import { type TokenPair, updateFreshImage, updateImage } from './imageUpdate.ts';
import { maskPrompt } from './maskPrompt.ts';
import { notice } from './notice.ts';
import { imagePositions } from './positions.ts';
import { projections } from './projector.ts';
import { promptTokens } from './promptTokens.ts';
import { selfAttention } from './selfAttention.ts';
import { maskLogits } from './upscaling.ts';

const defaultMargin = 4;

/**
 * SAM's prompt encoder and mask decoder for an image that went through the projector.
 *
 * @param source bytes of the export
 * @returns bytes of a model with the prompt inputs of the export and, instead of the image embedding,
 * the outputs of the projector; outputs `low_res_logits` float32[1, 4, 256, 256] and `predicted_ious`
 * float32[1, 4]
 */
export function deriveDecoder(source: Uint8Array, margin = defaultMargin): Uint8Array {
  const graph = new GraphBuilder();
  const construction = { graph, weights: weightsOf(readModel(source)) };
  const image = {
    centered: graph.input(...projections.centered),
    keys: graph.input(...projections.keys),
    values: graph.input(...projections.values),
    queries: graph.input(...projections.queries),
  };
  const coords = graph.input('point_coords', [1, 'num_points', 2]);
  const labels = graph.input('point_labels', [1, 'num_points']);
  const maskInput = graph.input('mask_input', [1, 1, lowResSide, lowResSide]);
  const hasMaskInput = graph.input('has_mask_input', [1]);
  const prompt = promptTokens(construction, coords, labels);
  const mask = maskPrompt(construction, maskInput, hasMaskInput);
  const { tokens, imageTokens } = transform(construction, prompt, { image, mask });
  const masks = maskWeights(construction, tokens);
  const model = graph.build({
    name: 'decoder',
    docString: notice,
    outputs: [
      [
        maskLogits(construction, imageTokens, { masks, margin }),
        'low_res_logits',
        [1, candidateCount, lowResSide, lowResSide],
      ],
      [predictedIous(construction, tokens), 'predicted_ious', [1, candidateCount]],
    ],
  });
  return writeModel(model);
}

type FreshInputs = Parameters<typeof updateFreshImage>[3] & Parameters<typeof attendToFreshImage>[3];

/** SAM's two-way transformer: two layers, then a last look at the image. */
function transform(construction: Construction, prompt: Value, fresh: FreshInputs) {
  const { graph } = construction;
  const positions = imagePositions(construction);
  const place = (tokens: Value): Value => graph.op('Add', [tokens, prompt]);
  const cross = (path: string) => crossLayers(construction, path);
  const norm = (x: Value, path: string): Value =>
    layerNorm(graph, x, transformerNorm(construction, path));

  const own = selfAttention(construction, 'layers.0/self_attn', { placed: prompt, plain: prompt });
  const first = tokenLayer(construction, 'layers.0', norm(own, 'layers.0.norm1'), (tokens) =>
    attendToFreshImage(construction, cross('layers.0/cross_attn_token_to_image'), place(tokens), fresh),
  );
  const firstPair = { plain: first, placed: place(first) };
  const firstImage = {
    normalized: updateFreshImage(graph, cross('layers.0/cross_attn_image_to_token'), firstPair, fresh),
    affine: transformerNorm(construction, 'layers.0.norm4'),
    positions,
  };

  const others = selfAttention(construction, 'layers.1/self_attn', firstPair);
  const mixed = norm(graph.op('Add', [first, others]), 'layers.1.norm1');
  const second = tokenLayer(construction, 'layers.1', mixed, (tokens) =>
    attendToImage(construction, cross('layers.1/cross_attn_token_to_image'), place(tokens), firstImage),
  );
  const secondPair: TokenPair = { plain: second, placed: place(second) };
  const imageTokens = {
    normalized: updateImage(graph, cross('layers.1/cross_attn_image_to_token'), secondPair, firstImage),
    affine: transformerNorm(construction, 'layers.1.norm4'),
    positions,
  };

  const last = attendToImage(construction, cross('final_attn_token_to_image'), secondPair.placed, imageTokens);
  return { tokens: norm(graph.op('Add', [second, last]), 'norm_final_attn'), imageTokens };
}

/** From the first norm of a layer on: attention to the image, perceptron. */
function tokenLayer(
  construction: Construction,
  path: string,
  tokens: Value,
  attend: (tokens: Value) => Value,
): Value {
  const { graph } = construction;
  const norm = (x: Value, name: string): Value =>
    layerNorm(graph, x, transformerNorm(construction, `${path}.${name}`));
  const looked = norm(graph.op('Add', [tokens, attend(tokens)]), 'norm2');
  const hidden = graph.op('Relu', [
    applyLinear(graph, looked, transformerLinear(construction, `${path}/mlp/lin1`)),
  ]);
  const thought = applyLinear(graph, hidden, transformerLinear(construction, `${path}/mlp/lin2`));
  return norm(graph.op('Add', [looked, thought]), 'norm3');
}
