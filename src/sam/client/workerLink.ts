import { releaseProxy, wrap, type Remote } from 'comlink';
import { AppError } from '#core/failure.ts';
import type { Outcome } from '#sam/protocol.ts';

/**
 * The line to one worker. comlink alone never settles a call whose worker died and loses the fields
 * of a failure (its issue #601); this settles every call: with the value, the failure, the abort
 * reason, or inference/worker-lost.
 */
export class WorkerLink<Api> {
  private readonly worker: Worker;
  private readonly remote: Remote<Api>;
  private readonly pending = new Set<(reason: unknown) => void>();
  private lostReason: unknown = null;

  constructor(worker: Worker) {
    this.worker = worker;
    this.remote = wrap<Api>(worker);
    worker.addEventListener('error', (event) => {
      this.settleAll(new AppError({ code: 'inference/worker-lost' }, { cause: event.message }));
    });
  }

  get isLost(): boolean {
    return this.lostReason !== null;
  }

  /** @throws AppError with the worker's failure; the signal's reason on abort */
  async call<Value>(
    run: (remote: Remote<Api>) => Promise<Outcome<Value>>,
    signal?: AbortSignal,
  ): Promise<Value> {
    signal?.throwIfAborted();
    if (this.isLost) throw this.lostReason;
    let rejectLost: (reason: unknown) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => {
      rejectLost = reject;
    });
    const abort = () => rejectLost(signal?.reason);
    this.pending.add(rejectLost);
    signal?.addEventListener('abort', abort);
    try {
      const outcome = await Promise.race([run(this.remote), lost]);
      if (outcome.isOk) return outcome.value;
      throw new AppError(outcome.failure);
    } finally {
      this.pending.delete(rejectLost);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Ends the worker at once, in the middle of whatever it does. */
  kill(): void {
    this.settleAll(new AppError({ code: 'inference/worker-lost' }));
    this.remote[releaseProxy]();
    this.worker.terminate();
  }

  private settleAll(reason: unknown): void {
    this.lostReason = reason;
    for (const reject of this.pending) reject(reason);
    this.pending.clear();
  }
}
