import type { ImageId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { StartProgress } from '#sam/protocol.ts';
import { setEmbeddingState, setModelState } from '#store/engineStore.ts';
import { decodeNewest } from './decodeNewest.ts';
import { isAbort, reportError, say } from './report.ts';
import { segmenterImageOf } from './segmenterImage.ts';
import type { Services } from './services.ts';

/**
 * Makes the open image ready for prompts, then asks whatever was clicked meanwhile. An image whose
 * embedding is kept waits for the decoder alone, so that both go on side by side. Failures stay in the
 * engine's state, where the interface offers to try again.
 */
export async function prepareImage(
  services: Services,
  imageId: ImageId,
  signal: AbortSignal,
): Promise<void> {
  const exchange = new AbortController();
  const starting = startModel(services, signal).then((isOther) => {
    if (isOther) exchange.abort();
    return isOther;
  });
  const embedding = embed(services, imageId, { signal, exchange: exchange.signal }).then(
    async (isReady) => {
      if (isReady) await decodeNewest(services);
    },
  );
  const [isExchanged] = await Promise.all([starting, embedding]);
  if (isExchanged) await prepareImage(services, imageId, signal);
}

/** Tries again after the model or the encoder failed. */
export async function retryEngine(services: Services): Promise<void> {
  const { openImageId } = services.stores.session.getState();
  const signal = services.imageTask.begin();
  try {
    if (openImageId) await prepareImage(services, openImageId, signal);
    else if (await startModel(services, signal)) await startModel(services, signal);
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  }
}

/** @returns whether the built-in model took the place of one whose files are gone; it is yet to be started */
async function startModel(services: Services, signal: AbortSignal): Promise<boolean> {
  const { engine } = services.stores;
  let isSettled = false;
  function report(progress: StartProgress): void {
    // one worker may have failed while the other still reports
    if (isSettled) return;
    const { stage, ...bytes } = { loadedBytes: 0, totalBytes: 0, ...progress };
    setModelState(engine, stage === 'download' ? { kind: 'download', ...bytes } : { kind: stage });
  }
  try {
    await services.sam.start(report, signal);
    setModelState(engine, { kind: 'ready' });
    return false;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.failure.code === 'model/file-missing' && services.sam.use(null)) {
      say(services, 'problem', { about: 'modelMissing' });
      return true;
    }
    setModelState(engine, { kind: 'failed', failure: error.failure });
    return false;
  } finally {
    isSettled = true;
  }
}

async function embed(
  services: Services,
  imageId: ImageId,
  { signal, exchange }: { readonly signal: AbortSignal; readonly exchange: AbortSignal },
): Promise<boolean> {
  const { stores, sam } = services;
  try {
    setEmbeddingState(stores.engine, { kind: 'encoding' });
    const either = AbortSignal.any([signal, exchange]);
    await sam.prepare(segmenterImageOf(services, imageId), either);
    signal.throwIfAborted();
    setEmbeddingState(stores.engine, { kind: 'ready' });
    return true;
  } catch (error) {
    signal.throwIfAborted(); // the state is about another image by now
    if (isAbort(error)) return false; // the model was exchanged under it
    if (!(error instanceof AppError)) throw error;
    setEmbeddingState(stores.engine, { kind: 'failed', failure: error.failure });
    return false;
  }
}
