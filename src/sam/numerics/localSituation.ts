import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { PromptPoint } from '#core/prompt/prompt.ts';
import type { ColorPlanes } from './guidedFilter.ts';
import type { Raster } from './rasterMask.ts';
import type { WorkRegion } from './workRegion.ts';

/** A mask, the newest point that it disobeys, and what is known around it. */
export interface LocalSituation {
  readonly picture: RgbaPixels;
  readonly mask: Rle;
  readonly points: readonly PromptPoint[]; // newest last, not empty
  readonly logits: Raster; // the model's answer to the points, cut at 0
  readonly cellPx: number; // of one cell of the logits, image px
  readonly isModelConfused: boolean; // whether its answer has little to do with the mask
}

/** The window of a local correction. */
export interface LocalWindow {
  readonly region: WorkRegion;
  readonly planes: ColorPlanes; // of the region
  readonly before: Uint8Array; // the mask in the region, 0 or 1
  readonly depth: number; // of the newest point in the wrong label, image px
}
