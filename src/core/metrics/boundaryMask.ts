import { visitColumnSpans } from '../mask/columnSpans.ts';
import { combineMasks } from '../mask/combine.ts';
import { maskOfRuns } from '../mask/maskOfRuns.ts';
import { boundsOf } from '../mask/measures.ts';
import type { Rle } from '../mask/rle.ts';

/**
 * The rim of a mask: its pixels within `ratio` × the image's diagonal (rounded half to even, at least
 * 1 px) of background, by rows and columns (chessboard distance); what lies outside of the image is background.
 * Cost: area of the bounding box.
 * Source: Cheng et al. 2021, `mask_to_boundary`: minus d erosions by a square of 3 × 3.
 */
export function boundaryMaskOf(mask: Rle, ratio = 0.02): Rle {
  const { width, height } = mask.size;
  const depth = Math.max(1, roundedToEven(ratio * Math.sqrt(height ** 2 + width ** 2)));
  return combineMasks(mask, erodedBySquare(mask, depth), 'difference');
}

/** As Python rounds. */
function roundedToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The pixels all of whose neighbours at most `depth` columns and rows away are foreground too. */
function erodedBySquare(mask: Rle, depth: number): Rle {
  const bounds = boundsOf(mask);
  const starts: number[] = [];
  const ends: number[] = [];
  const runLengths = new Uint32Array(bounds.height); // columns in a row up to here, by row
  const lastColumns = new Int32Array(bounds.height).fill(-2);
  visitColumnSpans(mask, (column, top, bottom) => {
    let start = -1; // of a stretch of pixels that stay, in the column in the middle
    const middle = (column - depth) * mask.size.height;
    for (let y = top + depth; y < bottom - depth; y += 1) {
      const row = y - bounds.y;
      const length = lastColumns[row] === column - 1 ? (runLengths[row] ?? 0) + 1 : 1;
      runLengths[row] = length;
      lastColumns[row] = column;
      if (length > 2 * depth) {
        if (start < 0) start = y;
      } else if (start >= 0) {
        starts.push(middle + start);
        ends.push(middle + y);
        start = -1;
      }
    }
    if (start >= 0) {
      starts.push(middle + start);
      ends.push(middle + bottom - depth);
    }
  });
  return maskOfRuns(mask.size, { starts, ends });
}
