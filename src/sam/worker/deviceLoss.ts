import { AppError } from '#core/failure.ts';

const waiting = new Set<(reason: AppError) => void>();
const watched = new WeakSet<GPUDevice>();
let failure: AppError | null = null;

/**
 * Fails all jobs of this worker, now and later, once the device is lost or has refused a command:
 * ONNX Runtime only logs a refused command and answers with whatever is in the buffer (its issue #18311).
 */
export function watchDevice(device: GPUDevice): void {
  if (watched.has(device)) return;
  watched.add(device);
  void device.lost.then(({ message, reason }) => {
    fail(new AppError({ code: 'inference/device-lost', reason: message || reason }));
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    fail(new AppError({ code: 'inference/failed', reason: error.message }));
  });
}

/**
 * The job's own outcome, or the failure of the device, on which a job may never end.
 *
 * @throws AppError inference/device-lost, inference/failed
 */
export async function untilDeviceFails<Value>(job: () => Promise<Value>): Promise<Value> {
  if (failure) throw failure;
  let reject: (reason: AppError) => void = () => undefined;
  const failed = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  waiting.add(reject);
  try {
    return await Promise.race([job(), failed]);
  } finally {
    waiting.delete(reject);
  }
}

function fail(reason: AppError): void {
  failure ??= reason;
  for (const reject of waiting) reject(failure);
  waiting.clear();
}
