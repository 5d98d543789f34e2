import { describe, expect, it } from 'vitest';
import { readAdapter } from './adapterFacts.ts';

function gpuWith(info: Partial<GPUAdapterInfo>): GPU {
  const adapter = {
    info: { vendor: '', architecture: '', device: '', description: '', ...info },
    limits: { maxStorageBufferBindingSize: 2 ** 30, maxBufferSize: 2 ** 31 },
    features: new Set(['shader-f16']),
  };
  return { requestAdapter: async () => adapter } as unknown as GPU;
}

describe('readAdapter', () => {
  it('tells name, limits and half precision of a graphics card', async () => {
    expect(await readAdapter(gpuWith({ vendor: 'acme', architecture: 'rocket-2' }))).toEqual({
      kind: 'adapter',
      adapter: {
        name: 'acme rocket-2',
        isSoftware: false,
        maxStorageBufferBindingSizeBytes: 2 ** 30,
        maxBufferSizeBytes: 2 ** 31,
        hasShaderF16: true,
      },
      trial: { kind: 'skipped' },
    });
  });

  it.each([
    { isFallbackAdapter: true },
    { architecture: 'swiftshader' },
    { description: 'llvmpipe (LLVM 19)' },
    { description: 'Microsoft Basic Render Driver' },
  ])('sees a processor in %o', async (info) => {
    expect(await readAdapter(gpuWith(info))).toMatchObject({ adapter: { isSoftware: true } });
  });

  it('gives a card a name that will not tell its own', async () => {
    expect(await readAdapter(gpuWith({}))).toMatchObject({ adapter: { name: 'unnamed' } });
  });

  it('turns every failure into a fact', async () => {
    const none = { requestAdapter: async () => null } as unknown as GPU;
    expect(await readAdapter(none)).toEqual({ kind: 'no-adapter' });
    const busy = { requestAdapter: () => Promise.reject(new Error('busy')) } as unknown as GPU;
    expect(await readAdapter(busy)).toEqual({ kind: 'adapter-failed', reason: 'Error: busy' });
  });
});
