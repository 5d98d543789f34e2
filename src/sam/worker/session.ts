import * as ort from 'onnxruntime-web/wasm';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError } from '#core/failure.ts';
import type { ModelFile } from '#sam/models/modelSpec.ts';
import type { StartProgress, WorkerSetup } from '#sam/protocol.ts';
import { fetchKept } from './downloads.ts';

/**
 * Ready sessions of model files, in their order.
 *
 * @throws AppError model/download-failed, model/checksum-mismatch, model/start-failed
 */
export async function openSessions(
  files: readonly ModelFile[],
  setup: WorkerSetup,
  onProgress: (progress: StartProgress) => void,
): Promise<readonly ort.InferenceSession[]> {
  const report = sumOfParts(onProgress);
  const [wasmBinary, ...models] = await Promise.all([
    fetchKept({ url: absolute(wasmUrl), sha256: null }, report()),
    ...files.map(({ path, sha256 }) =>
      fetchKept({ url: new URL(path, setup.modelBaseUrl).href, sha256 }, report()),
    ),
  ]);
  onProgress({ stage: 'session' });
  ort.env.wasm.wasmBinary = wasmBinary;
  ort.env.wasm.wasmPaths = { mjs: absolute(glueUrl), wasm: absolute(wasmUrl) };
  ort.env.wasm.numThreads = setup.threadCount;
  ort.env.logLevel = 'error';
  const sessions: ort.InferenceSession[] = [];
  for (const model of models) sessions.push(await openSession(model));
  return sessions;
}

async function openSession(model: Uint8Array<ArrayBuffer>): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
  } catch (cause) {
    throw new AppError({ code: 'model/start-failed', reason: String(cause) }, { cause });
  }
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}

/** One reporter per part; each call tells the sum over all parts. */
function sumOfParts(
  onProgress: (progress: StartProgress) => void,
): () => (loadedBytes: number, totalBytes: number) => void {
  const parts: { loadedBytes: number; totalBytes: number }[] = [];
  return () => {
    const part = { loadedBytes: 0, totalBytes: 0 };
    parts.push(part);
    return (loadedBytes, totalBytes) => {
      part.loadedBytes = loadedBytes;
      part.totalBytes = totalBytes;
      onProgress({
        stage: 'download',
        loadedBytes: parts.reduce((sum, { loadedBytes: bytes }) => sum + bytes, 0),
        totalBytes: parts.reduce((sum, { totalBytes: bytes }) => sum + bytes, 0),
      });
    };
  };
}
