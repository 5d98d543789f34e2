import { type Box, clamp } from '#core/geometry/box.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { AnswerSpec, PromptAnswerInput } from './answerInput.ts';
import {
  type Channel,
  gridRegion,
  isMisunderstood,
  judgedAgain,
  rankedChannels,
} from './channels.ts';
import { gridMaskOf, type LogitsGrid, logitsGridOf } from './logitsGrid.ts';

/** What to ask the decoder about its own answer. */
export interface FurtherQuestion {
  readonly prompt: Prompt;
  readonly maskInput: Float32Array<ArrayBuffer>; // [lowResSide, lowResSide]
  readonly ranked: readonly Channel[]; // of the first answer, best first
}

/** What the decoder says to the further question. */
export interface SecondLook {
  readonly ranked: readonly Channel[]; // of the first answer, best first
  readonly lowResLogits: Float32Array; // of the second, single-mask token first
}

/** The shipped decoder's logits are exact near 0 alone: no more than this is believed. */
const surestLogit = 8;

/**
 * The same points once more, with the mask that they gave and the box around it.
 * @returns null where the first answer stands: for previews, for boxes that the user drew, for models
 * without a single-mask token, where nothing was found, and where the newest point was not understood
 * Source: Zhang et al. 2023 (PerSAM), cascaded post-refinement.
 */
export function furtherQuestionOf(
  input: PromptAnswerInput,
  spec: AnswerSpec,
): FurtherQuestion | null {
  const { prompt, geometry, picture } = input;
  if (!picture || prompt.box || prompt.points.length === 0 || spec.candidateCount !== 4)
    return null;
  const ranked = rankedChannels(input, spec);
  const [best] = ranked;
  if (!best || isMisunderstood(best, prompt)) return null;
  const grid = logitsGridOf(geometry, spec.lowResSide);
  const box = boundsOnImage(gridMaskOf(best.logits, grid, spec.maskThreshold), grid);
  return box && { prompt: { ...prompt, box }, maskInput: best.logits, ranked };
}

/**
 * The channels with the best one as the decoder sees it on second thought, unless that does less for the
 * newest point. A first point says little, so both answers to it count the same.
 */
export function withSecondLook(
  { ranked, lowResLogits }: SecondLook,
  input: PromptAnswerInput,
  spec: AnswerSpec,
): readonly Channel[] {
  const [best, ...others] = ranked;
  if (!best) return ranked;
  const single = Float32Array.from(lowResLogits.subarray(0, spec.lowResSide ** 2), believed);
  const isFirstPoint = input.prompt.points.length === 1 && !input.previous;
  const logits = isFirstPoint
    ? single.map((logit, i) => (logit + believed(best.logits[i] ?? 0)) / 2)
    : single;
  const again = judgedAgain(best, logits, input, spec);
  return isMisunderstood(again, input.prompt) ? ranked : [again, ...others];
}

function believed(logit: number): number {
  return clamp(logit, -surestLogit, surestLogit);
}

/** The box around the mask's cells, image px; null for an empty mask. */
function boundsOnImage(mask: Uint8Array, grid: LogitsGrid): Box<'image'> | null {
  const { width } = grid.size;
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] !== 1) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return null;
  const { box, cellWidth, cellHeight } = gridRegion(grid);
  return {
    x: box.x + left * cellWidth,
    y: box.y + top * cellHeight,
    width: (right - left + 1) * cellWidth,
    height: (bottom - top + 1) * cellHeight,
  };
}
