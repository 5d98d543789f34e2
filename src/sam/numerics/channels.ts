import { maskContains } from '#core/mask/measures.ts';
import { iouWithIgnore } from '#core/metrics/iouWithIgnore.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt, PromptPoint } from '#core/prompt/prompt.ts';
import type { AnswerSpec, PromptAnswerInput } from './answerInput.ts';
import { areaOfCells, centrednessOf, rimShareOf } from './channelScore.ts';
import { gridIndexOf, gridMaskOf, type LogitsGrid, logitsGridOf } from './logitsGrid.ts';
import { reportChange } from './maskChange.ts';
import { rasterOfLogits } from './maskFromLogits.ts';
import { stabilityScore } from './stabilityScore.ts';
import { sampleMask } from './workRegion.ts';

/** One of the decoder's masks, and what speaks for it. */
export interface Channel {
  readonly logits: Float32Array<ArrayBuffer>; // without changes that the newest point cannot have asked for
  readonly predictedIou: number;
  readonly stability: number;
  readonly score: number; // the higher the better; comparable among the channels of one answer
  readonly refinement: Refinement | null; // null: nothing was refined
}

/** What the newest point did to the mask before it, according to the model. */
export interface Refinement {
  readonly isObeyed: boolean;
  readonly centredness: number; // of the point in what changed around it, 0…1
  readonly iouWithPrevious: number; // of the model's mask, all its changes in it
}

/** Of the single-mask token, trained for prompts of several points. */
const singleMaskBonus = 0.5;
/** Logits of cells that are as the mask before was, where its own logits say otherwise. */
const surelyLogit = 3;
/** Background points make the model drop more than was meant: there it has to be surer. */
const leastCentredness = { foreground: 0.5, background: 0.75 };

/** The decoder's masks, best first. What was measured: README.md. */
export function rankedChannels(input: PromptAnswerInput, spec: AnswerSpec): readonly Channel[] {
  const length = spec.lowResSide ** 2;
  const all = Array.from({ length: spec.candidateCount }, (_, index) => {
    const start = index * length;
    const logits = input.lowResLogits.slice(start, start + length);
    const predictedIou = input.predictedIous[index] ?? 0;
    const stability = stabilityScore(logits, spec.maskThreshold, spec.stabilityOffset);
    const plain = { logits, predictedIou, stability, score: 0.5 * (predictedIou + stability) };
    const isSingle = spec.candidateCount === 4 && index === 0;
    return judged(plain, { input, spec, bonus: isSingle ? singleMaskBonus : 0 });
  });
  return all.toSorted((a, b) => b.score - a.score);
}

/** Whether the mask before, corrected locally, is likelier what is meant than the model's answer. */
export function isMisunderstood(best: Channel | undefined, { points }: Prompt): boolean {
  if (!best?.refinement) return false;
  const least = leastCentredness[points.at(-1)?.label ?? 'foreground'];
  const { isObeyed, centredness, iouWithPrevious } = best.refinement;
  return !isObeyed || centredness < least || iouWithPrevious < 0.3;
}

/** A channel of the same answer with other logits, its stability and what it did to the mask before anew. */
export function judgedAgain(
  channel: Channel,
  logits: Float32Array<ArrayBuffer>,
  input: PromptAnswerInput,
  spec: AnswerSpec,
): Channel {
  const stability = stabilityScore(logits, spec.maskThreshold, spec.stabilityOffset);
  return judged({ ...channel, logits, stability }, { input, spec, bonus: 0 });
}

interface Trial {
  readonly input: PromptAnswerInput;
  readonly spec: AnswerSpec;
  readonly bonus: number;
}

function judged(channel: Omit<Channel, 'refinement'>, { input, spec, bonus }: Trial): Channel {
  const { prompt, previous } = input;
  const grid = logitsGridOf(input.geometry, spec.lowResSide);
  const mask = gridMaskOf(channel.logits, grid, spec.maskThreshold);
  const newest = prompt.points.at(-1);
  if (prompt.points.length === 1 && newest?.label === 'foreground' && !previous && !prompt.box) {
    return {
      ...channel,
      score: channel.score + firstSightOf(mask, grid, newest),
      refinement: null,
    };
  }
  if (prompt.box && prompt.points.length === 0 && !previous) {
    return { ...channel, score: channel.predictedIou, refinement: null };
  }
  const isRefining = prompt.points.length > 1 || previous !== null;
  const score =
    channel.score + (isRefining ? bonus : 0) - disobeyedCount(mask, grid, prompt.points);
  if (!previous || !newest || isObeyedBy(previous, newest)) {
    return { ...channel, score, refinement: null };
  }
  return refined({ ...channel, score }, { grid, mask, previous, newest, spec });
}

/**
 * What speaks for a mask of one foreground point besides the model's own opinion: that the point lies near
 * its middle, that it is large (a whole, not a part), that it is not what the image's rim is made of.
 */
function firstSightOf(mask: Uint8Array, grid: LogitsGrid, { at }: PromptPoint): number {
  const area = areaOfCells(mask) / mask.length;
  return (
    0.5 * centrednessOf(mask, grid.size, gridIndexOf(grid, at)) +
    0.08 * Math.log(area + 1e-4) -
    1.5 * rimShareOf(mask, grid.size)
  );
}

function disobeyedCount(
  mask: Uint8Array,
  grid: LogitsGrid,
  points: readonly PromptPoint[],
): number {
  const disobeyed = points.filter(
    ({ at, label }) => (mask[gridIndexOf(grid, at)] === 1) !== (label === 'foreground'),
  );
  return disobeyed.length;
}

function isObeyedBy(previous: MaskCandidate, { at, label }: PromptPoint): boolean {
  return maskContains(previous.mask, at) === (label === 'foreground');
}

interface RefinedTrial {
  readonly grid: LogitsGrid;
  readonly mask: Uint8Array;
  readonly previous: MaskCandidate;
  readonly newest: PromptPoint;
  readonly spec: AnswerSpec;
}

/** The channel without what the newest point cannot have asked for, judged by what it did ask for. */
function refined(channel: Omit<Channel, 'refinement'>, trial: RefinedTrial): Channel {
  const { grid, mask, previous, newest, spec } = trial;
  const before = sampleMask(previous.mask, gridRegion(grid));
  const index = gridIndexOf(grid, newest.at);
  const report = reportChange(
    { size: grid.size, before, after: mask },
    { index, value: newest.label === 'foreground' ? 1 : 0 },
  );
  const logits = withCells(channel.logits, grid, (cell, at) => {
    const wanted = report.merged[cell];
    if (wanted === mask[cell]) return channel.logits[at] ?? 0;
    const old = (previous.lowResLogits[at] ?? 0) - spec.maskThreshold;
    const isSame = old > 0 === (wanted === 1);
    return spec.maskThreshold + (isSame ? old : wanted === 1 ? surelyLogit : -surelyLogit);
  });
  const { isObeyed, centredness } = report;
  const iouWithPrevious = iouWithIgnore({ prediction: mask, truth: before, ignore: null });
  return {
    ...channel,
    logits,
    score: channel.score + 0.5 * centredness,
    refinement: { isObeyed, centredness, iouWithPrevious },
  };
}

/** Where the cells of the grid lie on the image, as pixels to work on. */
export function gridRegion({ geometry, side, size }: LogitsGrid) {
  const { origin, cellWidth, cellHeight } = rasterOfLogits(new Float32Array(0), side, geometry);
  const box = { ...origin, width: cellWidth * size.width, height: cellHeight * size.height };
  return { box, size, cellWidth, cellHeight };
}

/** The logits with a new value in each cell that holds image. */
export function withCells(
  logits: Float32Array,
  { size, side }: LogitsGrid,
  valueOf: (cell: number, at: number) => number,
): Float32Array<ArrayBuffer> {
  const result = Float32Array.from(logits);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      result[y * side + x] = valueOf(y * size.width + x, y * side + x);
    }
  }
  return result;
}
