import { useEffect } from 'react';
import type { AnnotationId } from '#core/annotation/ids.ts';
import type { Rle } from '#core/mask/rle.ts';
import { previewMasks } from '#store/objectsStore.ts';
import { useServices, useSession } from '../servicesContext.ts';

/** Shows masks on the canvas in place of those that are, as long as the component is there. */
export function usePreviewedMasks(masks: ReadonlyMap<AnnotationId, Rle>): void {
  const { objects } = useServices().stores;
  const imageId = useSession((state) => state.openImageId);
  useEffect(() => {
    previewMasks(objects, imageId && { imageId, masks });
    return () => previewMasks(objects, null);
  }, [objects, imageId, masks]);
}
