import { decodeRle } from '#core/mask/codec.ts';
import { boundaryF } from '#core/metrics/boundaryF.ts';
import { iouWithIgnore } from '#core/metrics/iouWithIgnore.ts';
import { nextClick, type SimulatedClick } from '#core/metrics/nextClick.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { GroundTruth } from './groundTruth.ts';

/** The model: a prompt and the mask it answered last in, a mask out. */
export type AskModel = (prompt: Prompt, previous: MaskCandidate | null) => Promise<MaskCandidate>;

/** When a simulated user is done. */
export interface StopRule {
  readonly maxClicks: number;
  readonly goodIou: number; // 0…1
}

/** What came of the clicks on one object; the arrays have one entry per click. */
export interface ClickSeries {
  readonly clicks: readonly SimulatedClick[];
  readonly ious: readonly number[];
  readonly boundaryFs: readonly number[];
  readonly clickMs: readonly number[]; // from the click to its mask
  readonly mask: MaskCandidate['mask'] | null; // the last one; null when nothing was there to click
}

/**
 * The masks after each click of a simulated user, who stops when one is good, when no wrong pixel is
 * left to click, or after the last click allowed.
 *
 * @param now a clock, ms
 * Source: Sofiiuk et al. 2021 (RITM), the evaluation's loop.
 */
export async function clickSeries(
  { size, truth, ignore }: GroundTruth,
  ask: AskModel,
  { maxClicks, goodIou }: StopRule,
  now: () => number,
): Promise<ClickSeries> {
  const clicks: SimulatedClick[] = [];
  const ious: number[] = [];
  const boundaryFs: number[] = [];
  const clickMs: number[] = [];
  let prediction = new Uint8Array(truth.length);
  let previous: MaskCandidate | null = null;
  while (clicks.length < maxClicks && (ious.at(-1) ?? 0) < goodIou) {
    const click = nextClick({ size, truth, ignore, prediction, clicked: clicks });
    if (!click) break;
    clicks.push(click);
    const startedAt = now();
    previous = await ask(promptOf(clicks), previous);
    clickMs.push(now() - startedAt);
    prediction = new Uint8Array(decodeRle(previous.mask).pixels);
    ious.push(iouWithIgnore({ prediction, truth, ignore }));
    boundaryFs.push(boundaryF({ size, prediction, truth, ignore }));
  }
  return { clicks, ious, boundaryFs, clickMs, mask: previous?.mask ?? null };
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
