import type { ModelFamily } from '#core/model/modelReport.ts';
import type { EncoderContract, ModelContract } from './modelSpec.ts';

/** The names that exports give to what a decoder takes and answers, the usual one first. */
export const knownNames = {
  pointCoords: ['point_coords', 'batched_point_coords', 'input_points'],
  pointLabels: ['point_labels', 'batched_point_labels', 'input_labels'],
  maskInput: ['mask_input', 'input_masks'],
  hasMaskInput: ['has_mask_input', 'has_input_masks'],
  originalSize: ['orig_im_size', 'original_image_size'],
  noBoxes: ['input_boxes'],
  lowResLogits: ['low_res_masks', 'pred_masks', 'masks', 'output_masks'],
  predictedIous: ['iou_predictions', 'iou_scores'],
} as const satisfies Record<string, readonly string[]>;

/** What tensor names do not say. */
export interface FamilyDefaults extends Pick<ModelContract, 'normalization' | 'labelCodes'> {
  readonly fit: EncoderContract['fit'];
  /** Whether points are told in px of the original size instead of the model's. */
  readonly isScaledToOriginal: boolean;
  /** What its decoder takes of the image and of the prompt, to say what is missing. */
  readonly decoderInputs: readonly string[];
}

/** ImageNet's, in 0…255 units. */
const imageNet = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] } as const;
const unitRange = { mean: [0, 0, 0], std: [255, 255, 255] } as const;
/** Of encoders that take pixels as they are. */
export const rawPixels = { mean: [0, 0, 0], std: [1, 1, 1] } as const;

const codes = { foreground: 1, background: 0, boxTopLeft: 2, boxBottomRight: 3 } as const;
/** Their graphs add the padding point themselves, and points have no codes for the corners of a box. */
const transformersCodes = { ...codes, boxTopLeft: null, boxBottomRight: null, padding: null };

/**
 * What the export scripts of each family do. Sources: segment_anything/utils/onnx.py and its example (sam);
 * samexporter's export_sam2.py and sam2_onnx.py (sam2); EfficientSAM's onnx_models.py, which normalises and
 * resizes inside of the graph (efficient-sam); transformers' Sam and Sam2 image processors (transformers …).
 */
export const familyDefaults: Readonly<Record<ModelFamily, FamilyDefaults>> = {
  sam: {
    fit: 'longest-side',
    normalization: imageNet,
    labelCodes: { ...codes, padding: -1 },
    isScaledToOriginal: false,
    decoderInputs: ['image_embeddings', 'point_coords', 'point_labels'],
  },
  sam2: {
    fit: 'stretch',
    normalization: imageNet,
    labelCodes: { ...codes, padding: null },
    isScaledToOriginal: false,
    decoderInputs: [
      'image_embed',
      'high_res_feats_0',
      'high_res_feats_1',
      'point_coords',
      'point_labels',
    ],
  },
  'efficient-sam': {
    fit: 'stretch',
    normalization: unitRange,
    labelCodes: { ...codes, padding: null },
    isScaledToOriginal: true,
    decoderInputs: ['image_embeddings', 'batched_point_coords', 'batched_point_labels'],
  },
  transformers: {
    fit: 'longest-side',
    normalization: imageNet,
    labelCodes: transformersCodes,
    isScaledToOriginal: false,
    decoderInputs: [
      'image_embeddings',
      'image_positional_embeddings',
      'input_points',
      'input_labels',
    ],
  },
  'transformers-sam2': {
    fit: 'stretch',
    normalization: imageNet,
    labelCodes: transformersCodes,
    isScaledToOriginal: false,
    decoderInputs: ['image_embeddings.0', 'image_embeddings.1', 'input_points', 'input_labels'],
  },
};

/** @param embeddingNames the decoder's inputs that come from the image */
export function familyOf(pointCoordsName: string, embeddingNames: readonly string[]): ModelFamily {
  if (pointCoordsName === 'batched_point_coords') return 'efficient-sam';
  const hasHighRes = embeddingNames.some((name) => /high_res|feat\w*[01]$|\.[012]$/u.test(name));
  if (pointCoordsName === 'input_points') return hasHighRes ? 'transformers-sam2' : 'transformers';
  return hasHighRes || embeddingNames.length > 2 ? 'sam2' : 'sam';
}

/** The family whose decoder is most like one with these inputs, and what it lacks to be one. */
export function closestFamily(inputNames: readonly string[]): {
  readonly family: ModelFamily;
  readonly missing: readonly string[];
} {
  const given = new Set(inputNames);
  let closest: ModelFamily = 'sam';
  let closestShare = -1;
  for (const family of Object.keys(familyDefaults) as ModelFamily[]) {
    const { decoderInputs } = familyDefaults[family];
    const share = decoderInputs.filter((name) => given.has(name)).length / decoderInputs.length;
    if (share > closestShare) [closest, closestShare] = [family, share];
  }
  const missing = familyDefaults[closest].decoderInputs.filter((name) => !given.has(name));
  return { family: closest, missing };
}
