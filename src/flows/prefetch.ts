import type { ImageId } from '#core/annotation/ids.ts';
import { isAbort, reportError } from './report.ts';
import { segmenterImageOf } from './segmenterImage.ts';
import type { Services } from './services.ts';

/** How long the hands must rest before work ahead of time begins. */
const restMs = 1500;
/** An encode that a prompt finds younger than this is ended; an older one is better finished. */
const justBegunMs = 1000;
/** Where a person goes next from an image, likeliest first; places among the images shown. */
const steps = [1, 2, -1, 3];

/**
 * Encodes the images around the open one while the hands rest, so that turning to them waits for
 * nothing. A prompt ends what has only just begun, since both would share the processor; it is begun
 * again in the next rest. Ends when all are encoded, or with the signal.
 */
export async function prefetchNeighbours(services: Services, signal: AbortSignal): Promise<void> {
  if (services.stores.engine.getState().embedding.kind !== 'ready') return;
  try {
    for (const imageId of neighboursOf(services)) {
      while (!(await isPrefetched(services, imageId, signal))) signal.throwIfAborted();
    }
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  }
}

function neighboursOf({ stores: { shown, session } }: Services): readonly ImageId[] {
  const { openImageId } = session.getState();
  return steps.flatMap((step) => shown.neighbourOf(openImageId, step)?.id ?? []);
}

/** False when a prompt came in between. An image that cannot be encoded is left to whoever opens it. */
async function isPrefetched(
  services: Services,
  imageId: ImageId,
  signal: AbortSignal,
): Promise<boolean> {
  await untilRested(services, signal);
  const prompted = new AbortController();
  const startedAt = services.now();
  const unsubscribe = services.stores.engine.subscribe(({ isDecoding }) => {
    if (isDecoding && services.now() - startedAt < justBegunMs) prompted.abort();
  });
  try {
    const image = segmenterImageOf(services, imageId);
    await services.sam.prefetch(image, AbortSignal.any([signal, prompted.signal]));
    return true;
  } catch (error) {
    signal.throwIfAborted();
    return !isAbort(error);
  } finally {
    unsubscribe();
  }
}

/** Resolves when nothing is asked, and has not been for a while, on a machine that has power to spare. */
async function untilRested(services: Services, signal: AbortSignal): Promise<void> {
  const { engine, settings } = services.stores;
  for (;;) {
    await services.wait(restMs, signal);
    const { isDecoding, decodedAt } = engine.getState();
    const isResting = !isDecoding && services.now() - decodedAt >= restMs;
    if (isResting && settings.getState().prefetch && !(await services.power.isLow())) return;
  }
}
