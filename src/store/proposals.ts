import type { ImageId } from '#core/annotation/ids.ts';
import type { Point } from '#core/geometry/point.ts';
import { areaOf, isEmptyMask, maskContains } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import type { Rle } from '#core/mask/rle.ts';

/** Masks that the model once gave, by image; the newest image first, the newest mask first. */
export type ImageProposals = readonly {
  readonly imageId: ImageId;
  readonly masks: readonly Rle[];
}[];

const maxImageCount = 8;
const maxMaskCount = 48; // per image
/** Above this overlap two masks are the same object. */
const sameObjectIou = 0.9;

/** One more mask; it takes the place of one that is nearly the same. An empty mask is not kept. */
export function withProposal(
  proposals: ImageProposals,
  imageId: ImageId,
  mask: Rle,
): ImageProposals {
  if (isEmptyMask(mask)) return proposals;
  const others = masksOf(proposals, imageId).filter((each) => iouOf(each, mask) < sameObjectIou);
  const masks = [mask, ...others].slice(0, maxMaskCount);
  const otherImages = proposals.filter((each) => each.imageId !== imageId);
  return [{ imageId, masks }, ...otherImages].slice(0, maxImageCount);
}

/** The smallest mask of the image that holds the point: the part before the whole. */
export function proposalAt(
  proposals: ImageProposals,
  imageId: ImageId,
  point: Point<'image'>,
): Rle | null {
  const hits = masksOf(proposals, imageId).filter((mask) => maskContains(mask, point));
  return hits.toSorted((a, b) => areaOf(a) - areaOf(b))[0] ?? null;
}

function masksOf(proposals: ImageProposals, imageId: ImageId): readonly Rle[] {
  return proposals.find((each) => each.imageId === imageId)?.masks ?? [];
}
