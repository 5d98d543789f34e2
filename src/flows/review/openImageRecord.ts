import type { Change } from '#core/project/change.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { Stamp } from '#core/project/stamp.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { commitEdit } from '../commitEdit.ts';
import type { Services } from '../services.ts';

/** The open image as the document has it; null when none is open. */
export function openImageRecord({ stores }: Pick<Services, 'stores'>): ImageSummary | null {
  const { openImageId } = stores.session.getState();
  const { document } = stores.document.getState();
  return (openImageId && document?.images.get(openImageId)) || null;
}

/** Who is at work, and now. */
export function stampOf({ stores, now }: Pick<Services, 'stores' | 'now'>): Stamp {
  return { by: stores.settings.getState().displayName.trim(), at: now() };
}

/**
 * One edit of one image, planned on its newest state.
 *
 * @returns the change when it is on disk; null when there was nothing to alter, or a failure was told
 */
export async function editImage(
  services: Services,
  imageId: ImageId,
  plan: (image: ImageSummary) => Change,
): Promise<Change | null> {
  let planned: Change | null = null;
  const isWritten = await commitEdit(services, (document) => {
    const image = document.images.get(imageId);
    const change = image ? plan(image) : null;
    planned = change && change.edits.length > 0 ? change : null;
    return planned;
  });
  return isWritten ? planned : null;
}
