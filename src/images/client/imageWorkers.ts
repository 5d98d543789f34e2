import { AppError, type Failure } from '#core/failure.ts';
import type { ImageReply, ImageTask } from '../imageWorker.ts';

/** What the page knows of a worker. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export interface ImageWorkersOptions {
  /** How many at most, ≥ 1. */
  readonly count: number;
  readonly spawn: () => WorkerPort;
  readonly limitMs: number; // for one piece of work, see ImageReply
  readonly idleMs: number; // after which a worker that has nothing to do is ended
}

/** How a task is run. */
export interface TaskOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether somebody looks at the screen for it: it goes before all others that wait. */
  readonly isUrgent: boolean;
  readonly onReply: (reply: ImageReply) => void;
}

interface Job extends TaskOptions {
  readonly task: ImageTask;
  readonly fileName: string;
  resolve(): void;
  reject(reason: unknown): void;
}

interface Seat {
  readonly worker: WorkerPort;
  job: Job | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * A few workers which read pictures, each one at a time. One that takes too long, is called off or breaks is
 * ended, and another takes its place when there is more to do.
 */
export class ImageWorkers {
  private readonly options: ImageWorkersOptions;
  private readonly seats = new Set<Seat>();
  private waiting: readonly Job[] = [];

  constructor(options: ImageWorkersOptions) {
    this.options = options;
  }

  /** Resolves when the task is done. @throws AppError image/…; the signal's reason on abort */
  async run(task: ImageTask, options: TaskOptions): Promise<void> {
    const { signal, isUrgent } = options;
    signal?.throwIfAborted();
    const fileName = 'file' in task ? task.file.name : task.fileName;
    let onAbort = () => undefined as void;
    try {
      await new Promise<void>((resolve, reject) => {
        const job: Job = { ...options, task, fileName, resolve, reject };
        onAbort = () => this.callOff(job);
        signal?.addEventListener('abort', onAbort);
        this.waiting = isUrgent ? [job, ...this.waiting] : [...this.waiting, job];
        this.seatNext();
      });
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  private seatNext(): void {
    const [job] = this.waiting;
    if (!job) return;
    const seat = [...this.seats].find((one) => !one.job) ?? this.newSeat();
    if (!seat) return;
    this.waiting = this.waiting.slice(1);
    seat.job = job;
    this.restartClock(seat);
    const transfer = job.task.kind === 'adjust' ? [job.task.bitmap] : [];
    seat.worker.postMessage(job.task, { transfer });
    this.seatNext();
  }

  private newSeat(): Seat | null {
    if (this.seats.size >= this.options.count) return null;
    const seat: Seat = { worker: this.options.spawn(), job: null, timer: undefined };
    seat.worker.addEventListener('message', ({ data }) => this.hear(seat, data));
    seat.worker.addEventListener('error', () => this.end(seat, 'image/reader-lost'));
    this.seats.add(seat);
    return seat;
  }

  private hear(seat: Seat, reply: ImageReply): void {
    const { job } = seat;
    if (!job) return;
    switch (reply.kind) {
      case 'waiting':
        clearTimeout(seat.timer);
        return;
      case 'working':
        this.restartClock(seat);
        return;
      case 'picture':
      case 'bitmap':
      case 'size':
        job.onReply(reply);
        return;
      case 'done':
        this.rest(seat);
        job.resolve();
        return;
      case 'failed':
        this.rest(seat);
        job.reject(new AppError(reply.failure));
        return;
    }
  }

  /** The worker takes the next task, or is ended after a while. */
  private rest(seat: Seat): void {
    clearTimeout(seat.timer);
    seat.job = null;
    seat.timer = setTimeout(() => this.end(seat), this.options.idleMs);
    this.seatNext();
  }

  private restartClock(seat: Seat): void {
    clearTimeout(seat.timer);
    seat.timer = setTimeout(() => this.end(seat, 'image/too-slow'), this.options.limitMs);
  }

  private end(seat: Seat, code?: 'image/too-slow' | 'image/reader-lost'): void {
    clearTimeout(seat.timer);
    seat.worker.terminate();
    this.seats.delete(seat);
    if (seat.job && code) seat.job.reject(new AppError(this.failureOf(code, seat.job)));
    seat.job = null;
    this.seatNext();
  }

  private failureOf(code: 'image/too-slow' | 'image/reader-lost', { fileName }: Job): Failure {
    if (code === 'image/reader-lost') return { code, fileName };
    return { code, fileName, limitSeconds: this.options.limitMs / 1000 };
  }

  private callOff(job: Job): void {
    this.waiting = this.waiting.filter((one) => one !== job);
    job.reject(job.signal?.reason);
    const seat = [...this.seats].find((one) => one.job === job);
    if (seat) this.end(seat);
  }
}
