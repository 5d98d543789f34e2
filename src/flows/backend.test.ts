import { describe, expect, it } from 'vitest';
import type { BackendUse } from '#core/backend/backend.ts';
import { rememberVerdict } from '#store/settingsStore.ts';
import { createFakeServices } from '#testing/fakes.ts';
import { openStudio } from '#testing/openStudio.ts';
import { changeBackend, checkDeviceAgain, showBackend } from './backend.ts';

const lost: BackendUse = {
  backend: 'wasm',
  why: { code: 'device-lost', reason: 'driver updated' },
  facts: null,
  threadCount: 4,
  isSetback: true,
};

describe('showBackend', () => {
  it('tells a setback once and keeps the reason to look up', () => {
    const services = createFakeServices();
    showBackend(services, lost);
    const { engine, jobs } = services.stores;
    expect(engine.getState().backend).toEqual(lost);
    expect(jobs.getState().notices).toMatchObject([
      { kind: 'info', message: { about: 'backendSetback', why: lost.why } },
    ]);
  });

  it('says nothing of what was to be expected', () => {
    const services = createFakeServices();
    showBackend(services, { ...lost, why: { code: 'no-webgpu' }, isSetback: false });
    expect(services.stores.jobs.getState().notices).toEqual([]);
  });
});

describe('changeBackend', () => {
  it('keeps the choice, restarts the segmenter and leaves the open image ready', async () => {
    const { services } = await openStudio();
    await changeBackend(services, 'wasm');
    const { settings, engine } = services.stores;
    expect(settings.getState().backendChoice).toBe('wasm');
    expect(services.sam.restarts).toEqual(['wasm']);
    expect(engine.getState()).toMatchObject({
      model: { kind: 'ready' },
      embedding: { kind: 'ready' },
    });
  });
});

describe('checkDeviceAgain', () => {
  it('forgets what was found and starts anew with the same choice', async () => {
    const { services } = await openStudio();
    const { settings } = services.stores;
    rememberVerdict(settings, 'card', lost);
    await checkDeviceAgain(services);
    expect(settings.getState().verdicts).toEqual([]);
    expect(services.sam.restarts).toEqual(['auto']);
  });
});
