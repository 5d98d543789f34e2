import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { CandidateSet } from '#core/prompt/candidate.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { answerPrompt, type PromptAnswerInput } from '#sam/numerics/answerPrompt.ts';
import { maskInputOf } from '#sam/numerics/maskInput.ts';
import { modelGeometryOf } from '#sam/numerics/modelGeometry.ts';
import { furtherQuestionOf } from '#sam/numerics/secondLook.ts';
import type { SegmentRequest } from '#sam/protocol.ts';
import { decoderAnswerOf } from './decoderAnswer.ts';
import { type DecoderQuestion, decoderFeedsOf } from './decoderFeeds.ts';
import type { HeldEmbedding } from './heldImages.ts';

/** What a prompt is about, as far as the worker holds it. */
export interface PromptedImage {
  readonly embedding: HeldEmbedding;
  readonly picture: RgbaPixels | null; // null: masks are interpolated plainly, as for a preview
}

/** The masks that answer a prompt, at image resolution. Not a preview: the decoder is mostly asked twice. */
export async function decodePrompt(
  session: InferenceSession,
  { embedding, picture }: PromptedImage,
  { prompt, previous, detail }: SegmentRequest,
  spec: ModelSpec,
): Promise<CandidateSet> {
  const { lowResSide, candidateCount } = spec.decoder;
  const geometry = modelGeometryOf(spec.encoder, embedding);
  const ask = async (question: Pick<DecoderQuestion, 'prompt' | 'maskInput'>) => {
    const feeds = decoderFeedsOf({ ...question, geometry }, spec);
    return decoderAnswerOf(await session.run({ ...embedding.feeds, ...feeds }), spec.decoder);
  };
  const maskInput = previous && maskInputOf(previous, geometry, lowResSide);
  const input: PromptAnswerInput = {
    prompt,
    geometry,
    ...(await ask({ prompt, maskInput })),
    picture: detail === 'full' ? picture : null,
    offeredCount: detail === 'full' ? 3 : 1,
    previous: previous &&
      maskInput && {
        ...previous,
        source: 'previous',
        lowResLogits: maskInput,
        logitsWindow: geometry.window,
      },
  };
  const answerSpec = { ...spec, lowResSide, candidateCount };
  const question = spec.decoder.inputNames.maskInput && furtherQuestionOf(input, answerSpec);
  const second = question ? { ...(await ask(question)), ranked: question.ranked } : null;
  return answerPrompt(input, answerSpec, second);
}
