import type { Annotation } from '../annotation/annotation.ts';
import type { ImageId } from '../annotation/ids.ts';
import { isSameSize } from '../geometry/size.ts';
import type { ImageSummary } from '../project/project.ts';
import type { ImageState, PackageContent } from './packageContent.ts';

/** Why an image of a package cannot be merged. */
export type LeftOutReason = 'missing' | 'other-size' | 'unknown-category';

export interface LeftOutImage {
  readonly fileName: string;
  readonly reason: LeftOutReason;
}

/** An image of the project and the same image as it came back. */
export interface MatchedImage {
  readonly mine: ImageSummary;
  readonly theirs: ImageState;
  readonly base: ImageState | null; // null: it was not in the package when that first left
}

export interface ImageMatches {
  readonly matched: readonly MatchedImage[]; // in the order of the filmstrip
  readonly leftOut: readonly LeftOutImage[];
}

/**
 * Which image of the project is which image of the package: that of the same id, else one with the same
 * bytes that is nobody else's. Images that the project does not have, pictures of another size and
 * objects whose category the package does not name are left out, with the reason.
 */
export function matchImages(
  images: ReadonlyMap<ImageId, ImageSummary>,
  content: PackageContent,
): ImageMatches {
  const taken = new Set([...content.images.keys()].filter((id) => images.has(id)));
  const byHash = new Map<string, ImageSummary>();
  for (const image of images.values()) {
    if (image.contentHash !== null && !taken.has(image.id)) byHash.set(image.contentHash, image);
  }
  const known = new Set(content.categories.map(({ id }) => id));
  const matched: MatchedImage[] = [];
  const leftOut: LeftOutImage[] = [];
  for (const [id, theirs] of content.images) {
    const { fileName, contentHash } = theirs.image;
    const mine = images.get(id) ?? (contentHash === null ? undefined : byHash.get(contentHash));
    const base = content.bases.get(id) ?? null;
    if (!mine) leftOut.push({ fileName, reason: 'missing' });
    else if (!doMasksFit(theirs, mine)) leftOut.push({ fileName, reason: 'other-size' });
    else if (theirs.annotations.some(({ categoryId }) => !known.has(categoryId))) {
      leftOut.push({ fileName, reason: 'unknown-category' });
    } else {
      if (contentHash !== null) byHash.delete(contentHash);
      matched.push({ mine, theirs, base });
    }
  }
  return { matched: matched.toSorted((a, b) => a.mine.order - b.mine.order), leftOut };
}

function doMasksFit({ image, annotations }: ImageState, { size }: ImageSummary): boolean {
  const fits = ({ mask }: Annotation) => isSameSize(mask.size, size);
  return isSameSize(image.size, size) && annotations.every(fits);
}
