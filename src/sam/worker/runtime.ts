import type * as OrtModule from 'onnxruntime-web/wasm';
import wasmGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmBinaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import webgpuGlueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuBinaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { Backend } from '#core/backend/backend.ts';
import { AppError, invariant } from '#core/failure.ts';
import type { WorkerSetup } from '#sam/protocol.ts';
import { watchDevice } from './deviceLoss.ts';
import { fetchKept } from './downloads.ts';

/** One build of ONNX Runtime; both have the same interface. */
type Ort = typeof OrtModule;

let ort: Ort | null = null;

/**
 * Loads the build of ONNX Runtime that a backend needs, and only that: they are 14 and 27 MB. One
 * worker runs one build; after a failed start of WebGPU it is of no use any more.
 *
 * @throws AppError model/download-failed
 */
export async function loadRuntime(
  { backend, threadCount }: Pick<WorkerSetup, 'backend' | 'threadCount'>,
  onBytes: (loadedBytes: number, totalBytes: number) => void,
): Promise<void> {
  if (ort) return;
  const { glueUrl, binaryUrl, load } = builds[backend];
  const [loaded, wasmBinary] = await Promise.all([
    load().catch((cause: unknown) => {
      throw new AppError({ code: 'model/download-failed', url: glueUrl, status: 0 }, { cause });
    }),
    fetchKept({ url: absolute(binaryUrl), sha256: null }, onBytes),
  ]);
  loaded.env.wasm.wasmBinary = wasmBinary;
  loaded.env.wasm.wasmPaths = { mjs: absolute(glueUrl), wasm: absolute(binaryUrl) };
  loaded.env.wasm.numThreads = backend === 'webgpu' ? 1 : threadCount;
  loaded.env.webgpu.powerPreference = 'high-performance';
  loaded.env.logLevel = 'error';
  adoptRuntime(loaded);
}

/** Takes a runtime that is there already and set up, as in Node. */
export function adoptRuntime(loaded: Ort): void {
  ort = loaded;
}

/**
 * A session on the loaded runtime.
 *
 * @throws AppError model/start-failed
 */
export async function createSession(
  model: Uint8Array<ArrayBuffer>,
  backend: Backend,
): Promise<OrtModule.InferenceSession> {
  const runtime = runtimeInUse();
  try {
    const session = await runtime.InferenceSession.create(model, {
      executionProviders: [backend],
      graphOptimizationLevel: 'all',
    });
    if (backend === 'wasm') return session;
    watchDevice(await runtime.env.webgpu.device);
    return refusingNonNumbers(session);
  } catch (cause) {
    throw new AppError({ code: 'model/start-failed', reason: String(cause) }, { cause });
  }
}

/** A tensor for the loaded runtime. */
export function tensorOf(
  type: OrtModule.Tensor.Type,
  data: OrtModule.Tensor.DataType | readonly number[],
  dims: readonly number[],
): OrtModule.Tensor {
  return new (runtimeInUse().Tensor)(type, data, dims);
}

/** On WebGPU a broken shader shows as NaN at best, and a mask cut from NaN looks like an empty one. */
function refusingNonNumbers(session: OrtModule.InferenceSession): OrtModule.InferenceSession {
  const run = session.run.bind(session);
  return Object.assign(session, {
    async run(feeds: OrtModule.InferenceSession.FeedsType) {
      const outputs = await run(feeds);
      for (const [name, { data }] of Object.entries(outputs)) {
        if (data instanceof Float32Array && !data.every(Number.isFinite)) {
          throw new AppError({ code: 'inference/failed', reason: `${name} is not a number` });
        }
      }
      return outputs;
    },
  });
}

interface Build {
  readonly glueUrl: string;
  readonly binaryUrl: string;
  load(): Promise<Ort>;
}

const builds: Readonly<Record<Backend, Build>> = {
  wasm: {
    glueUrl: wasmGlueUrl,
    binaryUrl: wasmBinaryUrl,
    load: () => import('onnxruntime-web/wasm'),
  },
  webgpu: {
    glueUrl: webgpuGlueUrl,
    binaryUrl: webgpuBinaryUrl,
    load: () => import('onnxruntime-web/webgpu'),
  },
};

function runtimeInUse(): Ort {
  invariant(ort !== null, 'the runtime was loaded');
  return ort;
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}
