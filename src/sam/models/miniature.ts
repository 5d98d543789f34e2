import manifest from '#models/device-check/manifest.json' with { type: 'json' };
import type { ModelSpec } from './modelSpec.ts';

/**
 * Segment Anything in miniature, its weights by chance: 200 kB with the interface, the operators and, in
 * small, the work of a real one. What a device check runs first, and what tests of WebGPU run.
 */
export const miniature: ModelSpec = {
  id: 'device-check',
  title: 'Device check',
  encoder: {
    ...manifest.encoder,
    place: 'served',
    inputName: 'input',
    inputSide: 256,
    sizeStep: null,
    fit: 'longest-side',
    layout: 'nchw',
    tensors: [{ outputName: 'output', inputName: 'image_embeddings', shape: [1, 32, 32, 32] }],
  },
  projector: null,
  decoder: {
    ...manifest.decoder,
    place: 'served',
    inputNames: {
      pointCoords: 'point_coords',
      pointLabels: 'point_labels',
      maskInput: 'mask_input',
      hasMaskInput: 'has_mask_input',
      originalSize: null,
    },
    pointRank: 3,
    labelType: 'float32',
    originalSizeType: 'float32',
    outputNames: { lowResLogits: 'low_res_logits', predictedIous: 'predicted_ious' },
    lowResSide: 128,
    candidateCount: 4,
  },
  normalization: { mean: [127.5, 127.5, 127.5], std: [64, 64, 64] },
  labelCodes: { foreground: 1, background: 0, boxTopLeft: 2, boxBottomRight: 3, padding: -1 },
  maskThreshold: 0,
  stabilityOffset: 1,
};
