import { visitColumnSpans } from '../mask/columnSpans.ts';
import type { Rle } from '../mask/rle.ts';
import type { Ring } from './ring.ts';

/**
 * The horizontal borders of the foreground, one column wide each, from left to right and downwards.
 * Even indices are upper borders (background above), odd ones lower borders; 2k and 2k + 1 enclose
 * one span of foreground. Within a column the heights ascend strictly.
 */
interface Borders {
  readonly columns: readonly number[];
  readonly ys: readonly number[];
}

/**
 * The outlines of a mask along pixel edges: whole coordinates in [0, width] × [0, height], every
 * point a corner, one ring per 4-connected part and one per hole in it. Pixels that meet at a corner
 * only are apart, so a ring may touch itself or another one in a point but never crosses; filling
 * all rings even-odd gives the mask back. Ordered by each ring's leftmost border, then its upper one.
 * Signed areas (see {@link Ring}) add up to the area of the mask. Cost: length of the outlines.
 */
export function traceRings(rle: Rle): readonly Ring[] {
  const borders = bordersOf(rle);
  const next = linkBorders(borders);
  const rings: Ring[] = [];
  for (let border = 0; border < next.length; border += 1) {
    if (next[border] !== visited) rings.push(followRing(borders, next, border));
  }
  return rings;
}

const visited = -1; // in place of an index

function bordersOf(rle: Rle): Borders {
  const columns: number[] = [];
  const ys: number[] = [];
  visitColumnSpans(rle, (column, top, bottom) => {
    columns.push(column, column);
    ys.push(top, bottom);
  });
  return { columns, ys };
}

/**
 * For each border the one that follows it, walking with the foreground on the right hand: upper
 * borders rightwards, lower borders leftwards.
 */
function linkBorders({ columns, ys }: Borders): Int32Array {
  const next = new Int32Array(ys.length);
  let left = 0;
  let right = 0;
  while (left < ys.length) {
    const line = left < right ? (columns[left] ?? 0) + 1 : columns[right];
    let end = right;
    while (columns[end] === line) end += 1;
    linkAtLine(ys, { left, right, end }, next);
    left = right;
    right = end;
  }
  return next;
}

/** Borders that end on one grid line: [left, right) of the column before, [right, end) behind it. */
interface LineEnds {
  readonly left: number;
  readonly right: number;
  readonly end: number;
}

/**
 * Joins the borders on one grid line. Sorted downwards, just one side of the line is foreground
 * between the 1st and the 2nd, the 3rd and the 4th …: there runs a vertical edge from one to the
 * other, of length 0 where the outline goes straight on.
 */
function linkAtLine(ys: readonly number[], { left, right, end }: LineEnds, next: Int32Array): void {
  let a = left;
  let b = right;
  let upper = visited;
  while (a < right || b < end) {
    const isLeft = b === end || (a < right && comesFirst(ys, a, b));
    const border = isLeft ? a : b;
    if (isLeft) a += 1;
    else b += 1;
    const arrives = isLeft === (border % 2 === 0);
    if (upper === visited) upper = border;
    else {
      if (arrives) next[border] = upper;
      else next[upper] = border;
      upper = visited;
    }
  }
}

/**
 * Whether border a meets the grid line above border b of the other column. At one height a lower
 * border comes first: where pixels touch by a corner, each keeps its own vertical edge.
 */
function comesFirst(ys: readonly number[], a: number, b: number): boolean {
  const heightA = ys[a] ?? 0;
  const heightB = ys[b] ?? 0;
  return heightA < heightB || (heightA === heightB && a % 2 === 1);
}

/** The ring through `start`; marks its borders in `next` as visited. */
function followRing({ columns, ys }: Borders, next: Int32Array, start: number): Ring {
  const points: number[] = [];
  let border = start;
  for (;;) {
    const follower = next[border] ?? visited;
    if (follower === visited) return { points: Float64Array.from(points) };
    const fromY = ys[border] ?? 0;
    const toY = ys[follower] ?? 0;
    const x = (columns[border] ?? 0) + (border % 2 === 0 ? 1 : 0);
    if (fromY !== toY) points.push(x, fromY, x, toY);
    next[border] = visited;
    border = follower;
  }
}
