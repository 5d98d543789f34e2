import type { BackendReason } from '#core/backend/backend.ts';
import { AppError } from '#core/failure.ts';

/**
 * Why WebGPU is given up after a failure; null: another backend would fail as well. A worker that was
 * lost counts: a driver may take it down.
 */
export function backendFault(error: unknown): BackendReason | null {
  if (!(error instanceof AppError)) return null;
  const { failure } = error;
  switch (failure.code) {
    case 'inference/device-lost':
      return { code: 'device-lost', reason: failure.reason };
    case 'inference/failed':
    case 'inference/out-of-memory':
    case 'inference/worker-lost':
      return { code: 'run-failed', reason: reasonOf(error) };
    case 'model/start-failed':
      return { code: 'start-failed', reason: failure.reason };
    case 'model/download-failed':
      // the model's own files serve both backends
      return failure.url.endsWith('.onnx')
        ? null
        : { code: 'start-failed', reason: reasonOf(error) };
    default:
      return null;
  }
}

/** What went wrong, in the words of whoever it happened to. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof AppError)) return String(error);
  return 'reason' in error.failure ? error.failure.reason : error.failure.code;
}

export function isDownloadFailure(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { code } = error.failure;
  return code === 'model/download-failed' || code === 'model/checksum-mismatch';
}

/** Whether it would happen again next time: a card or a worker that was lost may do after another check. */
export function isLasting(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { code } = error.failure;
  return (
    code === 'model/start-failed' ||
    code === 'inference/failed' ||
    code === 'inference/out-of-memory'
  );
}
