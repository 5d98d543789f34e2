import { isSplitLocked } from '#core/division/ratios.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import { setSplit, setTags } from '#core/project/reviewEdits.ts';
import type { Split } from '#core/project/split.ts';
import { commitEdit } from '../commitEdit.ts';
import type { Services } from '../services.ts';
import { editImage } from './openImageRecord.ts';

/** Adds tags to an image and takes others off; tags that came or went meanwhile stay so. */
export async function retagImage(
  services: Services,
  imageId: ImageId,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): Promise<void> {
  await editImage(services, imageId, (image) => {
    const kept = image.tags.filter((tag) => !removed.includes(tag));
    return setTags([image], [...kept, ...added]);
  });
}

/**
 * Moves an image to a part of the data set; refused, with a message, while the split is locked.
 *
 * @param split null: to none
 */
export async function moveToSplit(
  services: Services,
  imageId: ImageId,
  split: Split | null,
): Promise<void> {
  await commitEdit(services, ({ project, images }) => {
    const image = images.get(imageId);
    if (!image || image.split === split) return null;
    if (isSplitLocked(project)) throw new AppError({ code: 'split/locked' });
    return setSplit([image], split);
  });
}
