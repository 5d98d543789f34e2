import manifest from '#models/device-check/manifest.json' with { type: 'json' };
import type { ModelFile, ModelSpec } from './modelSpec.ts';

/**
 * Segment Anything in miniature, its weights by chance: 200 kB with the interface, the operators and, in
 * small, the work of a real one. A device check runs it first.
 */
export const miniature: ModelSpec = miniatureOf(manifest, 256);

/** The spec of a miniature from models/device-check/ that takes images of `inputSide` px. */
export function miniatureOf(
  files: Readonly<Record<'encoder' | 'decoder', Omit<ModelFile, 'place'>>>,
  inputSide: number,
): ModelSpec {
  const gridSide = inputSide / 8;
  return {
    id: 'device-check',
    title: 'Device check',
    encoder: {
      ...files.encoder,
      place: 'served',
      inputName: 'input',
      inputSide,
      sizeStep: null,
      blankMargin: 0,
      fit: 'longest-side',
      layout: 'nchw',
      tensors: [
        { outputName: 'output', inputName: 'image_embeddings', shape: [1, 32, gridSide, gridSide] },
      ],
    },
    quantizedEncoder: null,
    projector: null,
    decoder: {
      ...files.decoder,
      place: 'served',
      inputNames: {
        pointCoords: 'point_coords',
        pointLabels: 'point_labels',
        maskInput: 'mask_input',
        hasMaskInput: 'has_mask_input',
        originalSize: null,
        noBoxes: null,
      },
      originalSide: inputSide / 2,
      coordinates: { offset: -0.5, scale: 1 },
      pointRank: 3,
      labelType: 'float32',
      originalSizeType: 'float32',
      outputNames: { lowResLogits: 'low_res_logits', predictedIous: 'predicted_ious' },
      lowResSide: inputSide / 2,
      candidateCount: 4,
    },
    normalization: { mean: [127.5, 127.5, 127.5], std: [64, 64, 64] },
    labelCodes: { foreground: 1, background: 0, boxTopLeft: 2, boxBottomRight: 3, padding: -1 },
    maskThreshold: 0,
    stabilityOffset: 1,
  };
}
