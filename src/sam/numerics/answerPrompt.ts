import type { Box } from '#core/geometry/box.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { CandidateSet, MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import { centrednessOf, rimShareOf } from './channelScore.ts';
import { withPointsObeyed } from './clickFacts.ts';
import { gridIndexOf, gridMaskOf, type LogitsGrid, logitsGridOf } from './logitsGrid.ts';
import { maskFromLogits, rasterOfLogits } from './maskFromLogits.ts';
import { rasterMask } from './rasterMask.ts';
import { type EdgeGuide, edgeGuideOf, refineEdges } from './refineEdges.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';
import { stabilityScore } from './stabilityScore.ts';
import { workRegionOf } from './workRegion.ts';

/** What the decoder said to a prompt, and all that its masks are judged and improved by. */
export interface PromptAnswerInput {
  readonly prompt: Prompt; // points in the order they were set, newest last
  readonly geometry: ResizeGeometry; // where the logits lie on the image
  readonly lowResLogits: Float32Array; // [candidateCount, lowResSide, lowResSide]
  readonly predictedIous: Float32Array; // [candidateCount]
  /** At image resolution; null: masks are interpolated plainly and nothing is corrected locally. */
  readonly picture: RgbaPixels | null;
  readonly previous: MaskCandidate | null; // the mask that this prompt refines
}

/** What must be known of the model. candidateCount 4: the single-mask token first, then three masks. */
export type AnswerSpec = Pick<ModelSpec, 'maskThreshold' | 'stabilityOffset'> & {
  readonly lowResSide: number;
  readonly candidateCount: number;
};

const offeredCount = 3;
const maxWorkPixels = 1_500_000;
const obeyRadiusPx = 2;

/**
 * The masks to choose from, best first, each with every foreground point in it and every background
 * point out of it. With a picture, edges run along those of the picture. Outside of the geometry's
 * window a mask is what the previous one was there. What was measured: README.md.
 */
export function answerPrompt(input: PromptAnswerInput, spec: AnswerSpec): CandidateSet {
  const { prompt, geometry, picture, previous } = input;
  const offered = channelsOf(input, spec)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, offeredCount)
    .map((channel) => ({
      ...channel,
      plain: maskFromLogits(channel.logits, spec.lowResSide, geometry, spec.maskThreshold),
    }));
  const masks = offered.map(({ plain }) => plain);
  const guide = picture && guideFor(picture, masks, geometry, spec);
  const outside = previous && contentOutside(previous.mask, geometry.window);
  const candidates = offered.map((channel): MaskCandidate => {
    const inside = guide ? alongEdges(channel, guide, geometry, spec) : channel.plain;
    const mask = outside ? combineMasks(inside, outside, 'union') : inside;
    return {
      mask: withPointsObeyed(mask, prompt.points, obeyRadiusPx),
      source: 'model',
      predictedIou: channel.predictedIou,
      stabilityScore: channel.stability,
      lowResLogits: channel.logits,
      logitsWindow: geometry.window,
    };
  });
  return { candidates, bestIndex: 0, isCaught: false };
}

interface Channel {
  readonly logits: Float32Array<ArrayBuffer>;
  readonly predictedIou: number;
  readonly stability: number;
  readonly score: number;
}

function channelsOf(input: PromptAnswerInput, spec: AnswerSpec): readonly Channel[] {
  const grid = logitsGridOf(input.geometry, spec.lowResSide);
  const length = spec.lowResSide ** 2;
  return Array.from({ length: spec.candidateCount }, (_, index) => {
    const logits = Float32Array.from(
      input.lowResLogits.subarray(index * length, (index + 1) * length),
    );
    const predictedIou = input.predictedIous[index] ?? 0;
    const stability = stabilityScore(logits, spec.maskThreshold, spec.stabilityOffset);
    const mask = gridMaskOf(logits, grid, spec.maskThreshold);
    const bySight = scoreOf(input, grid, mask);
    return { logits, predictedIou, stability, score: 0.5 * (predictedIou + stability) + bySight };
  });
}

/** What speaks for a mask besides the model's own opinion of it. */
function scoreOf(
  { prompt, previous }: PromptAnswerInput,
  grid: LogitsGrid,
  mask: Uint8Array,
): number {
  const [first, ...more] = prompt.points;
  if (first?.label === 'foreground' && more.length === 0 && !previous && !prompt.box) {
    const index = gridIndexOf(grid, first.at);
    return 0.5 * centrednessOf(mask, grid.size, index) - 0.5 * rimShareOf(mask, grid.size);
  }
  const disobeyed = prompt.points.filter(
    ({ at, label }) => (mask[gridIndexOf(grid, at)] === 1) !== (label === 'foreground'),
  );
  return -disobeyed.length;
}

function alongEdges(
  { logits }: Channel,
  guide: EdgeGuide,
  geometry: ResizeGeometry,
  { lowResSide, maskThreshold }: AnswerSpec,
): Rle {
  const raster = rasterOfLogits(logits, lowResSide, geometry);
  const refined = refineEdges(raster, maskThreshold, guide);
  return rasterMask(refined, guide.region.box, geometry.imageSize, 0.5);
}

/** The guide of the region that holds all masks and as much around them as their edges may move. */
function guideFor(
  picture: RgbaPixels,
  masks: readonly Rle[],
  geometry: ResizeGeometry,
  { lowResSide }: AnswerSpec,
): EdgeGuide {
  const cellPx = rasterOfLogits(new Float32Array(0), lowResSide, geometry).cellWidth;
  const bounds = intersectionOf(boundsOfAll(masks, 5 * cellPx), geometry.window);
  const region = workRegionOf(bounds, geometry.imageSize, maxWorkPixels);
  return edgeGuideOf(picture, region, cellPx);
}

function boundsOfAll(masks: readonly Rle[], margin: number): Box<'image'> {
  const boxes = masks.filter((mask) => !isEmptyMask(mask)).map((mask) => boundsOf(mask));
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function intersectionOf(a: Box<'image'>, b: Box<'image'>): Box<'image'> {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const right = Math.min(a.x + a.width, b.x + b.width);
  const bottom = Math.min(a.y + a.height, b.y + b.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
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
