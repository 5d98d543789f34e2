import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { answerPrompt } from '#sam/numerics/answerPrompt.ts';
import { maskInputOf } from '#sam/numerics/maskInput.ts';
import { modelGeometryOf } from '#sam/numerics/modelGeometry.ts';
import type { SegmentRequest } from '#sam/protocol.ts';
import { decoderAnswerOf } from './decoderAnswer.ts';
import { decoderFeedsOf } from './decoderFeeds.ts';
import type { HeldEmbedding } from './heldImages.ts';

/** What a prompt is about, as far as the worker holds it. */
export interface PromptedImage {
  readonly embedding: HeldEmbedding;
  readonly picture: RgbaPixels | null; // null: masks are interpolated plainly, as for a preview
}

/** The masks that answer a prompt, at image resolution. */
export async function decodePrompt(
  session: InferenceSession,
  { embedding, picture }: PromptedImage,
  { prompt, previous, detail }: SegmentRequest,
  spec: ModelSpec,
): Promise<CandidateSet> {
  const { lowResSide, candidateCount } = spec.decoder;
  const geometry = modelGeometryOf(spec.encoder, embedding);
  const maskInput = previous && maskInputOf(previous, geometry, lowResSide);
  const feeds = decoderFeedsOf({ prompt, geometry, maskInput }, spec);
  const outputs = await session.run({ ...embedding.feeds, ...feeds });
  return answerPrompt(
    {
      prompt,
      geometry,
      ...decoderAnswerOf(outputs, spec.decoder),
      picture: detail === 'full' ? picture : null,
      offeredCount: detail === 'full' ? 3 : 1,
      previous: previous &&
        maskInput && {
          ...previous,
          source: 'previous',
          lowResLogits: maskInput,
          logitsWindow: geometry.window,
        },
    },
    { ...spec, lowResSide, candidateCount },
  );
}
