import type { Polygon } from './polygon.ts';
import type { Ring } from './ring.ts';

/**
 * Whether edges of a ring, or of any two rings of a polygon, pass through each other or run along
 * each other for a stretch. To touch in a point is no crossing, wherever the point lies; points that
 * repeat the one before are passed over. All coordinates finite.
 * Cost: a grid of about one edge per cell; 100,000 edges of an outline in about 0.1 s.
 */
export function isCrossing(shape: Ring | Polygon): boolean {
  const edges = edgesOf('rings' in shape ? shape.rings : [shape]);
  const grid = gridFor(edges);
  const cells = fillCells(edges, grid);
  for (let cell = 0; cell + 1 < cells.starts.length; cell += 1) {
    const end = cells.starts[cell + 1] ?? 0;
    for (let i = cells.starts[cell] ?? 0; i < end; i += 1) {
      const edge = cells.edges[i] ?? 0;
      for (let k = i + 1; k < end; k += 1) {
        if (edgesCross(edges, edge, cells.edges[k] ?? 0)) return true;
      }
    }
  }
  return false;
}

/** x0, y0, x1, y1 of each edge that has a length. */
type Edges = Float64Array;

function edgesOf(rings: readonly Ring[]): Edges {
  const total = rings.reduce((sum, { points }) => sum + points.length / 2, 0);
  const edges = new Float64Array(4 * total);
  let length = 0;
  for (const { points } of rings) {
    let x0 = points.at(-2) ?? 0;
    let y0 = points.at(-1) ?? 0;
    for (let i = 0; i < points.length; i += 2) {
      const x1 = points[i] ?? 0;
      const y1 = points[i + 1] ?? 0;
      if (x0 !== x1 || y0 !== y1) {
        edges[length] = x0;
        edges[length + 1] = y0;
        edges[length + 2] = x1;
        edges[length + 3] = y1;
        length += 4;
      }
      x0 = x1;
      y0 = y1;
    }
  }
  return edges.subarray(0, length);
}

interface EdgeGrid {
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number; // image px, > 0
  readonly cellHeight: number;
  readonly columns: number;
  readonly rows: number;
}

/** Cells as wide and as high as edges are on average, as far as there are not many more than edges. */
function gridFor(edges: Edges): EdgeGrid {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  let across = 0;
  let down = 0;
  for (let i = 0; i < edges.length; i += 4) {
    const x = edges[i] ?? 0;
    const y = edges[i + 1] ?? 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    across += Math.abs((edges[i + 2] ?? 0) - x);
    down += Math.abs((edges[i + 3] ?? 0) - y);
  }
  const count = edges.length / 4;
  const wishedColumns = Math.min(4096, Math.max(1, ((right - left) * count) / across || 1));
  const wishedRows = Math.min(4096, Math.max(1, ((bottom - top) * count) / down || 1));
  const shrink = Math.min(1, Math.sqrt((4 * count + 16) / (wishedColumns * wishedRows)));
  const columns = Math.max(1, Math.floor(wishedColumns * shrink));
  const rows = Math.max(1, Math.floor(wishedRows * shrink));
  return {
    left,
    top,
    cellWidth: (right - left) / columns || 1,
    cellHeight: (bottom - top) / rows || 1,
    columns,
    rows,
  };
}

interface EdgeCells {
  readonly starts: Int32Array; // per cell its first place in `edges`; one more at the end
  readonly edges: Int32Array; // indices of edges
}

function fillCells(edges: Edges, grid: EdgeGrid): EdgeCells {
  const starts = new Int32Array(grid.columns * grid.rows + 1);
  visitCells(edges, grid, (cell) => {
    starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
  });
  for (let cell = 1; cell < starts.length; cell += 1) {
    starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
  }
  const places = starts.slice();
  const filled = new Int32Array(starts.at(-1) ?? 0);
  visitCells(edges, grid, (cell, edge) => {
    const place = places[cell] ?? 0;
    places[cell] = place + 1;
    filled[place] = edge;
  });
  return { starts, edges: filled };
}

/** Every cell that an edge may pass: column by column the rows between its heights there. */
function visitCells(
  edges: Edges,
  grid: EdgeGrid,
  visit: (cell: number, edge: number) => void,
): void {
  for (let i = 0; i < edges.length; i += 4) {
    const isRightwards = (edges[i] ?? 0) <= (edges[i + 2] ?? 0);
    const x0 = ((edges[isRightwards ? i : i + 2] ?? 0) - grid.left) / grid.cellWidth;
    const y0 = ((edges[isRightwards ? i + 1 : i + 3] ?? 0) - grid.top) / grid.cellHeight;
    const x1 = ((edges[isRightwards ? i + 2 : i] ?? 0) - grid.left) / grid.cellWidth;
    const y1 = ((edges[isRightwards ? i + 3 : i + 1] ?? 0) - grid.top) / grid.cellHeight;
    const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
    const lastColumn = cellAt(x1, grid.columns);
    for (let column = cellAt(x0, grid.columns); column <= lastColumn; column += 1) {
      const fromY = x1 > x0 ? y0 + (Math.max(x0, column) - x0) * slope : y0;
      const toY = x1 > x0 ? y0 + (Math.min(x1, column + 1) - x0) * slope : y1;
      const lastRow = cellAt(Math.max(fromY, toY) + slack, grid.rows);
      for (let row = cellAt(Math.min(fromY, toY) - slack, grid.rows); row <= lastRow; row += 1) {
        visit(column * grid.rows + row, i);
      }
    }
  }
}

/** Room for rounding where an edge passes near the corner of a cell, in cells. */
const slack = 1e-6;

function cellAt(position: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(position)));
}

function edgesCross(edges: Edges, a: number, b: number): boolean {
  const ax = edges[a] ?? 0;
  const ay = edges[a + 1] ?? 0;
  const bx = edges[a + 2] ?? 0;
  const by = edges[a + 3] ?? 0;
  const cx = edges[b] ?? 0;
  const cy = edges[b + 1] ?? 0;
  const dx = edges[b + 2] ?? 0;
  const dy = edges[b + 3] ?? 0;
  const sideC = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const sideD = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (sideC * sideD > 0) return false;
  if (sideC === 0 && sideD === 0) {
    const along = Math.abs(bx - ax) >= Math.abs(by - ay);
    return along ? overlap(ax, bx, cx, dx) : overlap(ay, by, cy, dy);
  }
  const sideA = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const sideB = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  return sideC * sideD < 0 && sideA * sideB < 0;
}

/** Whether two ranges share more than a point. */
function overlap(a: number, b: number, c: number, d: number): boolean {
  return Math.min(Math.max(a, b), Math.max(c, d)) > Math.max(Math.min(a, b), Math.min(c, d));
}
