import { AppError, type Failure } from '#core/failure.ts';
import type { ReadHost, ReadSession, ReadSource } from '../worker/reader.ts';
import type { ReadReply, ReadRequest, ReadResult } from '../worker/readProtocol.ts';

/** Starts a worker that reads these files. */
export function openReadSession(source: ReadSource, host: ReadHost): ReadSession {
  const worker = new ReadWorker(host);
  worker.post({ kind: 'open', source });
  return {
    async recognise() {
      const result = await worker.call((call) => ({ kind: 'recognise', call }));
      return result.of === 'recognise' ? result.formats : [];
    },
    async read(formatId, onProgress) {
      const result = await worker.call((call) => ({ kind: 'read', call, formatId }), onProgress);
      if (result.of === 'read') return result.summary;
      throw lost();
    },
    async objectsOf(image) {
      const result = await worker.call((call) => ({ kind: 'objects', call, image }));
      return result.of === 'objects' ? result.objects : [];
    },
    end: () => worker.end(new DOMException('nobody waits', 'AbortError')),
  };
}

interface Waiting {
  resolve(result: ReadResult): void;
  reject(reason: unknown): void;
  onProgress(share: number): void;
}

/** The page's side of one worker. */
class ReadWorker {
  readonly #worker: Worker;
  readonly #host: ReadHost;
  readonly #waiting = new Map<number, Waiting>();
  #callCount = 0;
  #endedFor: unknown = null;

  constructor(host: ReadHost) {
    this.#host = host;
    this.#worker = new Worker(new URL('../worker/formats.worker.ts', import.meta.url), {
      type: 'module',
      name: 'reading',
    });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ReadReply>) =>
      this.#hear(data),
    );
    this.#worker.addEventListener('error', () => this.end(lost()));
  }

  post(request: ReadRequest): void {
    this.#worker.postMessage(request, { transfer: [] });
  }

  call(
    requestOf: (call: number) => ReadRequest,
    onProgress: (share: number) => void = () => undefined,
  ): Promise<ReadResult> {
    if (this.#endedFor !== null) return Promise.reject(this.#endedFor);
    this.#callCount += 1;
    const call = this.#callCount;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject, onProgress });
      this.post(requestOf(call));
    });
  }

  end(reason: unknown): void {
    if (this.#endedFor !== null) return;
    this.#endedFor = reason;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #hear(reply: ReadReply): void {
    if (this.#endedFor !== null) return;
    switch (reply.kind) {
      case 'ask':
        void this.#answer(reply);
        return;
      case 'progress':
        this.#waiting.get(reply.call)?.onProgress(reply.share);
        return;
      case 'result':
        this.#waiting.get(reply.call)?.resolve(reply.value);
        break;
      case 'failed':
        this.#waiting.get(reply.call)?.reject(new AppError(reply.failure));
        break;
    }
    this.#waiting.delete(reply.call);
  }

  async #answer({ question, what, path }: Extract<ReadReply, { kind: 'ask' }>): Promise<void> {
    try {
      const value = await (what === 'file' ? this.#host.fileOf(path) : this.#host.sizeOf(path));
      if (this.#endedFor === null) this.post({ kind: 'answer', question, value });
    } catch (error) {
      if (this.#endedFor !== null) return;
      this.post({ kind: 'refusal', question, failure: failureOf(error) });
    }
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  return { code: 'import/unreadable-annotations', reason: String(error) };
}

function lost(): AppError {
  return new AppError({ code: 'import/unreadable-annotations', reason: 'the worker ended' });
}
