import { describe, expect, it } from 'vitest';
import { parseUserManifest } from './applyManifest.ts';
import type { GraphInfo, TensorInfo } from './graphInfo.ts';
import { recognise, type Recognition } from './recognise.ts';

/** As export_onnx_model.py of segment-anything and samexporter declare them. */
const samEncoder = graph(
  [tensor('images', [1, 3, 1024, 1024])],
  [tensor('embeddings', [1, 256, 64, 64])],
);
const samDecoder = graph(
  [
    tensor('image_embeddings', [1, 256, 64, 64]),
    tensor('point_coords', [1, 'num_points', 2]),
    tensor('point_labels', [1, 'num_points']),
    tensor('mask_input', [1, 1, 256, 256]),
    tensor('has_mask_input', [1]),
    tensor('orig_im_size', [2]),
  ],
  [
    tensor('masks', ['a', 'b', 'c', 'd']),
    tensor('iou_predictions', ['e', 1]),
    tensor('low_res_masks', ['f', 1, 'g', 'h']),
  ],
);
const sam2Encoder = graph(
  [tensor('image', [1, 3, 1024, 1024])],
  [
    tensor('high_res_feats_0', [1, 32, 256, 256]),
    tensor('high_res_feats_1', [1, 64, 128, 128]),
    tensor('image_embed', [1, 256, 64, 64]),
  ],
);
const sam2Decoder = graph(
  [
    tensor('image_embed', [1, 256, 64, 64]),
    tensor('high_res_feats_0', [1, 32, 256, 256]),
    tensor('high_res_feats_1', [1, 64, 128, 128]),
    tensor('point_coords', ['num_labels', 'num_points', 2]),
    tensor('point_labels', ['num_labels', 'num_points']),
    tensor('mask_input', ['num_labels', 1, 256, 256]),
    tensor('has_mask_input', ['num_labels']),
  ],
  [tensor('masks', ['m', 3, 256, 256]), tensor('iou_predictions', ['n', 3])],
);
const efficientEncoder = graph(
  [tensor('batched_images', ['batch', 3, 'height', 'width'])],
  [tensor('image_embeddings', ['i', 256, 64, 64])],
);
const efficientDecoder = graph(
  [
    tensor('image_embeddings', ['batch', 256, 64, 64]),
    tensor('batched_point_coords', [1, 1, 'num_points', 2]),
    tensor('batched_point_labels', [1, 1, 'num_points']),
    tensor('orig_im_size', [2], 'int64'),
  ],
  [tensor('output_masks', [1, 1, 'a', 'b', 'c']), tensor('iou_predictions', [1, 1, 3])],
);
const slimEncoder = graph(
  [tensor('pixel_values', ['batch_size', 3, 1024, 1024])],
  [
    tensor('image_embeddings', ['batch_size', 256, 64, 64]),
    tensor('image_positional_embeddings', ['batch_size', 256, 64, 64]),
  ],
);
const slimDecoder = graph(
  [
    tensor('input_points', ['batch_size', 'point_batch_size', 'nb_points', 2]),
    tensor('input_labels', ['batch_size', 'point_batch_size', 'nb_points'], 'int64'),
    tensor('image_embeddings', ['batch_size', 256, 64, 64]),
    tensor('image_positional_embeddings', ['batch_size', 256, 64, 64]),
  ],
  [tensor('iou_scores', ['a', 'b', 3]), tensor('pred_masks', ['c', 'd', 3, 'e', 'f'])],
);

describe('recognise', () => {
  it('knows the export of Segment Anything, whatever its encoder calls its tensors', () => {
    const { family, contract } = known(recognise(samEncoder, samDecoder));
    expect(family).toBe('sam');
    expect(contract.encoder).toMatchObject({
      inputName: 'images',
      inputSide: 1024,
      fit: 'longest-side',
      layout: 'nchw',
      tensors: [
        { outputName: 'embeddings', inputName: 'image_embeddings', shape: [1, 256, 64, 64] },
      ],
    });
    expect(contract.decoder).toMatchObject({
      outputNames: { lowResLogits: 'low_res_masks', predictedIous: 'iou_predictions' },
      candidateCount: 1,
      lowResSide: 256,
      coordinates: { offset: -0.5, scale: 1 },
    });
    expect(contract.labelCodes.padding).toBe(-1);
  });

  it('knows SAM 2 by its high-resolution features, and stretches the image', () => {
    const { family, contract } = known(recognise(sam2Encoder, sam2Decoder));
    expect(family).toBe('sam2');
    expect(contract.encoder.fit).toBe('stretch');
    expect(contract.encoder.tensors.map(({ outputName }) => outputName)).toEqual([
      'image_embed',
      'high_res_feats_0',
      'high_res_feats_1',
    ]);
    expect(contract.decoder).toMatchObject({ candidateCount: 3, lowResSide: 256 });
    expect(contract.labelCodes.padding).toBeNull();
  });

  it('knows EfficientSAM: points in px of the asked size, pixels in 0…1', () => {
    const { family, contract } = known(recognise(efficientEncoder, efficientDecoder));
    expect(family).toBe('efficient-sam');
    expect(contract.encoder).toMatchObject({ inputSide: 1024, fit: 'stretch' });
    expect(contract.decoder).toMatchObject({
      pointRank: 4,
      originalSizeType: 'int64',
      originalSide: 256,
      coordinates: { offset: -0.5, scale: 0.25 },
    });
    expect(contract.normalization).toEqual({ mean: [0, 0, 0], std: [255, 255, 255] });
  });

  it('knows SlimSAM as Transformers.js has it: no boxes, no mask input', () => {
    const { family, contract } = known(recognise(slimEncoder, slimDecoder));
    expect(family).toBe('transformers');
    expect(contract.decoder).toMatchObject({ pointRank: 4, labelType: 'int64', lowResSide: 256 });
    expect(contract.decoder.inputNames.maskInput).toBeNull();
    expect(contract.labelCodes.boxTopLeft).toBeNull();
  });

  it('matches by shape what has other names', () => {
    const renamed = graph(sam2Encoder.inputs, [
      tensor('c', [1, 256, 64, 64]),
      tensor('a', [1, 32, 256, 256]),
      tensor('b', [1, 64, 128, 128]),
    ]);
    const { contract } = known(recognise(renamed, sam2Decoder));
    expect(contract.encoder.tensors.map(({ outputName }) => outputName)).toEqual(['c', 'a', 'b']);
  });

  it('takes encoders of another side and of raw pixels', () => {
    const small = graph([tensor('input', [1, 3, 512, 512])], [tensor('output', [1, 256, 64, 64])]);
    expect(known(recognise(small, samDecoder)).contract.encoder.inputSide).toBe(512);
    const raw = graph(
      [tensor('input_image', ['image_height', 'image_width', 3])],
      [tensor('image_embeddings', [1, 256, 64, 64])],
    );
    const { contract } = known(recognise(raw, samDecoder));
    expect(contract.encoder).toMatchObject({ layout: 'hwc', sizeStep: 1, inputSide: 1024 });
    expect(contract.normalization).toEqual({ mean: [0, 0, 0], std: [1, 1, 1] });
  });

  it('swaps files that came the other way round', () => {
    expect(known(recognise(samDecoder, samEncoder)).isSwapped).toBe(true);
    expect(known(recognise(samEncoder, samDecoder)).isSwapped).toBe(false);
  });

  it('lets a manifest say more, and say it differently', () => {
    const manifest = manifestOf({
      encoder: { fit: 'stretch' },
      decoder: { inputNames: { pointCoords: 'xy', pointLabels: 'kind' } },
      labelCodes: { padding: null },
    });
    const decoder = graph(
      samDecoder.inputs.map((each) => ({
        ...each,
        name: each.name.replace('point_coords', 'xy').replace('point_labels', 'kind'),
      })),
      samDecoder.outputs,
    );
    expect(problemsOf(recognise(samEncoder, decoder))).toEqual(['no-decoder']);
    const { contract } = known(recognise(samEncoder, decoder, manifest));
    expect(contract.encoder.fit).toBe('stretch');
    expect(contract.decoder.inputNames.pointCoords).toBe('xy');
    expect(contract.labelCodes).toMatchObject({ padding: null, foreground: 1 });
  });
});

describe('what does not fit is named', () => {
  it('two encoders, two decoders, and everything in one file', () => {
    expect(problemsOf(recognise(samEncoder, sam2Encoder))).toEqual(['two-of-a-kind']);
    expect(problemsOf(recognise(samDecoder, sam2Decoder))).toEqual(['two-of-a-kind']);
    const whole = graph([...samEncoder.inputs, ...samDecoder.inputs], samDecoder.outputs);
    expect(problemsOf(recognise(samEncoder, whole))).toEqual(['one-graph']);
  });

  it('the nearest family and what its decoder would also have', () => {
    const decoder = graph([tensor('image_embed', [1, 256, 64, 64])], []);
    const recognition = recognise(sam2Encoder, decoder);
    expect(recognition).toMatchObject({
      problems: [
        {
          code: 'no-decoder',
          closest: 'sam2',
          missing: 'high_res_feats_0, high_res_feats_1, point_coords, point_labels',
        },
      ],
    });
  });

  it('an output that is missing, a type that does not fit, an encoder of another model', () => {
    const noIous = graph(samDecoder.inputs, samDecoder.outputs.slice(0, 1));
    expect(problemsOf(recognise(samEncoder, noIous))).toEqual(['missing-output']);
    const half = graph([tensor('images', [1, 3, 1024, 1024], 'float16')], samEncoder.outputs);
    expect(problemsOf(recognise(half, samDecoder))).toEqual(['wrong-type']);
    expect(problemsOf(recognise(samEncoder, sam2Decoder))).toEqual(['no-match', 'no-match']);
  });

  it('an image that is not square, points whose number is fixed, an input nobody knows', () => {
    const wide = graph([tensor('images', [1, 3, 684, 1024])], samEncoder.outputs);
    expect(problemsOf(recognise(wide, samDecoder))).toEqual(['wrong-shape']);
    const onePoint = graph(
      samDecoder.inputs.map((each) =>
        each.name === 'point_coords' ? tensor('point_coords', [1, 1, 2]) : each,
      ),
      samDecoder.outputs,
    );
    expect(problemsOf(recognise(samEncoder, onePoint))).toEqual(['wrong-shape']);
    const more = graph([...samDecoder.inputs, tensor('temperature', [1])], samDecoder.outputs);
    expect(problemsOf(recognise(samEncoder, more))).toContain('unknown-input');
  });

  it('a manifest that is no JSON, says too much or names what is not there', () => {
    expect(parseUserManifest('{')).toMatchObject({ problems: [{ code: 'manifest-syntax' }] });
    expect(parseUserManifest('{"decoder":{"lowResSide":"256"}}')).toMatchObject({
      problems: [{ code: 'manifest-field', path: 'decoder.lowResSide' }],
    });
    expect(parseUserManifest('{"colour":1}')).toMatchObject({
      problems: [{ code: 'manifest-field', path: 'colour' }],
    });
    const manifest = manifestOf({ decoder: { outputNames: { lowResLogits: 'logits' } } });
    expect(problemsOf(recognise(samEncoder, samDecoder, manifest))).toContain('manifest-tensor');
  });
});

function graph(inputs: readonly TensorInfo[], outputs: readonly TensorInfo[]): GraphInfo {
  return { inputs, outputs };
}

function tensor(name: string, dims: TensorInfo['dims'], type = 'float32'): TensorInfo {
  return { name, type, dims };
}

function known(recognition: Recognition) {
  if (recognition.kind === 'unknown') throw new Error(JSON.stringify(recognition.problems));
  return recognition;
}

function problemsOf(recognition: Recognition): readonly string[] {
  return recognition.kind === 'unknown' ? recognition.problems.map(({ code }) => code) : [];
}

function manifestOf(json: object) {
  const parsed = parseUserManifest(JSON.stringify(json));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.manifest;
}
