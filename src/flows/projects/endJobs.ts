import type { Services } from '../services.ts';

/** Calls off all work that runs; resolves when none of it does any more. */
export async function endJobs({ stores }: Services): Promise<void> {
  const { jobs } = stores;
  for (const { cancel } of jobs.getState().jobs) cancel();
  await new Promise<void>((resolve) => {
    const unsubscribe = jobs.subscribe(resolveWhenDone);
    function resolveWhenDone(): void {
      if (jobs.getState().jobs.length > 0) return;
      unsubscribe();
      resolve();
    }
    resolveWhenDone();
  });
}
