import type { BackendReason, BackendVerdict, DeviceFacts, GoldenTrial } from './backend.ts';

/** The least that WebGPU promises of a storage buffer; adapters in compatibility mode give less. */
const neededBindingBytes = 128 * 1024 * 1024;

/** Rounding differs between backends and moves single pixels of a mask's rim, not more. */
export const minMaskIou = 0.98;

/**
 * The backend that a device deserves. WebGPU is used only where it was seen to draw the same masks as
 * WASM, and faster over all trials.
 *
 * @param facts with a trial that was skipped for a software adapter only
 */
export function verdictOf(facts: DeviceFacts): BackendVerdict {
  const why = reasonOf(facts);
  return { backend: why.code === 'right-and-faster' ? 'webgpu' : 'wasm', why, facts };
}

/** Why WebGPU need not even be tried on an adapter; null: it is worth a trial. */
export function obstacleOf(facts: DeviceFacts): BackendReason | null {
  switch (facts.kind) {
    case 'no-webgpu':
    case 'no-adapter':
      return { code: facts.kind };
    case 'adapter-failed':
      return { code: 'adapter-failed', reason: facts.reason };
    case 'adapter': {
      const { isSoftware, maxStorageBufferBindingSizeBytes, maxBufferSizeBytes } = facts.adapter;
      if (isSoftware) return { code: 'software-adapter' };
      const givenBytes = Math.min(maxStorageBufferBindingSizeBytes, maxBufferSizeBytes);
      if (givenBytes >= neededBindingBytes) return null;
      return { code: 'limits-too-small', neededBytes: neededBindingBytes, givenBytes };
    }
  }
}

function reasonOf(facts: DeviceFacts): BackendReason {
  const obstacle = obstacleOf(facts);
  if (obstacle) return obstacle;
  if (facts.kind !== 'adapter' || facts.trial.kind === 'skipped')
    return { code: 'start-failed', reason: 'it was not tried' };
  if (facts.trial.kind === 'failed') return { code: 'start-failed', reason: facts.trial.reason };
  return reasonOfTrials(facts.trial.trials);
}

function reasonOfTrials(trials: readonly GoldenTrial[]): BackendReason {
  const maskIou = trials.reduce((least, trial) => Math.min(least, trial.maskIou), 1);
  if (!(maskIou >= minMaskIou)) return { code: 'wrong-masks', maskIou };
  const webgpuMs = sum(trials.map((trial) => trial.webgpuMs));
  const wasmMs = sum(trials.map((trial) => trial.wasmMs));
  return { code: webgpuMs < wasmMs ? 'right-and-faster' : 'slower', webgpuMs, wasmMs };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
