import type { Size } from '../geometry/size.ts';
import { visitColumnSpans } from '../mask/columnSpans.ts';
import type { Rle } from '../mask/rle.ts';

/** Which object each pixel belongs to when every pixel has room for one. */
export interface LabelMap {
  readonly size: Size; // image px
  /** Row-major (index y × width + x): 0 background, else the place of the mask in the list, from 1. */
  readonly labels: Uint32Array;
  /** Pixels left of each mask, in the order of the list. */
  readonly visibleAreas: Uint32Array; // px²
  /** Pixels that each mask lost to those in front of it. */
  readonly hiddenAreas: Uint32Array; // px²
}

/** Paints masks of one image one over the other: later ones are in front. */
export function labelMapOf(size: Size, masks: readonly Rle[]): LabelMap {
  const labels = new Uint32Array(size.width * size.height);
  const visibleAreas = new Uint32Array(masks.length);
  const hiddenAreas = new Uint32Array(masks.length);
  for (const [index, mask] of masks.entries()) {
    visitColumnSpans(mask, (column, top, bottom) => {
      for (let row = top; row < bottom; row += 1) {
        const at = row * size.width + column;
        const former = (labels[at] ?? 0) - 1;
        if (former >= 0) {
          visibleAreas[former] = (visibleAreas[former] ?? 0) - 1;
          hiddenAreas[former] = (hiddenAreas[former] ?? 0) + 1;
        }
        labels[at] = index + 1;
      }
      visibleAreas[index] = (visibleAreas[index] ?? 0) + bottom - top;
    });
  }
  return { size, labels, visibleAreas, hiddenAreas };
}
