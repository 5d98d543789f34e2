import { decodeRle } from '#core/mask/codec.ts';
import { iouWithIgnore } from '#core/metrics/iouWithIgnore.ts';
import { nextClick, type SimulatedClick } from '#core/metrics/nextClick.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { GroundTruth } from './groundTruth.ts';

/** The model: a prompt and the mask it answered last in, a mask out. */
export type Segmenter = (prompt: Prompt, previous: MaskCandidate | null) => Promise<MaskCandidate>;

/** When a simulated user is done. */
export interface StopRule {
  readonly maxClicks: number;
  readonly goodIou: number; // 0…1
}

/**
 * IoU of the mask after each click of a simulated user, who stops when it is good, when no wrong pixel
 * is left to click, or after the last click allowed.
 * Source: Sofiiuk et al. 2021 (RITM), the evaluation's loop.
 */
export async function clickSeries(
  { size, truth, ignore }: GroundTruth,
  segment: Segmenter,
  { maxClicks, goodIou }: StopRule,
): Promise<readonly number[]> {
  const clicked: SimulatedClick[] = [];
  const ious: number[] = [];
  let prediction = new Uint8Array(truth.length);
  let previous: MaskCandidate | null = null;
  while (clicked.length < maxClicks && (ious.at(-1) ?? 0) < goodIou) {
    const click = nextClick({ size, truth, ignore, prediction, clicked });
    if (!click) break;
    clicked.push(click);
    previous = await segment(promptOf(clicked), previous);
    prediction = new Uint8Array(decodeRle(previous.mask).pixels);
    ious.push(iouWithIgnore({ prediction, truth, ignore }));
  }
  return ious;
}

function promptOf(clicks: readonly SimulatedClick[]): Prompt {
  return {
    points: clicks.map(({ column, row, label }) => ({
      at: { x: column + 0.5, y: row + 0.5 },
      label,
    })),
    box: null,
  };
}
