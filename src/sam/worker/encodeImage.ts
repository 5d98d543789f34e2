import type * as ort from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { narrowToFloat16 } from '#sam/numerics/float16.ts';
import { preprocessImage } from '#sam/numerics/preprocess.ts';
import type { EncodeTarget, ImageEmbedding } from '#sam/protocol.ts';
import { readPixels, wholeOf } from './readPixels.ts';
import { tensorOf } from './runtime.ts';

/** The embedding of a bitmap or of a part of it. */
export async function encodeImage(
  session: ort.InferenceSession,
  bitmap: ImageBitmap,
  target: EncodeTarget | null,
  spec: ModelSpec,
): Promise<ImageEmbedding> {
  const { inputName, inputSide, tensors } = spec.encoder;
  const { window, longestSide } = target ?? { window: wholeOf(bitmap), longestSide: inputSide };
  const { size, data } = readPixels(bitmap, window);
  const input = tensorOf('float32', preprocessImage(data, size, spec), [
    1,
    3,
    inputSide,
    inputSide,
  ]);
  const outputs = await session.run({ [inputName]: input });
  return {
    imageSize: { width: bitmap.width, height: bitmap.height },
    window,
    longestSide,
    tensors: tensors.map(({ outputName }) => {
      const values = outputs[outputName]?.data;
      invariant(values instanceof Float32Array, 'the encoder answers with float32');
      return narrowToFloat16(values);
    }),
  };
}
