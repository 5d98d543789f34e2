import type {
  AdapterFacts,
  BackendChoice,
  BackendVerdict,
  DeviceFacts,
} from '#core/backend/backend.ts';
import { obstacleOf, verdictOf } from '#core/backend/verdict.ts';
import type { StartProgress, WorkerSetup } from '#sam/protocol.ts';
import { reasonOf } from './backendFault.ts';
import type { DeviceCheck } from './deviceCheck.ts';

/** Verdicts of former device checks. */
export interface VerdictMemory {
  read(key: string): BackendVerdict | null;
  /** @param verdict null: forgets it */
  write(key: string, verdict: BackendVerdict | null): void;
}

export interface BackendQuestion {
  readonly choice: BackendChoice;
  readonly setup: Omit<WorkerSetup, 'backend'>;
  readonly check: DeviceCheck;
  readonly verdicts: VerdictMemory;
  /** Changes with ONNX Runtime and the browser: either may bring other drivers' bugs, or mend them. */
  readonly runtimeKey: string;
  /** Hears of a trial, which takes seconds. */
  onProgress(progress: StartProgress): void;
}

export interface BackendAnswer {
  readonly verdict: BackendVerdict;
  readonly key: string | null; // under which the verdict is remembered; null: it is not
  readonly isFresh: boolean; // a check ran for it
}

/** The backend to start with: the user's, a remembered verdict, or what a check finds; never fails. */
export async function chooseBackend(question: BackendQuestion): Promise<BackendAnswer> {
  const { choice, check } = question;
  if (choice === 'wasm') return chosen({ backend: 'wasm', why: { code: 'chosen' }, facts: null });
  const facts = await check.readAdapter();
  if (choice === 'auto') return checked(question, facts);
  if (facts.kind === 'adapter')
    return chosen({ backend: 'webgpu', why: { code: 'chosen' }, facts });
  return { verdict: verdictOf(facts), key: null, isFresh: true };
}

/** Names what a verdict is about: other weights, another card or another runtime are checked anew. */
function keyOf({ setup: { spec }, runtimeKey }: BackendQuestion, adapter: AdapterFacts): string {
  const hashes = [spec.encoder, spec.decoder].map(({ sha256 }) => sha256.slice(0, 16));
  return JSON.stringify([...hashes, runtimeKey, adapter]);
}

async function checked(question: BackendQuestion, facts: DeviceFacts): Promise<BackendAnswer> {
  // what is read off the adapter at once need not be remembered
  if (facts.kind !== 'adapter' || obstacleOf(facts)) return chosen(verdictOf(facts));
  const { verdicts, check, setup, onProgress } = question;
  const key = keyOf(question, facts.adapter);
  const remembered = verdicts.read(key);
  if (remembered) return { verdict: remembered, key, isFresh: false };
  try {
    const verdict = verdictOf(await check.tryDevice(facts, { ...setup, onProgress }));
    verdicts.write(key, verdict);
    return { verdict, key, isFresh: true };
  } catch (error) {
    return chosen({
      backend: 'wasm',
      why: { code: 'check-failed', reason: reasonOf(error) },
      facts,
    });
  }
}

function chosen(verdict: BackendVerdict): BackendAnswer {
  return { verdict, key: null, isFresh: false };
}
