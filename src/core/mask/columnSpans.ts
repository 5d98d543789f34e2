import type { Rle } from './rle.ts';

/** Receives the foreground pixels top ≤ y < bottom of one column, as pixel indices. */
type SpanVisitor = (column: number, top: number, bottom: number) => void;

/**
 * Calls `visit` for every vertical stretch of foreground, left to right, then top to bottom.
 * A run that crosses columns is cut at each column's end, so two spans of a column never touch.
 * Cost: runs + columns covered, never the area.
 */
export function visitColumnSpans(rle: Rle, visit: SpanVisitor): void {
  const { height } = rle.size;
  let end = 0;
  for (let run = 0; run < rle.counts.length; run += 1) {
    let start = end;
    end += rle.counts[run] ?? 0;
    if (run % 2 === 0) continue;
    while (start < end) {
      const column = Math.floor(start / height);
      const columnStart = column * height;
      const stop = Math.min(end, columnStart + height);
      visit(column, start - columnStart, stop - columnStart);
      start = stop;
    }
  }
}
