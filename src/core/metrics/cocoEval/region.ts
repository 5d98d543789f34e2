import type { DataSetObject } from '../../dataset/dataSet.ts';
import type { Box } from '../../geometry/box.ts';
import { areaOf, boundsOf } from '../../mask/measures.ts';
import type { Rle } from '../../mask/rle.ts';

/** An object as evaluation looks at it. */
export interface Region {
  readonly index: number; // on its image
  readonly category: number; // index in the ground truth
  readonly mask: Rle;
  readonly box: Box<'image'>; // as stated, else that of the mask
  readonly bounds: Box<'image'>; // of the mask
  readonly maskArea: number; // px²
  readonly area: number; // px², what sizes are told apart by
  readonly isCrowd: boolean;
  readonly score: number; // 0…1
  /** The rim of the mask, see `boundaryMaskOf`; made when first asked for. */
  rim(): Rle;
}

/**
 * The area is the stated one; without one that of the box where nothing else is known, else that of
 * the mask, as in pycocotools `loadRes`. Objects without a score have 1.
 */
export function regionOf(
  object: DataSetObject,
  { index, category }: Pick<Region, 'index' | 'category'>,
  rimOf: (mask: Rle) => Rle,
): Region {
  const { mask, isCrowd, score, statedArea, isBoxOnly } = object;
  const bounds = boundsOf(mask);
  const box = object.box ?? bounds;
  const maskArea = areaOf(mask);
  let rim: Rle | null = null;
  return {
    index,
    category,
    mask,
    box,
    bounds,
    maskArea,
    area: statedArea ?? (isBoxOnly ? box.width * box.height : maskArea),
    isCrowd,
    score: score ?? 1,
    rim: () => (rim ??= rimOf(mask)),
  };
}
