import type { ImageId } from '#core/annotation/ids.ts';
import type { Change } from '#core/project/change.ts';
import type { ImageStatus, ImageSummary } from '#core/project/project.ts';
import { setStatus } from '#core/project/reviewEdits.ts';
import { openImage } from '../openImage.ts';
import { say } from '../report.ts';
import type { Services } from '../services.ts';
import { undoChange } from '../undo.ts';
import { isToLabel, isToReview, nextWanted, walkedImages } from './imageWalk.ts';
import { editImage, openImageRecord, stampOf } from './openImageRecord.ts';

/** Sets how far the work on an image is. */
export async function setImageStatus(
  services: Services,
  imageId: ImageId,
  status: ImageStatus,
): Promise<void> {
  await editImage(services, imageId, (image) => setStatus([image], status, stampOf(services)));
}

/** Marks the open image as done and goes on to the next one that is not. */
export async function markDone(services: Services): Promise<void> {
  await markAndGoOn(services, 'done');
}

/** Marks the open image as not to be labelled and goes on. */
export async function skipImage(services: Services): Promise<void> {
  await markAndGoOn(services, 'skipped');
}

/**
 * An image that has the status already is just left. A press that comes while the former one is still
 * being written finds nothing to do, so that no image is marked unseen.
 */
async function markAndGoOn(services: Services, status: 'done' | 'skipped'): Promise<void> {
  const image = openImageRecord(services);
  if (!image || isMaskOpen(services)) return;
  if (image.status !== status) {
    const change = await editImage(services, image.id, (newest) =>
      setStatus([newest], status, stampOf(services)),
    );
    if (!change) return;
    say(services, 'info', { about: 'status', status, fileName: image.fileName, change });
  }
  if (services.stores.settings.getState().goesOnAfterDone) goOn(services, image.id, 'label');
}

/** Whether a mask is in the making, which going on would lose; then that is said. */
export function isMaskOpen(services: Services): boolean {
  const isOpen = services.stores.session.getState().prompting !== null;
  if (isOpen) say(services, 'info', { about: 'openMask' });
  return isOpen;
}

/** Turns from an image to the next one that waits for the same work, unless the hands went elsewhere. */
export function goOn(services: Services, from: ImageId, work: 'label' | 'review'): void {
  const { stores } = services;
  if (stores.session.getState().openImageId !== from) return;
  const isReview = work === 'review';
  const isWanted: (image: ImageSummary) => boolean = isReview ? isToReview : isToLabel;
  const next = nextWanted(walkedImages(stores), from, isWanted);
  if (next) void openImage(services, next.id);
  else say(services, 'info', { about: 'noneLeft', isReview });
}

/** Takes a step back that a notice offers to; once others came after it, says so instead. */
export async function takeBack(services: Services, change: Change): Promise<void> {
  if (!(await undoChange(services, change))) say(services, 'info', { about: 'undoTooLate' });
}
