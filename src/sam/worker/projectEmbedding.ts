import type * as ort from 'onnxruntime-web/wasm';
import { invariant } from '#core/failure.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { widenFloat16 } from '#sam/numerics/float16.ts';
import type { ImageEmbedding } from '#sam/protocol.ts';
import type { HeldEmbedding } from './heldImages.ts';
import { tensorOf } from './runtime.ts';

/** An embedding made ready for prompts: all that the decoder needs of the image and no prompt changes. */
export async function projectEmbedding(
  projector: ort.InferenceSession | null,
  embedding: ImageEmbedding,
  spec: ModelSpec,
): Promise<HeldEmbedding> {
  const { tensors, imageSize, window, longestSide } = embedding;
  const feeds: Record<string, ort.Tensor> = {};
  for (const [index, { inputName, shape }] of spec.encoder.tensors.entries()) {
    const bits = tensors[index];
    invariant(bits !== undefined, 'an embedding has all tensors of its model');
    feeds[inputName] = tensorOf('float32', widenFloat16(bits), [...shape]);
  }
  if (!projector || !spec.projector) return { imageSize, window, longestSide, feeds };
  const outputs = await projector.run(feeds);
  const projected: Record<string, ort.Tensor> = {};
  for (const name of spec.projector.outputNames) {
    const output = outputs[name];
    invariant(output !== undefined, `the projector answers with ${name}`);
    projected[name] = output;
  }
  return { imageSize, window, longestSide, feeds: projected };
}
