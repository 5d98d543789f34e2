import type { Services } from '../services.ts';

/** Until the first image is shown and its encoding has begun, ms. */
const restMs = 10_000;

/** Deletes bytes that nothing refers to any more, when the start is over. A failure is left to the next start. */
export function sweepWhenIdle({ storage, wait }: Services): void {
  void wait(restMs, new AbortController().signal)
    .then(() => storage.sweep())
    .catch(() => undefined);
}
