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
 * embedding is kept waits for the decoder alone, so that both go on side by side. Failures stay in the engine's state, where the interface offers to try again.
 */
export async function prepareImage(
  services: Services,
  imageId: ImageId,
  signal: AbortSignal,
): Promise<void> {
  const starting = startModel(services, signal);
  const embedding = embed(services, imageId, signal).then(async (isReady) => {
    if (isReady) await decodeNewest(services);
  });
  await Promise.all([starting, embedding]);
}

/** Tries again after the model or the encoder failed. */
export async function retryEngine(services: Services): Promise<void> {
  const { openImageId } = services.stores.session.getState();
  const signal = services.imageTask.begin();
  try {
    if (openImageId) await prepareImage(services, openImageId, signal);
    else await startModel(services, signal);
  } catch (error) {
    if (!isAbort(error)) reportError(services, error);
  }
}

async function startModel(services: Services, signal: AbortSignal): Promise<void> {
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
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.failure.code === 'model/file-missing' && services.sam.use(null)) {
      say(services, 'problem', { about: 'modelMissing' });
      return await startModel(services, signal);
    }
    setModelState(engine, { kind: 'failed', failure: error.failure });
  } finally {
    isSettled = true;
  }
}

async function embed(services: Services, imageId: ImageId, signal: AbortSignal): Promise<boolean> {
  const { stores, sam } = services;
  try {
    setEmbeddingState(stores.engine, { kind: 'encoding' });
    await sam.prepare(segmenterImageOf(services, imageId), signal);
    signal.throwIfAborted();
    setEmbeddingState(stores.engine, { kind: 'ready' });
    return true;
  } catch (error) {
    signal.throwIfAborted(); // the state is about another image by now
    if (!(error instanceof AppError)) throw error;
    setEmbeddingState(stores.engine, { kind: 'failed', failure: error.failure });
    return false;
  }
}
