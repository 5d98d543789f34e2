import type { Size } from '../geometry/size.ts';
import { iouOf } from '../mask/overlap.ts';
import type { Rle } from '../mask/rle.ts';
import type { Polygon } from './polygon.ts';
import type { Ring } from './ring.ts';

/**
 * The pixels whose centre lies inside the polygon, even-odd. A centre on an edge belongs to what
 * lies right of it, or below it where the edge is level, so that of two neighbours along one edge
 * exactly one takes each pixel. Filling the rings of a traced mask gives the mask back.
 * Points that are not finite are left out, what lies outside of the image is cut off.
 * Cost: edges × columns they span + columns × rows between the outermost edges there;
 * 100,000 points on 24 MP in well under 100 ms.
 */
export function rasterizePolygon(polygon: Polygon, size: Size): Rle {
  const edges = edgesByColumn(polygon.rings.map(finitePoints), size);
  const runs = new RunWriter(size.width * size.height);
  const column = new ColumnParity(size.height);
  const active = new ActiveEdges(edges);
  for (let x = edges.firstColumn; x < size.width && active.startAt(x); x += 1) {
    active.flipAll(x, column);
    column.moveTo(runs, x * size.height);
  }
  return { size, counts: runs.finish() };
}

/**
 * What a polygon loses of the mask it stands for, 0…1: one minus the IoU of the two.
 * Cost: filling the polygon, then the runs of both.
 */
export function detailLoss(mask: Rle, polygon: Polygon): number {
  return 1 - iouOf(mask, rasterizePolygon(polygon, mask.size));
}

/**
 * The edges that pass by the centre of a column, sorted by the first such column. Each runs from its
 * left end, whichever way its ring goes, so that both neighbours along an edge compute the same.
 */
interface ColumnEdges {
  readonly firstColumn: number;
  readonly starts: Int32Array; // first column
  readonly ends: Int32Array; // column behind the last one
  readonly xs: Float64Array; // left end
  readonly ys: Float64Array;
  readonly dxs: Float64Array; // to the right end, > 0
  readonly dys: Float64Array;
}

function edgesByColumn(rings: readonly Float64Array[], size: Size): ColumnEdges {
  const perColumn = new Int32Array(size.width + 1);
  visitEdges(rings, size, ({ start }) => {
    perColumn[start + 1] = (perColumn[start + 1] ?? 0) + 1;
  });
  for (let x = 1; x <= size.width; x += 1) {
    perColumn[x] = (perColumn[x] ?? 0) + (perColumn[x - 1] ?? 0);
  }
  const count = perColumn[size.width] ?? 0;
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  const dxs = new Float64Array(count);
  const dys = new Float64Array(count);
  visitEdges(rings, size, ({ start, end, x0, y0, x1, y1 }) => {
    const at = perColumn[start] ?? 0;
    perColumn[start] = at + 1;
    starts[at] = start;
    ends[at] = end;
    xs[at] = x0;
    ys[at] = y0;
    dxs[at] = x1 - x0;
    dys[at] = y1 - y0;
  });
  return { firstColumn: starts[0] ?? 0, starts, ends, xs, ys, dxs, dys };
}

interface ColumnEdge {
  readonly start: number; // columns [start, end), never empty
  readonly end: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number; // > x0
  readonly y1: number;
}

function visitEdges(
  rings: readonly Float64Array[],
  { width }: Size,
  visit: (edge: ColumnEdge) => void,
): void {
  for (const points of rings) {
    let fromX = points.at(-2) ?? 0;
    let fromY = points.at(-1) ?? 0;
    for (let i = 0; i < points.length; i += 2) {
      const toX = points[i] ?? 0;
      const toY = points[i + 1] ?? 0;
      const isRightwards = fromX < toX;
      const x0 = isRightwards ? fromX : toX;
      const x1 = isRightwards ? toX : fromX;
      const start = Math.max(0, Math.ceil(x0 - 0.5));
      const end = Math.min(width, Math.ceil(x1 - 0.5));
      if (start < end) {
        const y0 = isRightwards ? fromY : toY;
        const y1 = isRightwards ? toY : fromY;
        visit({ start, end, x0, y0, x1, y1 });
      }
      fromX = toX;
      fromY = toY;
    }
  }
}

function finitePoints({ points }: Ring): Float64Array {
  if (points.every(Number.isFinite)) return points;
  const kept: number[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] ?? NaN;
    const y = points[i + 1] ?? NaN;
    if (Number.isFinite(x) && Number.isFinite(y)) kept.push(x, y);
  }
  return Float64Array.from(kept);
}

/** The edges that pass by the centre of a column, side by side in memory: there may be very many. */
class ActiveEdges {
  readonly #all: ColumnEdges;
  readonly #ends: Int32Array;
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #dxs: Float64Array;
  readonly #dys: Float64Array;
  #count = 0;
  #next = 0; // of all, to start

  constructor(all: ColumnEdges) {
    this.#all = all;
    this.#ends = new Int32Array(all.starts.length);
    this.#xs = new Float64Array(all.starts.length);
    this.#ys = new Float64Array(all.starts.length);
    this.#dxs = new Float64Array(all.starts.length);
    this.#dys = new Float64Array(all.starts.length);
  }

  /** Takes up the edges that start with a column; false when there is no edge left, now or later. */
  startAt(x: number): boolean {
    const { starts, ends, xs, ys, dxs, dys } = this.#all;
    while (this.#next < starts.length && starts[this.#next] === x) {
      this.#ends[this.#count] = ends[this.#next] ?? 0;
      this.#xs[this.#count] = xs[this.#next] ?? 0;
      this.#ys[this.#count] = ys[this.#next] ?? 0;
      this.#dxs[this.#count] = dxs[this.#next] ?? 1;
      this.#dys[this.#count] = dys[this.#next] ?? 0;
      this.#count += 1;
      this.#next += 1;
    }
    return this.#count > 0 || this.#next < starts.length;
  }

  /** Flips the column below each edge; drops those that end with it. */
  flipAll(x: number, column: ColumnParity): void {
    const ends = this.#ends;
    const xs = this.#xs;
    const ys = this.#ys;
    const dxs = this.#dxs;
    const dys = this.#dys;
    for (let i = this.#count - 1; i >= 0; i -= 1) {
      // divided last: a centre that lies on the edge is found there
      const run = ((x + 0.5 - (xs[i] ?? 0)) * (dys[i] ?? 0)) / (dxs[i] ?? 1);
      column.flip((ys[i] ?? 0) + run);
      if ((ends[i] ?? 0) > x + 1) continue;
      const last = (this.#count -= 1);
      ends[i] = ends[last] ?? 0;
      xs[i] = xs[last] ?? 0;
      ys[i] = ys[last] ?? 0;
      dxs[i] = dxs[last] ?? 1;
      dys[i] = dys[last] ?? 0;
    }
  }
}

/** One column of pixels: which of them differ from the one above. Used again for every column. */
class ColumnParity {
  readonly #flips: Uint8Array;
  readonly #height: number;
  #top: number;
  #bottom = -1;

  constructor(height: number) {
    this.#height = height;
    this.#top = height;
    this.#flips = new Uint8Array(height + 1);
  }

  /** Turns over every pixel whose centre is at or below y. */
  flip(y: number): void {
    const wished = Math.ceil(y - 0.5);
    const row = wished > this.#height ? this.#height : wished > 0 ? wished : 0; // NaN: 0
    this.#flips[row] = (this.#flips[row] ?? 0) ^ 1;
    if (row < this.#top) this.#top = row;
    if (row > this.#bottom) this.#bottom = row;
  }

  /** Writes the flips as positions from `start` on and forgets them. */
  moveTo(runs: RunWriter, start: number): void {
    for (let row = this.#top; row <= this.#bottom; row += 1) {
      if (this.#flips[row] === 0) continue;
      this.#flips[row] = 0;
      runs.flipAt(start + row);
    }
    this.#top = this.#height;
    this.#bottom = -1;
  }
}

/** Turns ascending positions, at which the mask changes its value, into run lengths. */
class RunWriter {
  readonly #counts: number[] = [];
  readonly #area: number;
  #previous = 0;

  constructor(area: number) {
    this.#area = area;
  }

  /** A position equal to the last one undoes it: the foreground goes on into the next column. */
  flipAt(position: number): void {
    if (position === this.#previous && this.#counts.length > 0) {
      this.#previous -= this.#counts.pop() ?? 0;
      return;
    }
    this.#counts.push(position - this.#previous);
    this.#previous = position;
  }

  finish(): Uint32Array {
    if (this.#previous < this.#area || this.#counts.length === 0) {
      this.#counts.push(this.#area - this.#previous);
    }
    return Uint32Array.from(this.#counts);
  }
}
