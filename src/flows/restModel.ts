import { LatestTask } from './latestTask.ts';
import { isAbort } from './report.ts';
import type { Services } from './services.ts';

/** Long enough that whoever only looks something up in the gallery never waits for the model. */
const restAfterMs = 20_000;

/**
 * Gives the model's memory back, some 400 MB, while nobody is on the workbench. It is made ready again as
 * soon as somebody returns there or takes a card of the gallery in hand, which comes before its opening.
 *
 * @returns stops
 */
export function restModel(services: Services): () => void {
  const { session, gallery } = services.stores;
  const task = new LatestTask();
  let isResting = false;
  async function restWhenIdle(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await services.wait(restAfterMs, signal);
        isResting = services.sam.rest() || isResting;
      }
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
  }
  function follow(): void {
    task.cancel();
    if (isResting) wake(services);
    isResting = false;
    if (session.getState().screen !== 'workbench') void restWhenIdle(task.begin());
  }
  const unsubscribes = [
    session.subscribe(({ screen }, former) => {
      if (screen !== former.screen) follow();
    }),
    gallery.subscribe(({ focusedId }, former) => {
      if (focusedId !== former.focusedId && focusedId !== null) follow();
    }),
  ];
  follow();
  return () => {
    task.cancel();
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}

function wake({ sam }: Services): void {
  // whoever asks the model next hears of a failure
  void sam.start(() => undefined, new AbortController().signal).catch(() => undefined);
}
