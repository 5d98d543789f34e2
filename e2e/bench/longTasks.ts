import type { Span } from './duel.ts';

/** The browser tells of a task only some time after it has ended. */
const reportDelayMs = 300;

/** Notes what keeps the main thread busy for 50 ms or more, from now on. */
export function watchLongTasks(): { finish(): Promise<readonly Span[]> } {
  const spans: Span[] = [];
  const note = (entries: readonly PerformanceEntry[]) => {
    for (const { startTime, duration } of entries) {
      spans.push({ startMs: startTime, endMs: startTime + duration });
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  return {
    async finish() {
      await new Promise((resolve) => setTimeout(resolve, reportDelayMs));
      note(observer.takeRecords());
      observer.disconnect();
      return spans;
    },
  };
}

/** Length of the longest task that overlaps any of the spans, ms; 0 if none does. */
export function longestDuring(tasks: readonly Span[], spans: readonly Span[]): number {
  const overlapping = tasks.filter((task) =>
    spans.some(({ startMs, endMs }) => task.startMs < endMs && task.endMs > startMs),
  );
  return Math.max(0, ...overlapping.map(({ startMs, endMs }) => endMs - startMs));
}
