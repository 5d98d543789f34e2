import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError, invariant } from '#core/failure.ts';
import type { ImageSummary } from '#core/project/project.ts';
import type { Services } from './services.ts';

/** The bytes of an image, wherever they lie. @throws AppError storage/record-missing */
export async function readImage(
  { storage }: Pick<Services, 'storage'>,
  { blobKey }: ImageSummary,
): Promise<Blob> {
  return storage.blob(blobKey);
}

/** An image of the open project. @throws AppError storage/record-missing */
export function imageOf({ stores }: Pick<Services, 'stores'>, imageId: ImageId): ImageSummary {
  const image = stores.document.getState().document?.images.get(imageId);
  if (!image) throw new AppError({ code: 'storage/record-missing', record: `image ${imageId}` });
  return image;
}

/** The open project. Throws while none is open. */
export function openProjectId({ stores }: Pick<Services, 'stores'>): ProjectId {
  const { document } = stores.document.getState();
  invariant(document !== null, 'a project is open');
  return document.project.id;
}
