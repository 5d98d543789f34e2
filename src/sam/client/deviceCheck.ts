import type { DeviceFacts, DeviceTrial } from '#core/backend/backend.ts';
import { obstacleOf } from '#core/backend/verdict.ts';
import { miniature } from '#sam/models/miniature.ts';
import type { CheckSetup, CheckWorker, Outcome, WorkerSetup } from '#sam/protocol.ts';
import { readAdapter } from './adapterFacts.ts';
import { isDownloadFailure, reasonOf } from './backendFault.ts';
import { withinTime } from './withinTime.ts';
import { WorkerLink } from './workerLink.ts';

/** For one backend, downloads aside: generous, a card on battery compiles shaders for seconds. */
const trialLimitMs = 60_000;

/** The two steps of a look at the graphics device. */
export interface DeviceCheck {
  readAdapter(): Promise<DeviceFacts>;
  tryDevice(facts: DeviceFacts, setup: Omit<WorkerSetup, 'backend'>): Promise<DeviceFacts>;
}

export const deviceCheck: DeviceCheck = {
  readAdapter: () => readAdapter(),
  tryDevice: (facts, setup) => tryDevice(facts, setup),
};

/**
 * Tries the golden prompt on WASM and then on WebGPU, each in a worker of its own that ends with it: one
 * after the other, so that neither slows the other down.
 *
 * @param facts as {@link readAdapter} gave them; where they speak against WebGPU, nothing is tried
 * @throws AppError where WASM fails too, or a file cannot be had
 */
export async function tryDevice(
  facts: DeviceFacts,
  setup: Omit<WorkerSetup, 'backend'>,
  spawn: () => Worker = spawnCheck,
): Promise<DeviceFacts> {
  if (facts.kind !== 'adapter' || obstacleOf(facts)) return facts;
  return { ...facts, trial: await runTrials(setup, spawn) };
}

async function runTrials(
  setup: Omit<WorkerSetup, 'backend'>,
  spawn: () => Worker,
): Promise<DeviceTrial> {
  const checkSetup = (backend: CheckSetup['backend']) => ({ ...setup, backend, miniature });
  const reference = await inWorker(spawn, (remote) => remote.answer(checkSetup('wasm')));
  try {
    const trials = await inWorker(spawn, (remote) =>
      remote.compare(checkSetup('webgpu'), reference),
    );
    return { kind: 'ran', trials };
  } catch (error) {
    if (isDownloadFailure(error)) throw error; // says nothing about the device
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** Asks a fresh worker and ends it. @throws AppError of the worker, a TimeoutError */
async function inWorker<Value>(
  spawn: () => Worker,
  ask: (remote: Pick<CheckWorker, 'answer' | 'compare'>) => Promise<Outcome<Value>>,
): Promise<Value> {
  const link = new WorkerLink<CheckWorker>(spawn());
  try {
    return await withinTime(
      link.call((remote) => ask(remote as unknown as CheckWorker)),
      trialLimitMs,
    );
  } finally {
    link.kill();
  }
}

function spawnCheck(): Worker {
  return new Worker(new URL('../worker/check.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sam-check',
  });
}
