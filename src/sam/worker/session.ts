import * as ort from 'onnxruntime-web/wasm';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { AppError } from '#core/failure.ts';
import type { ModelFile } from '#sam/models/modelSpec.ts';
import type { StartProgress, WorkerSetup } from '#sam/protocol.ts';
import { fetchKept } from './downloads.ts';
import { readKeptModel } from './keptModels.ts';

/**
 * Ready sessions of model files, in their order.
 *
 * @throws AppError model/download-failed, model/checksum-mismatch, model/file-missing, model/start-failed
 */
export async function openSessions(
  files: readonly ModelFile[],
  setup: WorkerSetup,
  onProgress: (progress: StartProgress) => void,
): Promise<readonly ort.InferenceSession[]> {
  const report = sumOfParts(onProgress);
  const [wasmBinary, ...models] = await Promise.all([
    fetchRuntime(report()),
    ...files.map((file) => modelBytes(file, setup, report())),
  ]);
  onProgress({ stage: 'session' });
  setUpRuntime(wasmBinary, setup.threadCount);
  const sessions: ort.InferenceSession[] = [];
  for (const model of models) sessions.push(await openSession(model));
  return sessions;
}

/** The runtime's binary. */
export async function fetchRuntime(onBytes: BytesReport): Promise<Uint8Array<ArrayBuffer>> {
  return fetchKept({ url: absolute(wasmUrl), sha256: null }, onBytes);
}

/** Gives the runtime its binary; to be called before the first session. */
export function setUpRuntime(wasmBinary: Uint8Array<ArrayBuffer>, threadCount: number): void {
  ort.env.wasm.wasmBinary = wasmBinary;
  ort.env.wasm.wasmPaths = { mjs: absolute(glueUrl), wasm: absolute(wasmUrl) };
  ort.env.wasm.numThreads = threadCount;
  ort.env.logLevel = 'error';
}

type BytesReport = (loadedBytes: number, totalBytes: number) => void;

async function modelBytes(
  file: ModelFile,
  { modelBaseUrl }: WorkerSetup,
  onBytes: BytesReport,
): Promise<Uint8Array<ArrayBuffer>> {
  if (file.place === 'kept') return readKeptModel(file);
  return fetchKept({ url: new URL(file.path, modelBaseUrl).href, sha256: file.sha256 }, onBytes);
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
function sumOfParts(onProgress: (progress: StartProgress) => void): () => BytesReport {
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
