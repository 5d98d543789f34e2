import type { Size } from '../geometry/size.ts';
import type { Runs } from './maskOfRuns.ts';

/**
 * Collects vertical stretches of foreground. One that touches the newest of its column melts into it,
 * so that strokes, whose pieces overlap a lot, leave few runs.
 */
export class ColumnRuns implements Runs {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly #height: number;
  readonly #newest: Int32Array; // by column, an index of starts; −1 before the first

  constructor({ width, height }: Size) {
    this.#height = height;
    this.#newest = new Int32Array(width).fill(-1);
  }

  /** Adds the rows top ≤ y < bottom of a column of the image; rows outside it are cut off. */
  add(column: number, top: number, bottom: number): void {
    const columnStart = column * this.#height;
    const start = columnStart + Math.max(0, top);
    const end = columnStart + Math.min(this.#height, bottom);
    if (!(start < end)) return;
    const newest = this.#newest[column] ?? -1;
    const newestStart = this.starts[newest] ?? Infinity;
    const newestEnd = this.ends[newest] ?? -Infinity;
    if (start <= newestEnd && end >= newestStart) {
      this.starts[newest] = Math.min(start, newestStart);
      this.ends[newest] = Math.max(end, newestEnd);
    } else {
      this.#newest[column] = this.starts.push(start) - 1;
      this.ends.push(end);
    }
  }
}
