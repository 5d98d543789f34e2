import { describe, expect, it } from 'vitest';
import type { BackendChoice, BackendVerdict, DeviceFacts } from '#core/backend/backend.ts';
import { AppError } from '#core/failure.ts';
import { miniature } from '#sam/models/miniature.ts';
import { chooseBackend, type BackendQuestion } from './chooseBackend.ts';

const card: Extract<DeviceFacts, { kind: 'adapter' }> = {
  kind: 'adapter',
  adapter: {
    name: 'acme',
    isSoftware: false,
    maxStorageBufferBindingSizeBytes: 2 ** 31,
    maxBufferSizeBytes: 2 ** 31,
    hasShaderF16: true,
  },
  trial: { kind: 'skipped' },
};

const good: DeviceFacts = {
  ...card,
  trial: {
    kind: 'ran',
    trials: [{ part: 'miniature', maskIou: 1, webgpuMs: 5, wasmMs: 50 }],
  },
};

/** A machine that finds these facts; counts what it is asked. */
function machine(seen: DeviceFacts, tried: DeviceFacts | Error = good) {
  const remembered = new Map<string, BackendVerdict>();
  const asked = { adapter: 0, trial: 0, told: 0 };
  const ask = (choice: BackendChoice, changes: Partial<BackendQuestion> = {}) =>
    chooseBackend({
      choice,
      setup: { spec: miniature, modelBaseUrl: 'http://x/', threadCount: 1 },
      runtimeKey: '1.30.0',
      verdicts: {
        read: (key) => remembered.get(key) ?? null,
        write: (key, verdict) => void (verdict && remembered.set(key, verdict)),
      },
      check: {
        async readAdapter() {
          asked.adapter += 1;
          return seen;
        },
        async tryDevice(_, { onProgress }) {
          onProgress({ stage: 'check' });
          asked.trial += 1;
          if (tried instanceof Error) throw tried;
          return tried;
        },
      },
      onProgress: () => void (asked.told += 1),
      ...changes,
    });
  return { ask, asked, remembered };
}

describe('chooseBackend', () => {
  it('takes the chosen WASM without a look at the device', async () => {
    const { ask, asked } = machine(card);
    expect((await ask('wasm')).verdict).toMatchObject({ backend: 'wasm', why: { code: 'chosen' } });
    expect(asked).toEqual({ adapter: 0, trial: 0, told: 0 });
  });

  it('takes the chosen WebGPU untried, on a software adapter too', async () => {
    const software = { ...card, adapter: { ...card.adapter, isSoftware: true } };
    const { ask, asked } = machine(software);
    expect((await ask('webgpu')).verdict).toMatchObject({ backend: 'webgpu', facts: software });
    expect(asked.trial).toBe(0);
  });

  it('takes WASM where the chosen WebGPU is not to be had', async () => {
    const answer = await machine({ kind: 'no-adapter' }).ask('webgpu');
    expect(answer).toMatchObject({ verdict: { backend: 'wasm' }, isFresh: true });
  });

  it('tries a device once and remembers what it found', async () => {
    const { ask, asked } = machine(card);
    expect(await ask('auto')).toMatchObject({ verdict: { backend: 'webgpu' }, isFresh: true });
    expect(await ask('auto')).toMatchObject({ verdict: { backend: 'webgpu' }, isFresh: false });
    expect(asked).toEqual({ adapter: 2, trial: 1, told: 1 });
  });

  it('tries again with another runtime, another model or another card', async () => {
    const { ask, asked } = machine(card);
    await ask('auto');
    await ask('auto', { runtimeKey: '1.31.0' });
    const other = { ...miniature, encoder: { ...miniature.encoder, sha256: 'f'.repeat(64) } };
    await ask('auto', { setup: { spec: other, modelBaseUrl: 'http://x/', threadCount: 1 } });
    expect(asked.trial).toBe(3);
  });

  it.each<DeviceFacts>([
    { kind: 'no-webgpu' },
    { kind: 'no-adapter' },
    { ...card, adapter: { ...card.adapter, isSoftware: true } },
  ])('tries and remembers nothing on %o', async (seen) => {
    const { ask, asked, remembered } = machine(seen);
    expect((await ask('auto')).verdict.backend).toBe('wasm');
    expect([asked.trial, remembered.size]).toEqual([0, 0]);
  });

  it('goes on with WASM, and asks again next time, when a check cannot be finished', async () => {
    const offline = new AppError({ code: 'model/download-failed', url: 'http://x/', status: 0 });
    const { ask, asked, remembered } = machine(card, offline);
    expect((await ask('auto')).verdict).toMatchObject({
      backend: 'wasm',
      why: { code: 'check-failed' },
    });
    await ask('auto');
    expect([asked.trial, remembered.size]).toEqual([2, 0]);
  });
});
