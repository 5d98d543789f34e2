import { type Box, clipBox } from '#core/geometry/box.ts';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { AnswerSpec, PromptAnswerInput } from './answerInput.ts';
import type { Channel } from './channels.ts';
import { type EdgeGuide, edgeGuideOf } from './edgeGuide.ts';
import { rasterOfLogits } from './maskFromLogits.ts';
import { type Raster, rasterMask } from './rasterMask.ts';
import { refineEdges } from './refineEdges.ts';
import type { ResizeGeometry } from './resizeGeometry.ts';
import { workRegionOf } from './workRegion.ts';

const maxWorkPixels = 800_000;
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
  const guide = picture && guideFor(picture, rasters, { geometry, threshold: maskThreshold });
  return rasters.map((raster) =>
    guide
      ? rasterMask(
          refineEdges(raster, maskThreshold, guide),
          guide.region.box,
          geometry.imageSize,
          edgeCut,
        )
      : rasterMask(raster, geometry.window, geometry.imageSize, maskThreshold),
  );
}

/** The guide of the region that holds all masks and as much around them as their edges may move. */
function guideFor(
  picture: RgbaPixels,
  rasters: readonly Raster[],
  { geometry, threshold }: { readonly geometry: ResizeGeometry; readonly threshold: number },
): EdgeGuide | null {
  const cellPx = rasters[0]?.cellWidth ?? 1;
  const bounds = boundsOfRasters(rasters, threshold, marginInCells);
  if (!bounds) return null;
  const region = workRegionOf(clipTo(geometry.window, bounds), geometry.imageSize, maxWorkPixels);
  return edgeGuideOf(picture, region, cellPx);
}

/** The part of the box that lies in the window. */
function clipTo(window: Box<'image'>, box: Box<'image'>): Box<'image'> {
  const inside = clipBox({ ...box, x: box.x - window.x, y: box.y - window.y }, window);
  return { ...inside, x: inside.x + window.x, y: inside.y + window.y };
}

/** The box of all cells above the threshold and `margin` cells around; null when there is none. */
function boundsOfRasters(
  rasters: readonly Raster[],
  threshold: number,
  margin: number,
): Box<'image'> | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (const { size, values } of rasters) {
    for (let i = 0; i < values.length; i += 1) {
      if ((values[i] ?? 0) <= threshold) continue;
      const x = i % size.width;
      const y = Math.floor(i / size.width);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const [raster] = rasters;
  if (!raster || right < 0) return null;
  const { origin, cellWidth, cellHeight } = raster;
  return {
    x: origin.x + (left - margin) * cellWidth,
    y: origin.y + (top - margin) * cellHeight,
    width: (right - left + 1 + 2 * margin) * cellWidth,
    height: (bottom - top + 1 + 2 * margin) * cellHeight,
  };
}
