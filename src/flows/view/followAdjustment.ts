import { isNeutralView, type ViewAdjustment } from '#core/pixels/viewAdjustment.ts';
import { showAdjusted, type OpenPicture } from '#store/sessionStore.ts';
import { isAbort, reportError } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Shows the open picture brighter, equalised or by one channel, as the view asks for. What comes while a
 * picture is made is made next; all but the last of it is skipped.
 *
 * @returns stops
 */
export function followAdjustment(services: Services): () => void {
  const { view, session } = services.stores;
  let isBusy = false;
  async function follow(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      while (await makeNext(services)) {
        // until what is shown is what is wanted
      }
    } catch (error) {
      if (!isAbort(error)) reportError(services, error);
    } finally {
      isBusy = false;
    }
  }
  const unsubscribes = [
    view.subscribe((next, former) => {
      if (next.adjustment !== former.adjustment) void follow();
    }),
    session.subscribe((next, former) => {
      if (next.picture !== former.picture) void follow();
    }),
  ];
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}

/** @returns whether there was something to do */
async function makeNext({ stores, images }: Services): Promise<boolean> {
  const { adjustment } = stores.view.getState();
  const { picture, adjusted } = stores.session.getState();
  if (!picture || isNeutralView(adjustment)) {
    if (adjusted) showAdjusted(stores.session, null);
    return false;
  }
  if (adjusted?.of === picture.bitmap && adjusted.adjustment === adjustment) return false;
  const bitmap = await adjustedOf(images, picture, adjustment);
  if (stores.session.getState().picture !== picture) bitmap.close();
  else showAdjusted(stores.session, { bitmap, of: picture.bitmap, adjustment });
  return true;
}

async function adjustedOf(
  images: Services['images'],
  { bitmap, imageId }: OpenPicture,
  adjustment: ViewAdjustment,
): Promise<ImageBitmap> {
  return images.adjust({ bitmap, fileName: imageId }, adjustment);
}
