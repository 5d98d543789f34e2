import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import { evaluateModel, fitToGuide, type Guide, guideOf } from './guidedFilter.ts';
import type { Raster } from './rasterMask.ts';
import { planesOf, rasterOf, sampleRaster, type WorkRegion } from './workRegion.ts';

/** A region of a picture, made ready to draw the edges of many masks along its own. */
export interface EdgeGuide {
  readonly region: WorkRegion;
  readonly guide: Guide;
}

/** Cells of low-res logits: as far as a mask's edge may be off. */
const radiusInCells = 2.1;
/** Colours in 0…1: what varies less within the radius is no edge. */
const epsilon = 1e-4;

/** @param cellPx side of one cell of the logits that are to come, image px */
export function edgeGuideOf(picture: RgbaPixels, region: WorkRegion, cellPx: number): EdgeGuide {
  const radius = Math.max(2, Math.round((radiusInCells * cellPx) / region.cellWidth));
  return { region, guide: guideOf(planesOf(picture, region), radius, epsilon) };
}

/**
 * How likely each work pixel is foreground, about 0…1, with the edges of the picture; cut at 0.5.
 * @param logits raster of mask logits
 * @param threshold of the logits
 */
export function refineEdges(
  logits: Raster,
  threshold: number,
  { region, guide }: EdgeGuide,
): Raster {
  const field = sampleRaster(logits, region);
  for (let i = 0; i < field.length; i += 1) {
    field[i] = 1 / (1 + Math.exp(threshold - (field[i] ?? 0)));
  }
  return rasterOf(evaluateModel(fitToGuide(field, guide), guide.planes), region);
}
