import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { EncodeTarget, ImageEmbedding } from '#sam/protocol.ts';
import { narrowTensors, runEncoder } from './encodePixels.ts';
import { stripsOf, wholeOf } from './readPixels.ts';

/** The embedding of a bitmap or of a part of it. */
export async function encodeImage(
  session: InferenceSession,
  bitmap: ImageBitmap,
  target: EncodeTarget | null,
  spec: ModelSpec,
): Promise<ImageEmbedding> {
  const { window, longestSide } = target ?? {
    window: wholeOf(bitmap),
    longestSide: spec.encoder.inputSide,
  };
  const outputs = await runEncoder(
    session,
    { size: window, strips: stripsOf(bitmap, window) },
    spec,
    longestSide,
  );
  return {
    imageSize: { width: bitmap.width, height: bitmap.height },
    window,
    longestSide,
    tensors: narrowTensors(outputs),
  };
}
