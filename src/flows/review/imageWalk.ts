import type { ImageId } from '#core/annotation/ids.ts';
import { sortedImages, type ImageSummary } from '#core/project/project.ts';
import type { Stores } from '#store/stores.ts';

/** The images that a person walks through, in the order of the walk. */
export function walkedImages({ document }: Pick<Stores, 'document'>): readonly ImageSummary[] {
  return sortedImages(document.getState().document?.images.values() ?? []);
}

/**
 * The nearest image after `from` that is wanted; past the end it goes on at the start.
 *
 * @param from an image that is not in the list stands before its start
 * @returns null when no other image is wanted
 */
export function nextWanted(
  images: readonly ImageSummary[],
  from: ImageId | null,
  isWanted: (image: ImageSummary) => boolean,
): ImageSummary | null {
  const start = images.findIndex(({ id }) => id === from) + 1;
  const ahead = [...images.slice(start), ...images.slice(0, start)];
  return ahead.find((image) => image.id !== from && isWanted(image)) ?? null;
}

/** Whether there is still something to label on an image. */
export function isToLabel({ status }: ImageSummary): boolean {
  return status === 'new' || status === 'inProgress';
}

/** Whether an image waits for a review. */
export function isToReview({ status }: ImageSummary): boolean {
  return status === 'done';
}
