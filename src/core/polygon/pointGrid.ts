import type { Box } from '../geometry/box.ts';

/** Points of an outline by place, so that those in a small box are found without a look at all. */
export class PointGrid {
  readonly #bounds: Box<'image'>;
  readonly #columns: number;
  readonly #rows: number;
  readonly #heads: Int32Array; // per cell its first point, none: -1
  readonly #after: Int32Array; // per point the next one in its cell
  readonly #before: Int32Array;
  readonly #cells: Int32Array; // per point its cell

  /** @param bounds holds all points; at most two cells per point are made */
  constructor(xs: Float64Array, ys: Float64Array, bounds: Box<'image'>) {
    const count = xs.length;
    this.#bounds = bounds;
    const aspect = Math.min(count, Math.max(1 / count, bounds.width / bounds.height || 1));
    this.#columns = Math.max(1, Math.floor(Math.sqrt(count * aspect)));
    this.#rows = Math.max(1, Math.floor(Math.sqrt(count / aspect)));
    this.#heads = new Int32Array(this.#columns * this.#rows).fill(-1);
    this.#after = new Int32Array(count).fill(-1);
    this.#before = new Int32Array(count).fill(-1);
    this.#cells = new Int32Array(count);
    for (let point = 0; point < count; point += 1) {
      const column = this.#columnAt(xs[point] ?? 0);
      this.#insert(point, column * this.#rows + this.#rowAt(ys[point] ?? 0));
    }
  }

  remove(point: number): void {
    const after = this.#after[point] ?? -1;
    const before = this.#before[point] ?? -1;
    if (after >= 0) this.#before[after] = before;
    if (before >= 0) this.#after[before] = after;
    else this.#heads[this.#cells[point] ?? 0] = after;
  }

  /** The first point in the cells that a box touches for which `isWanted`; -1 when there is none. */
  find({ x, y, width, height }: Box<'image'>, isWanted: (point: number) => boolean): number {
    const lastColumn = this.#columnAt(x + width);
    const firstRow = this.#rowAt(y);
    const lastRow = this.#rowAt(y + height);
    for (let column = this.#columnAt(x); column <= lastColumn; column += 1) {
      for (let row = firstRow; row <= lastRow; row += 1) {
        let point = this.#heads[column * this.#rows + row] ?? -1;
        for (; point >= 0; point = this.#after[point] ?? -1) if (isWanted(point)) return point;
      }
    }
    return -1;
  }

  #insert(point: number, cell: number): void {
    const head = this.#heads[cell] ?? -1;
    if (head >= 0) this.#before[head] = point;
    this.#after[point] = head;
    this.#heads[cell] = point;
    this.#cells[point] = cell;
  }

  #columnAt(x: number): number {
    return cellAt((x - this.#bounds.x) / this.#bounds.width, this.#columns);
  }

  #rowAt(y: number): number {
    return cellAt((y - this.#bounds.y) / this.#bounds.height, this.#rows);
  }
}

/** Share 0…1 to a cell; what divides by 0 goes to the first. */
function cellAt(share: number, count: number): number {
  const cell = Math.floor(share * count);
  return cell >= count ? count - 1 : cell > 0 ? cell : 0;
}
