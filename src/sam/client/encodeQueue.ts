import type { ImageEmbedding } from '#sam/protocol.ts';
import { untilAborted } from './untilAborted.ts';

/** Who waits for an encode: the open image first, then a closer look at an object, then the future. */
export type Urgency = 'ahead' | 'closer' | 'open';

const rank: Readonly<Record<Urgency, number>> = { ahead: 0, closer: 1, open: 2 };

/** One thing to encode; equal keys are one and the same. */
export interface EncodeTask {
  readonly key: string;
  readonly urgency: Urgency;
  /** Does the work. An abort must end it at once. */
  run(signal: AbortSignal): Promise<ImageEmbedding>;
}

interface Running {
  readonly key: string;
  readonly controller: AbortController;
  readonly result: Promise<ImageEmbedding>;
  urgency: Urgency;
  waiterCount: number;
}

/**
 * Encodes one thing at a time. Whoever asks for what is being encoded already waits for the same run;
 * something more urgent ends a run that is less so, and so does the last waiter who leaves.
 */
export class EncodeQueue {
  private running: Running | null = null;

  /** @throws the signal's reason on abort, an AbortError when something more urgent came */
  async encode(task: EncodeTask, signal: AbortSignal): Promise<ImageEmbedding> {
    for (;;) {
      signal.throwIfAborted();
      const { running } = this;
      if (!running) return this.join(this.begin(task), signal);
      if (running.key === task.key && !running.controller.signal.aborted) {
        if (rank[task.urgency] > rank[running.urgency]) running.urgency = task.urgency;
        return this.join(running, signal);
      }
      if (rank[task.urgency] > rank[running.urgency]) running.controller.abort();
      await untilAborted(hasEnded(running.result), signal);
    }
  }

  private begin(task: EncodeTask): Running {
    const controller = new AbortController();
    const running: Running = {
      key: task.key,
      controller,
      urgency: task.urgency,
      waiterCount: 0,
      result: task.run(controller.signal).finally(() => {
        if (this.running === running) this.running = null;
      }),
    };
    this.running = running;
    return running;
  }

  private async join(running: Running, signal: AbortSignal): Promise<ImageEmbedding> {
    running.waiterCount += 1;
    try {
      return await untilAborted(running.result, signal);
    } finally {
      running.waiterCount -= 1;
      if (running.waiterCount === 0) running.controller.abort();
    }
  }
}

async function hasEnded(result: Promise<unknown>): Promise<void> {
  await result.catch(() => undefined); // whoever waits for it hears of a failure
}
