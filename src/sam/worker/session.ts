import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { ModelFile } from '#sam/models/modelSpec.ts';
import type { StartProgress, WorkerSetup } from '#sam/protocol.ts';
import { fetchKept } from './downloads.ts';
import { readKeptModel } from './keptModels.ts';
import { createSession, loadRuntime } from './runtime.ts';

/**
 * Ready sessions of model files, in their order.
 *
 * @throws AppError model/download-failed, model/checksum-mismatch, model/file-missing, model/start-failed
 */
export async function openSessions(
  files: readonly ModelFile[],
  setup: WorkerSetup,
  onProgress: (progress: StartProgress) => void,
): Promise<readonly InferenceSession[]> {
  const report = sumOfParts(onProgress);
  const [, ...models] = await Promise.all([
    loadRuntime(setup, report()),
    ...files.map((file) => modelBytes(file, setup, report())),
  ]);
  onProgress({ stage: 'session' });
  const sessions: InferenceSession[] = [];
  for (const model of models) sessions.push(await createSession(model, setup.backend));
  return sessions;
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
