import { combineMasks } from '../mask/combine.ts';
import { maskOfRuns } from '../mask/maskOfRuns.ts';
import { boundsOf } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';
import { gapPixelsOf } from './gapPixels.ts';
import { boxAround, emptyRaster, paintLabel } from './labelRaster.ts';
import { nearestLabels } from './nearestLabels.ts';

/**
 * The masks with the gaps between them closed. A gap is background that lies on a straight way of at
 * most `maxGapPx` from one object to another, along a row, a column or a diagonal; and what is left
 * where gaps meet, when it is closed in and no larger than twice that. Every pixel of a gap goes to
 * one object: the nearest by the distance of centres, of equally near ones the first. Background
 * around and within one object alone stays, and so does open background.
 *
 * @param masks of one size; where they overlap nothing changes
 * @param maxGapPx less than 1 or NaN closes nothing
 * @returns all of them; one that gains nothing is the very same
 * Cost: the area of the box around all, and for each pixel of a gap the gap's width.
 */
export function closeGaps<Id>(masks: ReadonlyMap<Id, Rle>, maxGapPx: number): ReadonlyMap<Id, Rle> {
  if (!(maxGapPx >= 1) || masks.size < 2) return masks;
  const raster = emptyRaster(boxAround([...masks.values()].map(boundsOf)));
  for (const [i, mask] of [...masks.values()].entries()) paintLabel(raster, mask, i + 1);
  const gained = Array.from(masks, () => ({ starts: [] as number[], ends: [] as number[] }));
  const { box } = raster;
  const height = [...masks.values()][0]?.size.height ?? 0;
  const pixels = gapPixelsOf(raster, maxGapPx);
  const nearest = nearestLabels(raster, pixels, maxGapPx);
  for (const [i, at] of pixels.entries()) {
    const column = Math.floor(at / box.height);
    const row = at - column * box.height;
    const position = (column + box.x) * height + row + box.y;
    const runs = gained[(nearest[i] ?? 0) - 1];
    runs?.starts.push(position);
    runs?.ends.push(position + 1);
  }
  return new Map(
    [...masks].map(([id, mask], i) => {
      const { starts = [], ends = [] } = gained[i] ?? {};
      if (starts.length === 0) return [id, mask];
      return [id, combineMasks(mask, maskOfRuns(mask.size, { starts, ends }), 'union')];
    }),
  );
}
