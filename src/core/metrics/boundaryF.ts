import type { Size } from '../geometry/size.ts';
import { squaredDistanceTransform } from './distanceTransform.ts';
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
  const isForeground = (x: number, y: number) =>
    mask[Math.min(height - 1, y) * width + Math.min(width - 1, x)] !== 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (ignore?.[y * width + x]) continue;
      const here = isForeground(x, y);
      const isEdge =
        here !== isForeground(x + 1, y) ||
        here !== isForeground(x, y + 1) ||
        here !== isForeground(x + 1, y + 1);
      if (isEdge) boundary[y * width + x] = 1;
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
  const margin = tolerance + 1; // the distance transform sees a target all around its raster
  const paddedWidth = size.width + 2 * margin;
  const pixels = new Uint8Array(paddedWidth * (size.height + 2 * margin)).fill(1);
  for (let i = 0; i < target.length; i += 1) {
    if (target[i]) pixels[paddedIndex(i, size.width, margin)] = 0;
  }
  const paddedSize = { width: paddedWidth, height: size.height + 2 * margin };
  const distances = squaredDistanceTransform({ size: paddedSize, pixels });
  let near = 0;
  let total = 0;
  for (let i = 0; i < boundary.length; i += 1) {
    if (!boundary[i]) continue;
    total += 1;
    if ((distances[paddedIndex(i, size.width, margin)] ?? 0) <= tolerance ** 2) near += 1;
  }
  return total === 0 ? null : near / total;
}

function paddedIndex(index: number, width: number, margin: number): number {
  const row = Math.floor(index / width);
  return (row + margin) * (width + 2 * margin) + margin + index - row * width;
}
