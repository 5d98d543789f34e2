import { describe, expect, it } from 'vitest';
import { openStudio } from '#testing/openStudio.ts';
import { retryEngine } from './prepareImage.ts';

describe('prepareImage', () => {
  it('keeps saying that the model failed, whatever the other worker still reports', async () => {
    const { services } = await openStudio();
    const { engine } = services.stores;
    const failure = { code: 'model/download-failed', url: 'decoder.onnx', status: 404 } as const;
    services.sam.failNextStart(failure);
    await retryEngine(services);
    services.sam.reportProgress({ stage: 'download', loadedBytes: 9, totalBytes: 9 });
    expect(engine.getState().model).toEqual({ kind: 'failed', failure });
  });

  it('starts the model again on demand', async () => {
    const { services } = await openStudio();
    services.sam.failNextStart({ code: 'model/start-failed', reason: 'no memory' });
    await retryEngine(services);
    await retryEngine(services);
    expect(services.stores.engine.getState().model).toEqual({ kind: 'ready' });
  });
});
