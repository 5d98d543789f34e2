import * as ort from 'onnxruntime-web/wasm';
import { AppError, invariant } from '#core/failure.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { preprocessImage } from '#sam/numerics/preprocess.ts';

/**
 * The image embedding of a bitmap. Transparent pixels are seen as white, as the canvas shows them.
 *
 * @returns float32[embeddingShape], in a buffer of its own
 */
export async function encodeImage(
  session: ort.InferenceSession,
  bitmap: ImageBitmap,
  spec: ModelSpec,
): Promise<Float32Array<ArrayBuffer>> {
  const { width, height } = bitmap;
  const rgba = readPixels(bitmap);
  const side = spec.encoder.inputSide;
  const input = new ort.Tensor('float32', preprocessImage(rgba, { width, height }, spec), [
    1,
    3,
    side,
    side,
  ]);
  const outputs = await session.run({ [spec.encoder.inputName]: input });
  const embedding = outputs[spec.encoder.outputName]?.data;
  invariant(embedding instanceof Float32Array, 'the encoder answers with float32');
  return new Float32Array(embedding);
}

function readPixels(bitmap: ImageBitmap): Uint8ClampedArray {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) throw new AppError({ code: 'inference/out-of-memory' });
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}
