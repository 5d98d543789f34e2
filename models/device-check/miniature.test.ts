import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { miniature } from '#sam/models/miniature.ts';
import { goldenInput } from '#sam/numerics/goldenInput.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { decoderBytes } from './decoder.ts';
import { encoderBytes } from './encoder.ts';
import { checkSize } from './sizes.ts';

describe('the miniature of the device check', () => {
  it('is what its manifest promises', () => {
    expect(miniature.encoder).toMatchObject(fingerprintOf(encoderBytes(checkSize)));
    expect(miniature.decoder).toMatchObject(fingerprintOf(decoderBytes(checkSize)));
    expect(miniature.encoder.inputSide).toBe(checkSize.inputSide);
  });

  it('is a small file', () => {
    expect(miniature.encoder.sizeBytes + miniature.decoder.sizeBytes).toBeLessThan(250_000);
  });

  it('answers with masks that image, prompt and mask input all have a say in', async () => {
    const size = { inputSide: 64 };
    const encoder = await ort.InferenceSession.create(encoderBytes(size));
    const decoder = await ort.InferenceSession.create(decoderBytes(size));
    const embed = async (scale: number) => {
      const pixels = goldenInput([1, 3, 64, 64]).map((value) => value * scale);
      const { output } = await encoder.run({ input: new ort.Tensor(pixels, [1, 3, 64, 64]) });
      return output;
    };
    const decode = async (embedding: ort.Tensor | undefined, x: number, hasMask: 0 | 1) => {
      if (!embedding) throw new Error('the encoder has one output');
      const outputs = await decoder.run({
        image_embeddings: embedding,
        point_coords: new ort.Tensor('float32', [x, 20, 0, 0], [1, 2, 2]),
        point_labels: new ort.Tensor('float32', [1, -1], [1, 2]),
        mask_input: new ort.Tensor(goldenInput([1, 1, 32, 32]), [1, 1, 32, 32]),
        has_mask_input: new ort.Tensor('float32', [hasMask], [1]),
      });
      expect(outputs['predicted_ious']?.dims).toEqual([1, 4]);
      expect(outputs['low_res_logits']?.dims).toEqual([1, 4, 32, 32]);
      return outputs['low_res_logits']?.data as Float32Array;
    };
    const embedding = await embed(1);
    const logits = await decode(embedding, 20, 0);
    expect(logits.every(Number.isFinite)).toBe(true);
    const share = logits.filter((value) => value > 0).length / logits.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.9);
    expect(await decode(embedding, 50, 0)).not.toEqual(logits);
    expect(await decode(embedding, 20, 1)).not.toEqual(logits);
    expect(await decode(await embed(0.2), 20, 0)).not.toEqual(logits);
  });
});
