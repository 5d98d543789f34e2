import { type Box, clipBox } from '#core/geometry/box.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { AnswerSpec, PromptAnswerInput } from './answerInput.ts';
import type { Channel } from './channels.ts';
import { maskFromLogits, rasterOfLogits } from './maskFromLogits.ts';
import { rasterMask } from './rasterMask.ts';
import { type EdgeGuide, edgeGuideOf, refineEdges } from './refineEdges.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';
import { workRegionOf } from './workRegion.ts';

const maxWorkPixels = 1_500_000;
/** Cells of the logits around the masks where their edges may come to lie. */
const marginInCells = 5;
/** SAM's masks lie a little inside of what people draw: 0.5 gave 0.006 less IoU (README.md). */
const edgeCut = 0.42;

/** The channels' masks at image resolution, with a picture along its edges; background outside of the window. */
export function drawChannels(
  channels: readonly Channel[],
  { geometry, picture }: Pick<PromptAnswerInput, 'geometry' | 'picture'>,
  { lowResSide, maskThreshold }: AnswerSpec,
): readonly Rle[] {
  const rasters = channels.map(({ logits }) => rasterOfLogits(logits, lowResSide, geometry));
  const plain = channels.map(({ logits }) =>
    maskFromLogits(logits, lowResSide, geometry, maskThreshold),
  );
  const cellPx = rasters[0]?.cellWidth ?? 1;
  const guide = picture && guideFor(picture, plain, geometry, cellPx);
  if (!guide) return plain;
  return rasters.map((raster) =>
    rasterMask(
      refineEdges(raster, maskThreshold, guide),
      guide.region.box,
      geometry.imageSize,
      edgeCut,
    ),
  );
}

/** The guide of the region that holds all masks and as much around them as their edges may move. */
function guideFor(
  picture: RgbaPixels,
  masks: readonly Rle[],
  { imageSize, window }: ResizeGeometry,
  cellPx: number,
): EdgeGuide | null {
  const boxes = masks.filter((mask) => !isEmptyMask(mask)).map((mask) => boundsOf(mask));
  if (boxes.length === 0) return null;
  const bounds = clipTo(window, boundsOfBoxes(boxes, marginInCells * cellPx));
  return edgeGuideOf(picture, workRegionOf(bounds, imageSize, maxWorkPixels), cellPx);
}

/** The part of the box that lies in the window. */
function clipTo(window: Box<'image'>, box: Box<'image'>): Box<'image'> {
  const inside = clipBox({ ...box, x: box.x - window.x, y: box.y - window.y }, window);
  return { ...inside, x: inside.x + window.x, y: inside.y + window.y };
}

function boundsOfBoxes(boxes: readonly Box<'image'>[], margin: number): Box<'image'> {
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
