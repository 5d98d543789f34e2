import { clamp, type Box } from '#core/geometry/box.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { areaOf, maskContains } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import { withoutSpecks } from '#core/mask/specks.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { AnswerSpec, PromptAnswerInput } from './answerInput.ts';
import {
  type Channel,
  gridRegion,
  isMisunderstood,
  rankedChannels,
  withCells,
} from './channels.ts';
import { withPointsObeyed } from './clickFacts.ts';
import { drawChannels } from './drawChannels.ts';
import { correctLocally } from './localCorrection.ts';
import { logitsGridOf } from './logitsGrid.ts';
import { rasterOfLogits } from './maskFromLogits.ts';
import { rasterMask } from './rasterMask.ts';
import { type SecondLook, withSecondLook } from './secondLook.ts';
import { sampleMask } from './workRegion.ts';

export type { AnswerSpec, PromptAnswerInput } from './answerInput.ts';

const obeyRadiusPx = 2;
const surelyLogit = 3;
/** Parts and holes below this share of the mask are specks, within these bounds in px². */
const speckShare = 0.001;
const speckAreas = [4, 200] as const;

/**
 * The masks to choose from, best first, each with every foreground point in it and every background
 * point out of it. With a picture, edges run along those of the picture. Once a mask is refined, the mask
 * before it, corrected around the newest point alone, is offered too: as the best where the model did
 * not understand the point. Outside of the geometry's window a mask is what the previous one was there.
 * What was measured: README.md.
 * @param second what the decoder says to `furtherQuestionOf` the same input, if it was asked
 */
export function answerPrompt(
  input: PromptAnswerInput,
  spec: AnswerSpec,
  second: SecondLook | null = null,
): CandidateSet {
  const { prompt, geometry, previous, offeredCount = 3 } = input;
  const ranked = second ? withSecondLook(second, input, spec) : rankedChannels(input, spec);
  const local = localCandidate(input, spec, ranked[0]);
  const isLocalBest = local !== null && isMisunderstood(ranked[0], prompt);
  const offered = ranked.slice(
    0,
    local && (isLocalBest || offeredCount > 1) ? offeredCount - 1 : offeredCount,
  );
  const outside = previous && contentOutside(previous.mask, geometry.window);
  const masks = drawChannels(offered, input, spec);
  const byModel = offered.flatMap((channel, i): readonly MaskCandidate[] => {
    const inside = masks[i];
    if (!inside) return [];
    const mask = outside ? combineMasks(inside, outside, 'union') : inside;
    return [candidateOf('model', { mask, channel, input, lowResLogits: channel.logits })];
  });
  if (!local) return { candidates: byModel, bestIndex: 0, isCaught: false };
  const worst = offeredCount > 1 ? [local] : [];
  return {
    candidates: isLocalBest ? [local, ...byModel] : [...byModel, ...worst],
    bestIndex: 0,
    isCaught: isLocalBest && isMuchWorse(ranked[0], previous),
  };
}

function isMuchWorse(best: Channel | undefined, previous: MaskCandidate | null): boolean {
  if (!best?.refinement || !previous) return false;
  const isUnstable = best.stability < previous.stabilityScore - 0.2;
  return best.refinement.iouWithPrevious < 0.5 || isUnstable;
}

/**
 * The mask before, corrected around the newest point; without a picture it only obeys, and is offered
 * where the model's answer is not to be trusted. Null when nothing was refined.
 */
function localCandidate(
  input: PromptAnswerInput,
  spec: AnswerSpec,
  best: Channel | undefined,
): MaskCandidate | null {
  const { prompt, geometry, picture, previous } = input;
  const newest = prompt.points.at(-1);
  if (!best?.refinement || !previous || !newest) return null;
  if (maskContains(previous.mask, newest.at) === (newest.label === 'foreground')) return null;
  const grid = logitsGridOf(geometry, spec.lowResSide);
  const logits = rasterOfLogits(best.logits, spec.lowResSide, geometry);
  const situation = {
    mask: previous.mask,
    points: prompt.points,
    logits,
    cellPx: logits.cellWidth,
    isModelConfused: best.refinement.iouWithPrevious < 0.5,
  };
  const mask = picture ? correctLocally({ ...situation, picture }) : previous.mask;
  if (!mask) return null;
  const cells = sampleMask(mask, gridRegion(grid));
  const lowResLogits = withCells(previous.lowResLogits, grid, (cell, at) => {
    const old = previous.lowResLogits[at] ?? 0;
    if (old > spec.maskThreshold === (cells[cell] === 1)) return old;
    return spec.maskThreshold + (cells[cell] === 1 ? surelyLogit : -surelyLogit);
  });
  const source = picture ? 'local' : 'previous';
  return candidateOf(source, { mask, channel: best, input, lowResLogits });
}

/** Without the crumbs and pinholes that noise in a photo leaves along an edge. */
function cleaned(mask: Rle): Rle {
  return withoutSpecks(mask, clamp(areaOf(mask) * speckShare, ...speckAreas));
}

function candidateOf(
  source: MaskCandidate['source'],
  parts: {
    readonly mask: Rle;
    readonly channel: Channel;
    readonly input: PromptAnswerInput;
    readonly lowResLogits: Float32Array<ArrayBuffer>;
  },
): MaskCandidate {
  const { channel, input, lowResLogits } = parts;
  return {
    mask: withPointsObeyed(cleaned(parts.mask), input.prompt.points, obeyRadiusPx),
    source,
    predictedIou: channel.predictedIou,
    stabilityScore: channel.stability,
    lowResLogits,
    logitsWindow: input.geometry.window,
  };
}

/** The mask without what lies inside of the window; null when the window is all of the image. */
function contentOutside(mask: Rle, window: Box<'image'>): Rle | null {
  const { width, height } = mask.size;
  if (window.width === width && window.height === height) return null;
  const raster = {
    size: { width: 1, height: 1 },
    values: Float32Array.of(1),
    origin: window,
    cellWidth: window.width,
    cellHeight: window.height,
  };
  return combineMasks(mask, rasterMask(raster, window, mask.size, 0), 'difference');
}
