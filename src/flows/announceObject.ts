import type { AnnotationId, ImageId } from '#core/annotation/ids.ts';
import { areaOfSize } from '#core/geometry/size.ts';
import { areaOf } from '#core/mask/measures.ts';
import { announce } from '#store/announceStore.ts';
import type { Services } from './services.ts';

/** Says in the live region what an object of the document is now; nothing of one that is gone. */
export function announceObject(
  { stores }: Services,
  { imageId, id }: { readonly imageId: ImageId; readonly id: AnnotationId },
  predictedIou: number | null = null,
): void {
  const { document } = stores.document.getState();
  const annotation = document?.annotations.get(imageId)?.get(id);
  if (!document || !annotation) return;
  const { mask, name, categoryId } = annotation;
  announce(stores.announce, {
    about: 'mask',
    objectName: name || (document.categories.get(categoryId)?.name ?? ''),
    share: areaOf(mask) / areaOfSize(mask.size),
    predictedIou,
  });
}
