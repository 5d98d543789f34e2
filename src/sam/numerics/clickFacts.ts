import type { Size } from '#core/geometry/size.ts';
import { combineMasks } from '#core/mask/combine.ts';
import { maskContains } from '#core/mask/measures.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { PromptPoint } from '#core/prompt/prompt.ts';

/**
 * The mask with every foreground point's pixel in it and every background point's pixel out of it. Where
 * a point is disobeyed a disc around it changes sides, never over a point of the other label. Of several
 * points on one pixel the newest holds. Points outside of the image say nothing.
 * @param radius of the discs, image px
 */
export function withPointsObeyed(mask: Rle, points: readonly PromptPoint[], radius: number): Rle {
  let result = mask;
  for (const point of points) {
    if (maskContains(result, point.at) === (point.label === 'foreground')) continue;
    if (!isInside(point, mask.size)) continue;
    const disc = discAround(point, radiusFor(point, points, radius), mask.size);
    result = combineMasks(result, disc, point.label === 'foreground' ? 'union' : 'difference');
  }
  return result;
}

function isInside({ at }: PromptPoint, { width, height }: Size): boolean {
  return at.x >= 0 && at.y >= 0 && at.x < width && at.y < height;
}

/** Half of the way to the nearest point of the other label, at most `radius`. */
function radiusFor(point: PromptPoint, points: readonly PromptPoint[], radius: number): number {
  let free = radius;
  for (const other of points) {
    if (other.label === point.label) continue;
    const dx = Math.floor(other.at.x) - Math.floor(point.at.x);
    const dy = Math.floor(other.at.y) - Math.floor(point.at.y);
    free = Math.min(free, Math.hypot(dx, dy) / 2);
  }
  return free;
}

/** The pixels whose centres lie within the radius of that of the point's pixel. */
function discAround({ at }: PromptPoint, radius: number, size: Size): Rle {
  const column = Math.floor(at.x);
  const row = Math.floor(at.y);
  const reach = Math.floor(radius);
  const counts: number[] = [];
  let end = 0;
  for (let x = Math.max(0, column - reach); x <= Math.min(size.width - 1, column + reach); x += 1) {
    const half = Math.floor(Math.sqrt(Math.max(0, radius ** 2 - (x - column) ** 2)));
    const top = x * size.height + Math.max(0, row - half);
    const bottom = x * size.height + Math.min(size.height - 1, row + half) + 1;
    if (top === end && counts.length > 0)
      counts[counts.length - 1] = (counts.at(-1) ?? 0) + bottom - top;
    else counts.push(top - end, bottom - top);
    end = bottom;
  }
  const rest = size.width * size.height - end;
  if (rest > 0) counts.push(rest);
  return { size, counts: Uint32Array.from(counts) };
}
