import type { ProjectId } from '#core/annotation/ids.ts';
import type { CopiedChange, CopyLack, CopyReply, CopyRequest } from './protocol.ts';

/** How far the second copy of a project is. */
export type CopyState =
  | { readonly kind: 'upToDate' }
  | { readonly kind: 'behind'; readonly count: number } // changes on their way to it
  | { readonly kind: 'none'; readonly why: CopyLack };

type Ask = CopyRequest extends infer Request
  ? Request extends { readonly call: number }
    ? Omit<Request, 'call'>
    : never
  : never;

/** What is known of a project's copy. */
interface Standing {
  readonly waiting: readonly number[]; // seqs of changes that are not in it yet
  readonly lack: CopyLack | null; // null: there is a copy
}

/** The page side of the worker that writes second copies; starts it with the first request. */
export class CopyWorker {
  private worker: Worker | null = null;
  private readonly answers = new Map<number, () => void>();
  private readonly standings = new Map<ProjectId, Standing>();
  private readonly listeners = new Set<() => void>();
  private callCount = 0;

  append(projectId: ProjectId, change: CopiedChange): void {
    const { waiting, lack } = this.standingOf(projectId);
    this.setStanding(projectId, { waiting: [...waiting, change.seq], lack });
    this.post({ kind: 'append', projectId, change });
  }

  /** Resolves when the worker is done with it, whatever came of it. */
  ask(request: Ask): Promise<void> {
    this.callCount += 1;
    const call = this.callCount;
    return new Promise((resolve) => {
      this.answers.set(call, resolve);
      this.post({ ...request, call });
    });
  }

  stateOf(projectId: ProjectId): CopyState {
    const { waiting, lack } = this.standingOf(projectId);
    if (lack !== null) return { kind: 'none', why: lack };
    return waiting.length > 0 ? { kind: 'behind', count: waiting.length } : { kind: 'upToDate' };
  }

  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private post(request: CopyRequest): void {
    this.start().postMessage(request, { transfer: [] });
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./worker/secondCopy.worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<CopyReply>) => this.hear(data));
    worker.addEventListener('error', () => this.lose());
    this.worker = worker;
    return worker;
  }

  private hear(reply: CopyReply): void {
    switch (reply.kind) {
      case 'copied': {
        const { waiting } = this.standingOf(reply.projectId);
        const left = waiting.filter((seq) => seq > reply.seq);
        this.setStanding(reply.projectId, { waiting: left, lack: null });
        return;
      }
      case 'lacking':
        this.setStanding(reply.projectId, { waiting: [], lack: reply.why });
        return;
      case 'done':
        this.answers.get(reply.call)?.();
        this.answers.delete(reply.call);
    }
  }

  /** It did not start, or died: nobody may wait for it. */
  private lose(): void {
    this.worker?.terminate();
    this.worker = null;
    for (const answer of this.answers.values()) answer();
    this.answers.clear();
    for (const projectId of this.standings.keys()) {
      this.setStanding(projectId, { waiting: [], lack: 'failed' });
    }
  }

  private standingOf(projectId: ProjectId): Standing {
    return this.standings.get(projectId) ?? { waiting: [], lack: 'notYet' };
  }

  private setStanding(projectId: ProjectId, standing: Standing): void {
    this.standings.set(projectId, standing);
    for (const listener of this.listeners) listener();
  }
}
