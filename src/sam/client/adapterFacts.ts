import type { AdapterFacts, DeviceFacts } from '#core/backend/backend.ts';
import { withinTime } from './withinTime.ts';

/** A graphics driver that hangs must not keep the studio from starting. */
const adapterLimitMs = 5000;

/** What is known of the graphics device before anything runs on it; costs milliseconds. */
export async function readAdapter(gpu: GPU | undefined = navigator.gpu): Promise<DeviceFacts> {
  if (!gpu) return { kind: 'no-webgpu' };
  try {
    const asking = gpu.requestAdapter({ powerPreference: 'high-performance' });
    const adapter = await withinTime(asking, adapterLimitMs);
    if (!adapter) return { kind: 'no-adapter' };
    return { kind: 'adapter', adapter: factsOf(adapter), trial: { kind: 'skipped' } };
  } catch (error) {
    return { kind: 'adapter-failed', reason: String(error) };
  }
}

function factsOf({ info, limits, features }: GPUAdapter): AdapterFacts {
  const { vendor, architecture, device, description, isFallbackAdapter } = info;
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ');
  const isKnownSoftware = /swiftshader|llvmpipe|software|basic render/iu.test(
    [vendor, architecture, device, description].join(' '),
  );
  return {
    name: name || 'unnamed',
    isSoftware: isFallbackAdapter || isKnownSoftware,
    maxStorageBufferBindingSizeBytes: limits.maxStorageBufferBindingSize,
    maxBufferSizeBytes: limits.maxBufferSize,
    hasShaderF16: features.has('shader-f16'),
  };
}
