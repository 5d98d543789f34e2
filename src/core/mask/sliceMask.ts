import type { Point } from '../geometry/point.ts';
import { lineCutsOf, type LineCuts } from './lineCuts.ts';
import { maskOfRuns } from './maskOfRuns.ts';
import type { Rle } from './rle.ts';
import { sideOfPieces } from './sliceSides.ts';
import { SpanLinks, spanPartsOf, visitTouching, type SpanParts } from './spanParts.ts';

/**
 * The mask cut in two along a line: no pixel is lost, each goes to that side of the line on which its
 * centre lies. Only parts that the line cuts through are divided; where it ends inside a part it
 * makes a slit that has no width. What lies on one side of the line stays one mask, even when the
 * line cuts it into several parts; a piece that is on both sides, as around a loop, is a mask of its
 * own. Parts that are not divided stay with the largest mask.
 * Cost: runs + columns covered + the pixels along the line.
 *
 * @param line along its points; it does not end beyond them
 * @returns the largest first; the mask itself, alone, when the line divides nothing
 */
export function sliceMask(mask: Rle, line: readonly Point<'image'>[]): readonly Rle[] {
  const cuts = lineCutsOf(line, mask.size);
  if (cuts.below.size + cuts.beside.size === 0) return [mask];
  const whole = spanPartsOf(mask, 'sides');
  const cut = cutSpans(whole, cuts, mask.size.height);
  if (cut.areas.length === whole.areas.length) return [mask];
  const sides = sideOfPieces(whole, cut, { cuts, height: mask.size.height });
  const groups = new Map<number, { starts: number[]; ends: number[]; area: number }>();
  for (const [span, piece] of cut.parts.entries()) {
    const side = sides[piece] ?? 0;
    const group = groups.get(side) ?? { starts: [], ends: [], area: 0 };
    const [start = 0, end = 0] = [cut.starts[span], cut.ends[span]];
    group.starts.push(start);
    group.ends.push(end);
    group.area += end - start;
    groups.set(side, group);
  }
  const ordered = [...groups.values()].toSorted((a, b) => b.area - a.area);
  return ordered.length < 2 ? [mask] : ordered.map((group) => maskOfRuns(mask.size, group));
}

/** The spans split where the line passes below a pixel, and the pieces that they make. */
function cutSpans(whole: SpanParts, cuts: LineCuts, height: number): SpanParts {
  const starts: number[] = [];
  const ends: number[] = [];
  const below = ascending(cuts.below);
  let next = 0;
  for (const [span, wholeStart] of whole.starts.entries()) {
    const end = whole.ends[span] ?? 0;
    let start = wholeStart;
    while ((below[next] ?? Infinity) < start) next += 1;
    for (; (below[next] ?? Infinity) + 1 < end; next += 1) {
      const middle = (below[next] ?? 0) + 1;
      starts.push(start);
      ends.push(middle);
      start = middle;
    }
    starts.push(start);
    ends.push(end);
  }
  const links = new SpanLinks(starts.length);
  const beside = ascending(cuts.beside);
  visitTouching({ starts, ends, height, reach: 0 }, (left, right) => {
    const top = Math.max(starts[left] ?? 0, (starts[right] ?? 0) - height);
    const bottom = Math.min(ends[left] ?? 0, (ends[right] ?? 0) - height);
    const cutCount = countBelow(beside, bottom) - countBelow(beside, top);
    if (cutCount < bottom - top) links.join(left, right);
  });
  return { starts, ends, ...links.parts(starts, ends) };
}

function ascending(cuts: ReadonlyMap<number, number>): Float64Array {
  return Float64Array.from(cuts.keys()).toSorted();
}

/** How many of the ascending values are less than a limit. */
function countBelow(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
