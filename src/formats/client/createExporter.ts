import { AppError, type Failure } from '#core/failure.ts';
import type {
  DryRun,
  Exporter,
  ExportHost,
  ExportPlan,
  ExportProgress,
  ExportStep,
  FormatInfo,
} from '../worker/exporter.ts';
import type { ExportReply, ExportRequest, HostAnswer, HostQuestion } from '../worker/protocol.ts';

/** Writes in workers, one for each piece of work: to end it is to end its worker. */
export function createExporter(): Exporter {
  return {
    async formats() {
      const worker = new ExportWorker(null);
      try {
        worker.post({ kind: 'list' });
        return await worker.until(formatsIn);
      } finally {
        worker.end();
      }
    },
    async dryRun(plan, host, { onProgress, signal }) {
      const worker = new ExportWorker(host);
      const stop = () => worker.end(signal.reason);
      signal.throwIfAborted();
      signal.addEventListener('abort', stop);
      try {
        worker.post({ kind: 'dryRun', plan });
        return await worker.until((reply) => dryRunIn(reply, onProgress));
      } finally {
        signal.removeEventListener('abort', stop);
        worker.end();
      }
    },
    run,
  };
}

async function* run(
  plan: ExportPlan,
  host: ExportHost,
  options: {
    readonly onProgress: (progress: ExportProgress) => void;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<ExportStep, void, undefined> {
  const { onProgress, signal } = options;
  signal.throwIfAborted();
  const worker = new ExportWorker(host);
  const stop = () => worker.end(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    worker.post({ kind: 'run', plan });
    for (;;) {
      worker.post({ kind: 'next' });
      const step = await worker.until((reply) => stepIn(reply, onProgress));
      yield step;
      if (step.kind === 'outcome') return;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    worker.end();
  }
}

function formatsIn(reply: ExportReply): readonly FormatInfo[] | null {
  return reply.kind === 'formats' ? reply.formats : null;
}

function dryRunIn(reply: ExportReply, onProgress: (dryRun: DryRun) => void): DryRun | null {
  if (reply.kind !== 'dryRun') return null;
  onProgress(reply.dryRun);
  return reply.dryRun.isDone ? reply.dryRun : null;
}

function stepIn(
  reply: ExportReply,
  onProgress: (progress: ExportProgress) => void,
): ExportStep | null {
  if (reply.kind === 'progress') onProgress(reply.progress);
  return reply.kind === 'file' || reply.kind === 'outcome' ? reply : null;
}

interface Wait {
  /** True when it was what is waited for. */
  hear(reply: ExportReply): boolean;
  reject(reason: unknown): void;
}

/** The page's side of one worker. */
class ExportWorker {
  readonly #worker: Worker;
  readonly #host: ExportHost | null;
  #wait: Wait | null = null;
  #isEnded = false;
  #reason: unknown = null; // why it was ended

  constructor(host: ExportHost | null) {
    this.#host = host;
    this.#worker = new Worker(new URL('../worker/formats.worker.ts', import.meta.url), {
      type: 'module',
      name: 'exporting',
    });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ExportReply>) =>
      this.#hear(data),
    );
    this.#worker.addEventListener('error', () => this.end(lost()));
  }

  post(request: ExportRequest, transfer: Transferable[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  /** The first reply that `pick` makes something of. */
  until<Value>(pick: (reply: ExportReply) => Value | null): Promise<Value> {
    if (this.#isEnded) return Promise.reject(this.#reason);
    return new Promise((resolve, reject) => {
      this.#wait = {
        reject,
        hear(reply) {
          const value = pick(reply);
          if (value !== null) resolve(value);
          return value !== null;
        },
      };
    });
  }

  end(reason: unknown = lost()): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#reason = reason;
    this.#worker.terminate();
    this.#wait?.reject(reason);
    this.#wait = null;
  }

  #hear(reply: ExportReply): void {
    if (this.#isEnded) return;
    if (reply.kind === 'ask') void this.#answer(reply);
    else if (reply.kind === 'failed') this.end(new AppError(reply.failure));
    else if (this.#wait?.hear(reply)) this.#wait = null;
  }

  async #answer({ call, what, image }: Extract<ExportReply, { kind: 'ask' }>): Promise<void> {
    try {
      const value = await this.#valueOf(what, image);
      if (this.#isEnded) {
        if (value instanceof ImageBitmap) value.close();
        return;
      }
      this.post({ kind: 'answer', call, value }, value instanceof ImageBitmap ? [value] : []);
    } catch (error) {
      if (!this.#isEnded) this.post({ kind: 'refusal', call, failure: failureOf(error) });
    }
  }

  #valueOf(what: HostQuestion, image: number): Promise<HostAnswer> {
    if (!this.#host) return Promise.reject(new TypeError('nobody is there to ask'));
    switch (what) {
      case 'objects':
        return this.#host.objectsOf(image);
      case 'picture':
        return this.#host.pictureOf(image);
      case 'bitmap':
        return this.#host.bitmapOf(image);
    }
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  return { code: 'export/write-failed', reason: String(error) };
}

function lost(): AppError {
  return new AppError({ code: 'export/write-failed', reason: 'the worker ended' });
}
