import type { JobPace } from '#store/jobsStore.ts';

/** How far the work was at one moment. */
export interface PaceSample {
  readonly at: number; // ms
  readonly count: number; // items done
  readonly bytes: number; // of them
}

const windowMs = 20_000;
const leastMs = 1_500;

/** The samples with one more; those that say nothing of the present pace are let go. */
export function withSample(
  samples: readonly PaceSample[],
  sample: PaceSample,
): readonly PaceSample[] {
  const last = samples.at(-1);
  if (last && sample.at - last.at < 250)
    return [...samples.slice(0, -1), { ...sample, at: last.at }];
  return [...samples.filter(({ at }) => sample.at - at <= windowMs), sample];
}

/** How fast it went lately and how long the rest will take; null while that cannot be told. */
export function paceOf(samples: readonly PaceSample[], totalCount: number): JobPace | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last) return null;
  const ms = last.at - first.at;
  const count = last.count - first.count;
  if (ms < leastMs || count === 0) return null;
  return {
    bytesPerSecond: (1000 * (last.bytes - first.bytes)) / ms,
    remainingMs: (Math.max(0, totalCount - last.count) * ms) / count,
  };
}
