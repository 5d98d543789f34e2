import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';

/** What the decoder said to a prompt, and all that its masks are judged and improved by. */
export interface PromptAnswerInput {
  readonly prompt: Prompt; // points in the order they were set, newest last
  readonly geometry: ResizeGeometry; // where the logits lie on the image
  readonly lowResLogits: Float32Array; // [candidateCount, lowResSide, lowResSide]
  readonly predictedIous: Float32Array; // [candidateCount]
  /** At image resolution; null: masks are interpolated plainly and nothing is corrected locally. */
  readonly picture: RgbaPixels | null;
  readonly previous: MaskCandidate | null; // the mask that this prompt refines
  /** ≥ 1; 3 if not given. With 1 nothing but the best is drawn, as a preview needs it. */
  readonly offeredCount?: number;
}

/** What must be known of the model. candidateCount 4: the single-mask token first, then three masks. */
export type AnswerSpec = Pick<ModelSpec, 'maskThreshold' | 'stabilityOffset'> & {
  readonly lowResSide: number;
  readonly candidateCount: number;
};
