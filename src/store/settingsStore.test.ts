import { describe, expect, it } from 'vitest';
import type { BackendVerdict } from '#core/backend/backend.ts';
import {
  createSettingsStore,
  forgetVerdicts,
  rememberVerdict,
  verdictUnder,
} from './settingsStore.ts';

const wasm: BackendVerdict = { backend: 'wasm', why: { code: 'no-adapter' }, facts: null };
const webgpu: BackendVerdict = { ...wasm, backend: 'webgpu' };

describe('verdicts of device checks', () => {
  it('are found under their key, the newest of each', () => {
    const store = createSettingsStore();
    rememberVerdict(store, 'a', wasm);
    rememberVerdict(store, 'b', wasm);
    rememberVerdict(store, 'a', webgpu);
    expect(verdictUnder(store, 'a')).toEqual(webgpu);
    expect(verdictUnder(store, 'b')).toEqual(wasm);
    expect(verdictUnder(store, 'c')).toBeNull();
  });

  it('are forgotten one by one or all at once', () => {
    const store = createSettingsStore();
    rememberVerdict(store, 'a', wasm);
    rememberVerdict(store, 'b', wasm);
    rememberVerdict(store, 'a', null);
    expect([verdictUnder(store, 'a'), verdictUnder(store, 'b')]).toEqual([null, wasm]);
    forgetVerdicts(store);
    expect(verdictUnder(store, 'b')).toBeNull();
  });

  it('do not pile up', () => {
    const store = createSettingsStore();
    for (let index = 0; index < 30; index += 1) rememberVerdict(store, `key ${index}`, wasm);
    expect(verdictUnder(store, 'key 29')).toEqual(wasm);
    expect(store.getState().verdicts.length).toBeLessThan(30);
  });
});
