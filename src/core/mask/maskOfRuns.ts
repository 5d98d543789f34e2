import { areaOfSize, type Size } from '../geometry/size.ts';
import type { Rle } from './rle.ts';

/**
 * Stretches of foreground in column order: the i-th holds the positions starts[i] ≤ p < ends[i],
 * a pixel's position being column × height + row.
 */
export interface Runs {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * The union of runs in any order, which may touch and overlap, as a canonical mask. Every run lies
 * inside the image and starts no later than it ends. Cost: the runs, and sorting them if need be.
 */
export function maskOfRuns(size: Size, runs: Runs): Rle {
  const starts = ascending(runs.starts);
  const ends = ascending(runs.ends);
  const counts = new Uint32Array(2 * starts.length + 1);
  let length = 0; // of counts
  let written = 0; // pixels
  let opened = 0;
  for (let closed = 0; closed < ends.length;) {
    const start = starts[opened] ?? 0;
    // as many runs begin before a position as end before it only where nothing is foreground
    do {
      const end = ends[closed] ?? 0;
      while (opened < starts.length && (starts[opened] ?? 0) <= end) opened += 1;
      closed += 1;
    } while (closed < opened);
    const end = ends[closed - 1] ?? 0;
    if (end === start) continue;
    counts[length] = start - written;
    counts[length + 1] = end - start;
    length += 2;
    written = end;
  }
  const rest = areaOfSize(size) - written;
  if (rest > 0 || length === 0) counts[length++] = rest;
  return { size, counts: counts.slice(0, length) };
}

function ascending(positions: readonly number[]): Uint32Array {
  const copy = Uint32Array.from(positions);
  for (let i = 1; i < copy.length; i += 1) {
    if ((copy[i - 1] ?? 0) > (copy[i] ?? 0)) return copy.toSorted();
  }
  return copy;
}
