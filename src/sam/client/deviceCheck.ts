import { proxy } from 'comlink';
import type { DeviceFacts, DeviceTrial } from '#core/backend/backend.ts';
import { obstacleOf } from '#core/backend/verdict.ts';
import { miniature } from '#sam/models/miniature.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { CheckWorker, Outcome, StartProgress, WorkerSetup } from '#sam/protocol.ts';
import { readAdapter } from './adapterFacts.ts';
import { isDownloadFailure, reasonOf } from './backendFault.ts';
import { withinTime } from './withinTime.ts';
import { WorkerLink } from './workerLink.ts';

/** For one backend, once all is downloaded: generous, a card on battery compiles shaders for seconds. */
const trialLimitMs = 60_000;

/** The two steps of a look at the graphics device. */
export interface DeviceCheck {
  readAdapter(): Promise<DeviceFacts>;
  tryDevice(facts: DeviceFacts, trial: TrialSetup): Promise<DeviceFacts>;
}

export interface TrialSetup extends Omit<WorkerSetup, 'backend'> {
  /** Another model to try first, as small as the device is slow. */
  readonly miniature?: ModelSpec;
  onProgress(progress: StartProgress): void;
}

export const deviceCheck: DeviceCheck = { readAdapter: () => readAdapter(), tryDevice };

/**
 * Tries golden inputs on WASM and then on WebGPU, each in a worker of its own that ends with it: one
 * after the other, so that neither slows the other down. Takes seconds.
 *
 * @param facts as {@link readAdapter} gave them; where they speak against WebGPU, nothing is tried
 * @throws AppError where WASM fails too, or a file cannot be had
 */
export async function tryDevice(facts: DeviceFacts, trial: TrialSetup): Promise<DeviceFacts> {
  if (facts.kind !== 'adapter' || obstacleOf(facts)) return facts;
  return { ...facts, trial: await runTrials(trial) };
}

async function runTrials({ onProgress, ...rest }: TrialSetup): Promise<DeviceTrial> {
  const setup = { miniature, ...rest };
  const reference = await inWorker(onProgress, (remote, report) =>
    remote.answer({ ...setup, backend: 'wasm' }, report),
  );
  try {
    const trials = await inWorker(onProgress, (remote, report) =>
      remote.compare({ ...setup, backend: 'webgpu' }, reference, report),
    );
    return { kind: 'ran', trials };
  } catch (error) {
    if (isDownloadFailure(error)) throw error; // says nothing about the device
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

type Report = (progress: StartProgress) => void;

/** Asks a fresh worker and ends it. @throws AppError of the worker, a TimeoutError */
async function inWorker<Value>(
  onProgress: Report,
  ask: (remote: CheckWorker, report: Report) => Promise<Outcome<Value>>,
): Promise<Value> {
  const link = new WorkerLink<CheckWorker>(spawnCheck());
  let hasFiles: () => void = () => undefined;
  const downloaded = new Promise<void>((resolve) => {
    hasFiles = resolve;
  });
  const report = proxy<Report>((progress) => {
    if (progress.stage === 'session') hasFiles();
    onProgress(progress.stage === 'session' ? { stage: 'check' } : progress);
  });
  try {
    const answer = link.call((remote) => ask(remote as unknown as CheckWorker, report));
    await Promise.race([downloaded, answer]);
    return await withinTime(answer, trialLimitMs);
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
