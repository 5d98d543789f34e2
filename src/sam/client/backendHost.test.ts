import { describe, expect, it } from 'vitest';
import type { Backend, BackendChoice, BackendVerdict } from '#core/backend/backend.ts';
import { AppError, type Failure } from '#core/failure.ts';
import { settled } from '#testing/fakes.ts';
import { BackendHost } from './backendHost.ts';

/** Workers of one life; ending them fails what they are at, as ending a worker does. */
interface FakeEngine {
  readonly backend: Backend;
  isEnded: boolean;
  /** Never settles by itself. */
  work(): Promise<string>;
  fail(failure: Failure): void;
  finish(): void;
}

function createEngine(backend: Backend): FakeEngine {
  const calls: { resolve(value: string): void; reject(reason: unknown): void }[] = [];
  return {
    backend,
    isEnded: false,
    work: () => new Promise((resolve, reject) => calls.push({ resolve, reject })),
    fail: (failure) => calls.splice(0).forEach(({ reject }) => reject(new AppError(failure))),
    finish: () => calls.splice(0).forEach(({ resolve }) => resolve(backend)),
  };
}

function hostOn(backend: Backend, key: string | null = 'card') {
  const engines: FakeEngine[] = [];
  const told: string[] = [];
  const written: (readonly [string, BackendVerdict | null])[] = [];
  const why = { code: 'right-and-faster', webgpuMs: 1, wasmMs: 2 } as const;
  const host = new BackendHost<FakeEngine>({
    choice: 'auto',
    choose: async (choice: BackendChoice) => ({
      verdict: { backend: choice === 'auto' ? backend : choice, why, facts: null },
      key,
      isFresh: true,
    }),
    begin(on) {
      const engine = createEngine(on);
      engines.push(engine);
      return engine;
    },
    end(engine) {
      engine.isEnded = true;
      engine.fail({ code: 'inference/worker-lost' });
    },
    verdicts: { read: () => null, write: (...entry) => void written.push(entry) },
    onBackend: (verdict, isSetback) =>
      void told.push(`${verdict.backend} ${verdict.why.code}${isSetback ? '!' : ''}`),
  });
  return { host, engines, told, written, run: () => host.run((engine) => engine.work(), never()) };
}

const never = () => new AbortController().signal;

describe('BackendHost', () => {
  it('chooses once, however many calls come at first', async () => {
    const { engines, run, told } = hostOn('webgpu');
    const both = [run(), run()];
    await settled();
    engines[0]?.finish();
    expect(await Promise.all(both)).toEqual(['webgpu', 'webgpu']);
    expect([engines.length, told]).toEqual([1, ['webgpu right-and-faster']]);
  });

  it('ends idle workers when told to rest, never those that are at work', async () => {
    const { host, engines, run } = hostOn('wasm');
    expect(host.rest()).toBe(false);
    const answer = run();
    await settled();
    expect([host.rest(), engines[0]?.isEnded]).toEqual([false, false]);
    engines[0]?.finish();
    await answer;
    expect([host.rest(), engines[0]?.isEnded]).toEqual([true, true]);
  });

  it('answers on WASM, in fresh workers, what WebGPU could not, and tells it once', async () => {
    const { engines, run, told } = hostOn('webgpu');
    const both = [run(), run()];
    await settled();
    engines[0]?.fail({ code: 'inference/device-lost', reason: 'driver updated' });
    await settled();
    engines[1]?.finish();
    expect(await Promise.all(both)).toEqual(['wasm', 'wasm']);
    expect(engines.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(told).toEqual(['webgpu right-and-faster', 'wasm device-lost!']);
  });

  it('runs a call again whose workers were ended by the failure of another', async () => {
    const { engines, host, run } = hostOn('webgpu');
    const slow = run();
    const failing = host.run(async ({ backend }) => {
      if (backend === 'webgpu') throw new AppError({ code: 'inference/failed', reason: 'NaN' });
      return backend;
    }, never());
    expect(await failing).toBe('wasm');
    await settled();
    engines[1]?.finish();
    expect(await slow).toBe('wasm');
  });

  it.each<readonly [Failure, BackendVerdict['backend'] | 'nothing']>([
    [{ code: 'model/start-failed', reason: 'no device' }, 'wasm'],
    [{ code: 'inference/failed', reason: 'refused' }, 'wasm'],
    [{ code: 'inference/device-lost', reason: 'sleep' }, 'nothing'],
    [{ code: 'inference/worker-lost' }, 'nothing'],
    [{ code: 'model/download-failed', url: 'http://x/ort.wasm', status: 0 }, 'nothing'],
  ])('remembers after %o: %s', async (failure, expected) => {
    const { engines, run, written } = hostOn('webgpu');
    const call = run();
    await settled();
    engines[0]?.fail(failure);
    await settled();
    engines[1]?.finish();
    await call;
    expect(written.map(([key, verdict]) => [key, verdict?.backend ?? 'nothing'])).toEqual([
      ['card', expected],
    ]);
  });

  it.each<Failure>([
    { code: 'model/download-failed', url: 'http://x/encoder.onnx', status: 404 },
    { code: 'image/undecodable', fileName: 'a.jpg' },
  ])('does not blame WebGPU for %o', async (failure) => {
    const { engines, run, told } = hostOn('webgpu');
    const call = run();
    await settled();
    engines[0]?.fail(failure);
    await expect(call).rejects.toMatchObject({ failure });
    expect(told).toHaveLength(1);
  });

  it('lets WASM fail', async () => {
    const { engines, run } = hostOn('wasm');
    const call = run();
    await settled();
    engines[0]?.fail({ code: 'inference/out-of-memory' });
    await expect(call).rejects.toMatchObject({ failure: { code: 'inference/out-of-memory' } });
    expect(engines).toHaveLength(1);
  });

  it('does not run again what was aborted', async () => {
    const { engines, host } = hostOn('webgpu');
    const controller = new AbortController();
    const call = host.run((engine) => engine.work(), controller.signal);
    await settled();
    controller.abort();
    engines[0]?.fail({ code: 'inference/device-lost', reason: 'sleep' });
    await expect(call).rejects.toMatchObject({ failure: { code: 'inference/device-lost' } });
    expect(engines).toHaveLength(1);
  });

  it('begins anew on another choice and runs again what was under way', async () => {
    const { engines, host, run, told } = hostOn('webgpu');
    const call = run();
    await settled();
    host.restart('wasm');
    await settled();
    engines.at(-1)?.finish();
    expect(await call).toBe('wasm');
    expect(engines[0]?.isEnded).toBe(true);
    expect(told.at(-1)).toBe('wasm right-and-faster');
  });

  it('fails what is under way when it is closed, and all that comes later', async () => {
    const { host, run } = hostOn('webgpu');
    const call = run();
    await settled();
    host.close();
    const failure = { code: 'inference/worker-lost' };
    await expect(call).rejects.toMatchObject({ failure });
    await expect(run()).rejects.toMatchObject({ failure });
  });
});
