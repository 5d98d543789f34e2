import type { Point } from '../geometry/point.ts';
import type { Size } from '../geometry/size.ts';

/**
 * Where a line passes between the centres of two neighbouring pixels. Keys are the position (column ×
 * height + row) of the upper or left one of the two. Values say how often it has the line on its
 * right hand, seen along the line, less how often on its left: 0 where the line came back.
 */
export interface LineCuts {
  readonly below: ReadonlyMap<number, number>; // between the pixel and the one below it
  readonly beside: ReadonlyMap<number, number>; // between the pixel and the one to its right
}

/**
 * All cuts of a line into the pixels of an image. Where it runs through a pixel's very centre it is
 * taken to pass a hair's breadth to the right of it and below. Points that are no place are left out.
 * Cost: the columns and rows that the line crosses.
 */
export function lineCutsOf(line: readonly Point<'image'>[], { width, height }: Size): LineCuts {
  const below = new Map<number, number>();
  const beside = new Map<number, number>();
  const points = line.filter(isPlace).map(({ x, y }) => ({ x: x + hairPx, y: y + 2 * hairPx }));
  let from = points[0];
  for (const to of points) {
    if (!from) break;
    const [a, b] = [from, to];
    visitCentres(a.x, b.x, width, (column, share) => {
      const row = Math.floor(a.y + (b.y - a.y) * share - 0.5);
      if (row >= 0 && row < height - 1) add(below, column * height + row, b.x > a.x ? 1 : -1);
    });
    visitCentres(a.y, b.y, height, (row, share) => {
      const column = Math.floor(a.x + (b.x - a.x) * share - 0.5);
      if (column >= 0 && column < width - 1) {
        add(beside, column * height + row, b.y < a.y ? 1 : -1);
      }
    });
    from = to;
  }
  return { below, beside };
}

const hairPx = 1e-7;
const farthestPx = 1e9;

function isPlace({ x, y }: Point<'image'>): boolean {
  return Math.abs(x) < farthestPx && Math.abs(y) < farthestPx;
}

/** Calls `visit` for each pixel of an axis whose centre lies between two places, and how far on. */
function visitCentres(
  from: number,
  to: number,
  count: number,
  visit: (pixel: number, share: number) => void,
): void {
  const first = Math.max(0, Math.ceil(Math.min(from, to) - 0.5));
  const end = Math.min(count, Math.ceil(Math.max(from, to) - 0.5));
  for (let pixel = first; pixel < end; pixel += 1) visit(pixel, (pixel + 0.5 - from) / (to - from));
}

function add(cuts: Map<number, number>, key: number, value: number): void {
  cuts.set(key, (cuts.get(key) ?? 0) + value);
}
