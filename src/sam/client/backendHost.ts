import type {
  Backend,
  BackendChoice,
  BackendReason,
  BackendVerdict,
} from '#core/backend/backend.ts';
import { AppError } from '#core/failure.ts';
import { backendFault, isLasting } from './backendFault.ts';
import type { BackendAnswer, VerdictMemory } from './chooseBackend.ts';
import { untilAborted } from './untilAborted.ts';

/** One life of the workers, from their start on a backend until they are ended. */
interface Life<Engine> {
  readonly engine: Engine;
  readonly answer: BackendAnswer;
}

export interface BackendHostOptions<Engine> {
  readonly choice: BackendChoice;
  choose(choice: BackendChoice): Promise<BackendAnswer>;
  /** Makes what does the work on a backend. */
  begin(backend: Backend): Engine;
  end(engine: Engine): void;
  readonly verdicts: VerdictMemory;
  /** @param isSetback WebGPU was expected to work and does not */
  onBackend(verdict: BackendVerdict, isSetback: boolean): void;
}

/**
 * Runs every call on the backend that was chosen. When WebGPU fails in the middle of a call, the workers
 * are ended, since a failed WebGPU leaves its ONNX Runtime unusable, fresh ones take over on WASM, and
 * the call runs again: whoever made it only waits a little longer.
 */
export class BackendHost<Engine> {
  private readonly options: BackendHostOptions<Engine>;
  private choice: BackendChoice;
  private life: Promise<Life<Engine>> | null = null;
  private current: Life<Engine> | null = null;
  private endCount = 0;
  private runCount = 0;
  private isClosed = false;

  constructor(options: BackendHostOptions<Engine>) {
    this.options = options;
    this.choice = options.choice;
  }

  /** @param call may run more than once, each time on fresh workers */
  async run<Value>(call: (engine: Engine) => Promise<Value>, signal: AbortSignal): Promise<Value> {
    this.runCount += 1;
    try {
      return await this.runOnLiving(call, signal);
    } finally {
      this.runCount -= 1;
    }
  }

  /** Ends the workers unless a call is under way; the engine starts others when it needs them. */
  rest(): boolean {
    if (this.runCount > 0 || !this.current) return false;
    this.options.end(this.current.engine);
    return true;
  }

  /** Ends the workers and begins anew; calls under way run again. */
  restart(choice: BackendChoice): void {
    this.choice = choice;
    this.end();
  }

  close(): void {
    this.isClosed = true;
    this.end();
  }

  private async runOnLiving<Value>(
    call: (engine: Engine) => Promise<Value>,
    signal: AbortSignal,
  ): Promise<Value> {
    for (;;) {
      const life = await untilAborted(this.living(), signal);
      try {
        return await call(life.engine);
      } catch (error) {
        if (signal.aborted || this.isClosed || !this.mayRunAgain(life, error)) throw error;
      }
    }
  }

  private async living(): Promise<Life<Engine>> {
    for (;;) {
      if (this.isClosed) throw new AppError({ code: 'inference/worker-lost' });
      this.life ??= this.choose();
      const begun = this.life;
      const life = await begun;
      if (begun === this.life) return life; // nobody restarted it meanwhile
    }
  }

  private async choose(): Promise<Life<Engine>> {
    const { endCount } = this;
    const answer = await this.options.choose(this.choice);
    if (endCount !== this.endCount) return this.lifeOf(answer); // nobody will use it
    this.current = this.lifeOf(answer);
    this.options.onBackend(answer.verdict, answer.isFresh && isSetback(answer.verdict.why));
    return this.current;
  }

  private lifeOf(answer: BackendAnswer): Life<Engine> {
    return { answer, engine: this.options.begin(answer.verdict.backend) };
  }

  private end(): void {
    if (this.current) this.options.end(this.current.engine);
    this.current = null;
    this.life = null;
    this.endCount += 1;
  }

  /** Whether a failed call meets other workers when it runs again; gives WebGPU up if it failed. */
  private mayRunAgain(life: Life<Engine>, error: unknown): boolean {
    if (life !== this.current) return backendFault(error) !== null; // its workers were ended under it
    if (life.answer.verdict.backend === 'wasm') return false;
    const why = backendFault(error);
    if (!why) return false;
    this.giveUp(life, why, error);
    return true;
  }

  private giveUp(
    { engine, answer: { key, verdict } }: Life<Engine>,
    why: BackendReason,
    error: unknown,
  ): void {
    this.options.end(engine);
    const answer: BackendAnswer = {
      verdict: { backend: 'wasm', why, facts: verdict.facts },
      key,
      isFresh: true,
    };
    if (key !== null) this.options.verdicts.write(key, isLasting(error) ? answer.verdict : null);
    this.current = this.lifeOf(answer);
    this.life = Promise.resolve(this.current);
    this.options.onBackend(answer.verdict, true);
  }
}

function isSetback({ code }: BackendReason): boolean {
  switch (code) {
    case 'start-failed':
    case 'wrong-masks':
    case 'run-failed':
    case 'device-lost':
    case 'adapter-failed':
    case 'no-adapter':
    case 'no-webgpu':
      return true;
    case 'chosen':
    case 'software-adapter':
    case 'limits-too-small':
    case 'check-failed':
    case 'slower':
    case 'right-and-faster':
      return false;
  }
}
