import type { Box } from '../geometry/box.ts';
import type { Rle } from '../mask/rle.ts';

/**
 * Where a candidate's mask comes from. `model`: the decoder's, its edges drawn along those of the image;
 * `local`: the mask before, corrected around the newest click; `previous`: the mask before as it was.
 */
export type CandidateSource = 'model' | 'local' | 'previous';

/** A mask that the model proposes for a prompt and the user has not accepted yet. */
export interface MaskCandidate {
  readonly mask: Rle; // at image resolution
  readonly source: CandidateSource;
  readonly predictedIou: number; // the model's own estimate, about 0…1
  readonly stabilityScore: number; // 0…1
  /** Mask logits of the model, 256 × 256, row-major: the mask input of the next refinement. */
  readonly lowResLogits: Float32Array<ArrayBuffer>;
  readonly logitsWindow: Box<'image'>; // the part of the image that the logits are about
}

/** The answer to one prompt: what to choose from, and the choice the model would make. */
export interface CandidateSet {
  readonly candidates: readonly MaskCandidate[];
  readonly bestIndex: number;
  /** Whether the newest click made the model's mask much worse, so that the one before is offered. */
  readonly isCaught: boolean;
}
