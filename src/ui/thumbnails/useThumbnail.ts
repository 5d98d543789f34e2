import { useCallback, useSyncExternalStore } from 'react';
import { reportError } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { useServices } from '../servicesContext.ts';
import { ThumbnailShelf } from './thumbnailShelf.ts';

const shelves = new WeakMap<Services, ThumbnailShelf>();

/** The address of a thumbnail; null until it is read. */
export function useThumbnail(blobKey: string): string | null {
  const shelf = shelfOf(useServices());
  const hold = useCallback(
    (onChange: () => void) => shelf.hold(blobKey, onChange),
    [shelf, blobKey],
  );
  return useSyncExternalStore(hold, () => shelf.urlOf(blobKey));
}

/** Whether an image has lost its picture, so that there is no thumbnail to wait for. */
export function useIsThumbnailAbsent(blobKey: string): boolean {
  const shelf = shelfOf(useServices());
  const hold = useCallback(
    (onChange: () => void) => shelf.hold(blobKey, onChange),
    [shelf, blobKey],
  );
  return useSyncExternalStore(hold, () => shelf.isAbsent(blobKey));
}

/** One for gallery and filmstrip. */
function shelfOf(services: Services): ThumbnailShelf {
  const known = shelves.get(services);
  if (known) return known;
  const shelf = new ThumbnailShelf(
    (blobKey) => services.storage.thumbnail(blobKey),
    (error) => reportError(services, error),
  );
  shelves.set(services, shelf);
  services.stores.document.subscribe(({ document }, former) => {
    if (document?.images !== former.document?.images) shelf.retryAbsent();
  });
  return shelf;
}
