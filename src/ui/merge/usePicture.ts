import { useEffect, useState } from 'react';
import type { ImageId } from '#core/annotation/ids.ts';
import { pictureOf } from '#flows/merge/pictureOf.ts';
import { useServices } from '../servicesContext.ts';

/** A picture on its way to the screen. */
export type PictureState =
  | { readonly state: 'reading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly bitmap: ImageBitmap };

/** The picture of an image while it is looked at; closed when another takes its place. */
export function usePicture(imageId: ImageId | null): PictureState {
  const services = useServices();
  const [shown, setShown] = useState<PictureState & { readonly imageId: ImageId | null }>({
    state: 'reading',
    imageId: null,
  });
  useEffect(() => {
    if (imageId === null) return;
    let isOver = false;
    let bitmap: ImageBitmap | null = null;
    pictureOf(services, imageId).then(
      (read) => {
        if (isOver) read.close();
        else {
          bitmap = read;
          setShown({ state: 'ready', bitmap: read, imageId });
        }
      },
      () => !isOver && setShown({ state: 'failed', imageId }),
    );
    return () => {
      isOver = true;
      bitmap?.close();
    };
  }, [services, imageId]);
  return shown.imageId === imageId ? shown : { state: 'reading' };
}
