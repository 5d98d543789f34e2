import { proxy, type ProxyMarked } from 'comlink';
import type { Outcome, StartProgress, WorkerSetup } from '#sam/protocol.ts';
import { WorkerLink } from './workerLink.ts';

interface Startable {
  start(setup: WorkerSetup, onProgress: (progress: StartProgress) => void): Promise<Outcome<null>>;
}

/** Keeps one worker alive: starts it when it is needed first, and afresh after it was lost. */
export class WorkerHost<Api extends Startable> {
  private readonly spawn: () => Worker;
  private readonly setup: WorkerSetup;
  private starting: Promise<WorkerLink<Api>> | null = null;
  private link: WorkerLink<Api> | null = null;

  constructor(spawn: () => Worker, setup: WorkerSetup) {
    this.spawn = spawn;
    this.setup = setup;
  }

  /** The line to a started worker; concurrent calls share one start. */
  async ready(onProgress?: (progress: StartProgress) => void): Promise<WorkerLink<Api>> {
    if (this.link?.isLost) this.drop();
    this.starting ??= this.start(onProgress);
    return this.starting;
  }

  /** Ends the worker; the next `ready` starts another. */
  drop(): void {
    this.link?.kill();
    this.link = null;
    this.starting = null;
  }

  private async start(
    onProgress: (progress: StartProgress) => void = () => undefined,
  ): Promise<WorkerLink<Api>> {
    const link = new WorkerLink<Api>(this.spawn());
    this.link = link;
    try {
      const report: typeof onProgress & ProxyMarked = proxy(onProgress);
      await link.call((remote) => (remote as unknown as Startable).start(this.setup, report));
      return link;
    } catch (error) {
      // a failed start must not be remembered: retry begins with a fresh worker
      if (this.link === link) this.drop();
      throw error;
    }
  }
}
