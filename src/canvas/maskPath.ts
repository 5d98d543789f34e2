import type { Rle } from '#core/mask/rle.ts';
import { traceRings } from '#core/polygon/traceRings.ts';

const paths = new WeakMap<Rle, Path2D>();

/** The outline of a mask along its pixel edges, image px; to be filled by the even-odd rule. Kept. */
export function maskPathOf(mask: Rle): Path2D {
  const kept = paths.get(mask);
  if (kept) return kept;
  const path = new Path2D();
  for (const { points } of traceRings(mask)) {
    path.moveTo(points[0] ?? 0, points[1] ?? 0);
    for (let i = 2; i < points.length; i += 2) path.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
    path.closePath();
  }
  paths.set(mask, path);
  return path;
}
