import { type Box, clamp } from '../geometry/box.ts';

/** Points of an outline by place, so that those in a triangle are found without a look at all. */
export class PointGrid {
  readonly #bounds: Box<'image'>;
  readonly #columns: number;
  readonly #rows: number;
  readonly #heads: Int32Array; // per cell its first point, none: -1
  readonly #after: Int32Array; // per point the next one in its cell
  readonly #before: Int32Array;
  readonly #cells: Int32Array; // per point its cell

  /** @param bounds holds all points; about one cell per point is made */
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

  /**
   * The first point for which `isWanted` among those in the cells that a triangle touches, and some
   * around it; -1 when there is none. Thin triangles, however long, touch few cells.
   *
   * @param margin room around the triangle for rounding, image px
   */
  find(triangle: Triangle, margin: number, isWanted: (point: number) => boolean): number {
    const [ax, , bx, , cx] = triangle;
    const step = this.#bounds.width / this.#columns;
    const lastColumn = this.#columnAt(Math.max(ax, bx, cx) + margin);
    for (let column = this.#columnAt(Math.min(ax, bx, cx) - margin); column <= lastColumn;) {
      const left = this.#bounds.x + column * step - margin;
      const { top, bottom } = heightsBetween(triangle, left, left + step + 2 * margin);
      const lastRow = this.#rowAt(bottom + margin);
      for (let row = this.#rowAt(top - margin); row <= lastRow; row += 1) {
        let point = this.#heads[column * this.#rows + row] ?? -1;
        for (; point >= 0; point = this.#after[point] ?? -1) if (isWanted(point)) return point;
      }
      column += 1;
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

/** x and y of three corners, image px. */
type Triangle = readonly [number, number, number, number, number, number];

/** The highest and the lowest place of a triangle's rim between two upright lines that it reaches. */
function heightsBetween(triangle: Triangle, left: number, right: number) {
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < 6; i += 2) {
    const x0 = triangle[i] ?? 0;
    const y0 = triangle[i + 1] ?? 0;
    const x1 = triangle[(i + 2) % 6] ?? 0;
    const y1 = triangle[(i + 3) % 6] ?? 0;
    if (Math.max(x0, x1) < left || Math.min(x0, x1) > right) continue;
    const slope = x0 === x1 ? 0 : (y1 - y0) / (x1 - x0);
    const atLeft =
      x0 === x1 ? y0 : y0 + (clamp(left, Math.min(x0, x1), Math.max(x0, x1)) - x0) * slope;
    const atRight =
      x0 === x1 ? y1 : y0 + (clamp(right, Math.min(x0, x1), Math.max(x0, x1)) - x0) * slope;
    top = Math.min(top, atLeft, atRight);
    bottom = Math.max(bottom, atLeft, atRight);
  }
  return { top, bottom };
}
