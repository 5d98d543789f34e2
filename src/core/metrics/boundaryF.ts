import type { Size } from '../geometry/size.ts';
import { discReaches } from '../mask/disc.ts';
import type { MaskComparison } from './iouWithIgnore.ts';

/** Two masks of one size whose outlines are compared. */
export interface OutlineComparison extends MaskComparison {
  readonly size: Size;
}

/**
 * Boundary F-measure, 0…1: harmonic mean of the share of the prediction's boundary pixels that lie
 * near the truth's boundary, and the other way round. Near: at most 0.0075 × the image's diagonal,
 * and at least 2 px (Euclid, pixel centres). A boundary pixel is foreground with a background pixel
 * to the right, below or diagonally between, or the other way round, as in DAVIS; the image's own rim
 * is no boundary. Boundary pixels where the truth is undecided do not count. 1 when neither mask has any.
 * @param tolerance how near is near, px, for a part of an image; of the size when not given
 * Source: Perazzi et al. 2016 (DAVIS), `db_eval_boundary`, which dilates by a disc of that radius.
 */
export function boundaryF(
  { size, prediction, truth, ignore }: OutlineComparison,
  tolerance = boundaryTolerance(size),
): number {
  const given = boundaryOf(size, prediction, ignore);
  const wanted = boundaryOf(size, truth, ignore);
  const precision = shareNear(size, given, { target: wanted, tolerance });
  const recall = shareNear(size, wanted, { target: given, tolerance });
  if (precision === null && recall === null) return 1;
  const sum = (precision ?? 0) + (recall ?? 0);
  return sum === 0 ? 0 : (2 * (precision ?? 0) * (recall ?? 0)) / sum;
}

/** How far apart boundaries of an image of that size may be, px; see {@link boundaryF}. */
export function boundaryTolerance({ width, height }: Size): number {
  return Math.max(2, Math.ceil(0.0075 * Math.hypot(width, height)));
}

function boundaryOf(size: Size, mask: Uint8Array, ignore: Uint8Array | null): Uint8Array {
  const { width, height } = size;
  const boundary = new Uint8Array(mask.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x += 1) {
      if (ignore?.[row + x]) continue;
      const right = Math.min(width - 1, x + 1);
      const here = mask[row + x] !== 0;
      const isEdge =
        here !== (mask[row + right] !== 0) ||
        here !== (mask[below + x] !== 0) ||
        here !== (mask[below + right] !== 0);
      if (isEdge) boundary[row + x] = 1;
    }
  }
  return boundary;
}

/** The share of boundary pixels within the tolerance of the target's; null when there is no pixel. */
function shareNear(
  size: Size,
  boundary: Uint8Array,
  { target, tolerance }: { readonly target: Uint8Array; readonly tolerance: number },
): number | null {
  const { width, height } = size;
  const changes = discChanges(size, target, tolerance);
  let near = 0;
  let total = 0;
  for (let x = 0; x < width; x += 1) {
    let depth = 0; // discs that hold the pixel
    for (let y = 0; y < height; y += 1) {
      depth += changes[y * width + x] ?? 0;
      if (!boundary[y * width + x]) continue;
      total += 1;
      if (depth > 0) near += 1;
    }
  }
  return total === 0 ? null : near / total;
}

/** How many discs around the target's pixels begin less how many end, going down each column. */
function discChanges({ width, height }: Size, target: Uint8Array, radius: number): Int32Array {
  const reaches = discReaches(radius);
  const far = reaches.length - 1;
  const changes = new Int32Array(width * (height + 1));
  for (let i = 0; i < target.length; i += 1) {
    if (!target[i]) continue;
    const y = Math.floor(i / width);
    const x = i - y * width;
    const lastColumn = Math.min(width - 1, x + far);
    for (let column = Math.max(0, x - far); column <= lastColumn; column += 1) {
      const reach = reaches[Math.abs(column - x)] ?? 0;
      const top = Math.max(0, y - reach) * width + column;
      const bottom = Math.min(height, y + reach + 1) * width + column;
      changes[top] = (changes[top] ?? 0) + 1;
      changes[bottom] = (changes[bottom] ?? 0) - 1;
    }
  }
  return changes;
}
