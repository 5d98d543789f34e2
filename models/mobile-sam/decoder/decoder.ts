import { GraphBuilder, type Value } from '../../onnx/graphBuilder.ts';
import { readModel, writeModel } from '../../onnx/model.ts';
import { weightsOf } from '../../onnx/weights.ts';
import { candidateCount, lowResSide } from './dimensions.ts';
import { maskWeights, predictedIous } from './heads.ts';
import { maskPrompt } from './maskPrompt.ts';
import { notice } from './notice.ts';
import { type ProjectionName, projections } from './projector.ts';
import { promptTokens } from './promptTokens.ts';
import { transform } from './transformer.ts';
import { maskLogits } from './upscaling.ts';

const defaultMargin = 1;

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
  const image = projectionInputs(graph);
  const coords = graph.input('point_coords', [1, 'num_points', 2]);
  const labels = graph.input('point_labels', [1, 'num_points']);
  const maskInput = graph.input('mask_input', [1, 1, lowResSide, lowResSide]);
  const hasMaskInput = graph.input('has_mask_input', [1]);
  const prompt = promptTokens(construction, coords, labels);
  const mask = maskPrompt(construction, maskInput, hasMaskInput);
  const transformed = transform(construction, { prompt, image, mask });
  const masks = maskWeights(construction, transformed.tokens);
  const model = graph.build({
    name: 'decoder',
    docString: notice,
    outputs: [
      [
        maskLogits(construction, { ...transformed, upscaled: image.upscaled }, { masks, margin }),
        'low_res_logits',
        [1, candidateCount, lowResSide, lowResSide],
      ],
      [predictedIous(construction, transformed.tokens), 'predicted_ious', [1, candidateCount]],
    ],
  });
  return writeModel(model);
}

function projectionInputs(graph: GraphBuilder): Readonly<Record<ProjectionName, Value>> {
  return {
    tokens: graph.input(...projections.tokens),
    keys0: graph.input(...projections.keys0),
    values0: graph.input(...projections.values0),
    queries0: graph.input(...projections.queries0),
    keys1: graph.input(...projections.keys1),
    values1: graph.input(...projections.values1),
    queries1: graph.input(...projections.queries1),
    keys2: graph.input(...projections.keys2),
    values2: graph.input(...projections.values2),
    means: graph.input(...projections.means),
    upscaled: graph.input(...projections.upscaled),
  };
}
