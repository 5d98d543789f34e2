import type { Annotation } from '../annotation/annotation.ts';
import type { Box } from '../geometry/box.ts';
import { boundsOf } from '../mask/measures.ts';
import { iouOf } from '../mask/overlap.ts';
import { assignMaximum } from './assignment.ts';

/** Two objects of one image that are taken for the same one. */
export interface MaskPair {
  readonly mine: Annotation;
  readonly theirs: Annotation;
  readonly iou: number; // 0…1
}

/**
 * The pairs of masks with an IoU of at least `minIou`, each object in one pair at most, so that their
 * IoUs have the highest sum; categories are not looked at. In the order of `mine`.
 * Throws on masks of different sizes. Cost: IoU only of masks whose bounds touch, then `assignMaximum`.
 */
export function matchByIou(
  mine: readonly Annotation[],
  theirs: readonly Annotation[],
  minIou: number,
): readonly MaskPair[] {
  const scores = new Float64Array(mine.length * theirs.length);
  const theirBounds = theirs.map(({ mask }) => boundsOf(mask));
  for (const [i, { mask }] of mine.entries()) {
    const bounds = boundsOf(mask);
    for (const [j, other] of theirs.entries()) {
      const otherBounds = theirBounds[j];
      if (!otherBounds || !doOverlap(bounds, otherBounds)) continue;
      const iou = iouOf(mask, other.mask);
      if (iou >= minIou) scores[i * theirs.length + j] = iou;
    }
  }
  const assigned = assignMaximum(scores, mine.length, theirs.length);
  return mine.flatMap((each, i) => {
    const j = assigned[i] ?? -1;
    const other = j < 0 ? undefined : theirs[j];
    const iou = scores[i * theirs.length + j] ?? 0;
    return other && iou > 0 ? [{ mine: each, theirs: other, iou }] : [];
  });
}

function doOverlap(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
