import { describe, expect, it } from 'vitest';
import type { AdapterFacts, DeviceFacts, DeviceTrial, GoldenTrial } from './backend.ts';
import { obstacleOf, verdictOf } from './verdict.ts';

const card: AdapterFacts = {
  name: 'acme',
  isSoftware: false,
  maxStorageBufferBindingSizeBytes: 2 ** 31,
  maxBufferSizeBytes: 2 ** 31,
  hasShaderF16: true,
};

const miniature: GoldenTrial = { part: 'miniature', maskIou: 1, webgpuMs: 5, wasmMs: 60 };
const decoder: GoldenTrial = { part: 'decoder', maskIou: 0.9999, webgpuMs: 40, wasmMs: 30 };

function facts(trial: DeviceTrial, adapter: Partial<AdapterFacts> = {}): DeviceFacts {
  return { kind: 'adapter', adapter: { ...card, ...adapter }, trial };
}

const ran = (...trials: readonly GoldenTrial[]): DeviceTrial => ({ kind: 'ran', trials });

describe('verdictOf', () => {
  it('takes WebGPU where the masks agree and all trials together are faster', () => {
    expect(verdictOf(facts(ran(miniature, decoder)))).toMatchObject({
      backend: 'webgpu',
      why: { code: 'right-and-faster', webgpuMs: 45, wasmMs: 90 },
    });
  });

  it('takes WASM where one trial shows other masks, however fast', () => {
    const wrong = { ...decoder, maskIou: 0.6, webgpuMs: 1 };
    expect(verdictOf(facts(ran(miniature, wrong)))).toMatchObject({
      backend: 'wasm',
      why: { code: 'wrong-masks', maskIou: 0.6 },
    });
  });

  it('does not take an agreement that is not a number', () => {
    const broken = { ...miniature, maskIou: Number.NaN };
    expect(verdictOf(facts(ran(broken))).why.code).toBe('wrong-masks');
  });

  it('takes WASM where WebGPU is not faster', () => {
    const slow = { ...miniature, webgpuMs: 60 };
    expect(verdictOf(facts(ran(slow)))).toMatchObject({ backend: 'wasm', why: { code: 'slower' } });
  });

  it('takes WASM where WebGPU does not start, and says why', () => {
    expect(verdictOf(facts({ kind: 'failed', reason: 'no shader' })).why).toEqual({
      code: 'start-failed',
      reason: 'no shader',
    });
  });

  it('never takes WebGPU untried', () => {
    expect(verdictOf(facts({ kind: 'skipped' })).backend).toBe('wasm');
  });
});

describe('obstacleOf', () => {
  it('sees none in a graphics card', () => {
    expect(obstacleOf(facts({ kind: 'skipped' }))).toBeNull();
  });

  it.each<readonly [DeviceFacts, string]>([
    [{ kind: 'no-webgpu' }, 'no-webgpu'],
    [{ kind: 'no-adapter' }, 'no-adapter'],
    [{ kind: 'adapter-failed', reason: 'busy' }, 'adapter-failed'],
    [facts({ kind: 'skipped' }, { isSoftware: true }), 'software-adapter'],
    [facts({ kind: 'skipped' }, { maxBufferSizeBytes: 2 ** 26 }), 'limits-too-small'],
    [facts({ kind: 'skipped' }, { maxStorageBufferBindingSizeBytes: 2 ** 26 }), 'limits-too-small'],
  ])('names what speaks against %o', (found, code) => {
    expect(obstacleOf(found)?.code).toBe(code);
    expect(verdictOf(found)).toMatchObject({ backend: 'wasm', why: { code } });
  });
});
