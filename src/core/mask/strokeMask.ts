import type { Point } from '../geometry/point.ts';
import type { Size } from '../geometry/size.ts';
import { ColumnRuns } from './columnRuns.ts';
import { maskOfRuns } from './maskOfRuns.ts';
import type { Rle } from './rle.ts';

/** One touch of a brush. */
export interface BrushDab {
  readonly at: Point<'image'>;
  readonly radius: number; // px; of a square brush half its side
}

export type BrushShape = 'round' | 'square';

/**
 * What a brush paints on its way: the hull of each two dabs that follow one another. A pixel is
 * painted when its centre lies in the hull, the right and lower rim included, so that a square brush
 * of side n covers n × n pixels wherever it is; and the pixel under each dab always is, however small
 * the brush. Paths thinner than a pixel are drawn one pixel wide. Dabs that are no place, or of
 * negative radius, are left out; what lies outside the image is cut off.
 * Cost: dabs × columns under each, not their area.
 */
export function strokeMask(path: readonly BrushDab[], shape: BrushShape, size: Size): Rle {
  const runs = new ColumnRuns(size);
  let former: BrushDab | null = null;
  for (const { at, radius } of path.filter(isDrawable)) {
    const under = { column: Math.floor(at.x), row: Math.floor(at.y) };
    const isOnImage = under.column >= 0 && under.column < size.width;
    if (isOnImage) runs.add(under.column, under.row, under.row + 1);
    const dab: BrushDab = { at, radius: Math.max(radius, 0.5) };
    visitHull(hullOf(former ?? dab, dab, shape), size.width, (column, top, bottom) =>
      runs.add(column, top, bottom),
    );
    former = dab;
  }
  return maskOfRuns(size, runs);
}

const roundingPx = 1e-6;
const farthestPx = 1e9; // further out no number is exact, and no image reaches

function isDrawable({ at: { x, y }, radius }: BrushDab): boolean {
  return Math.abs(x) < farthestPx && Math.abs(y) < farthestPx && radius >= 0 && radius < farthestPx;
}

/** Two dabs of one shape, and the straight lines that enclose the way from one to the other. */
interface Hull {
  readonly dabs: readonly BrushDab[];
  readonly shape: BrushShape;
  readonly lines: readonly Line[];
}

interface Line {
  readonly from: Point<'image'>;
  readonly to: Point<'image'>;
}

function hullOf(a: BrushDab, b: BrushDab, shape: BrushShape): Hull {
  const dx = b.at.x - a.at.x;
  const dy = b.at.y - a.at.y;
  const isRound = shape === 'round';
  const distance = isRound ? Math.hypot(dx, dy) : Math.max(Math.abs(dx), Math.abs(dy));
  if (distance <= Math.abs(a.radius - b.radius)) {
    return { dabs: [a.radius > b.radius ? a : b], shape, lines: [] };
  }
  const normals = isRound ? tangentNormals(dx, dy, (a.radius - b.radius) / distance) : corners;
  const lines = normals.map((normal) => ({ from: rimOf(a, normal), to: rimOf(b, normal) }));
  return { dabs: [a, b], shape, lines };
}

const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => ({ x, y })));

/** Where the two tangents touch, as seen from the centre of either disc whose radius is 1. */
function tangentNormals(dx: number, dy: number, cosine: number): readonly Point<'image'>[] {
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  const length = Math.hypot(dx, dy);
  return [sine, -sine].map((side) => ({
    x: (dx * cosine - dy * side) / length,
    y: (dy * cosine + dx * side) / length,
  }));
}

function rimOf({ at, radius }: BrushDab, normal: Point<'image'>): Point<'image'> {
  return { x: at.x + radius * normal.x, y: at.y + radius * normal.y };
}

/** Calls `visit` with the rows top ≤ y < bottom of each column whose pixels' centres the hull holds. */
function visitHull(
  { dabs, shape, lines }: Hull,
  width: number,
  visit: (column: number, top: number, bottom: number) => void,
): void {
  const left = Math.min(...dabs.map(({ at, radius }) => at.x - radius));
  const right = Math.max(...dabs.map(({ at, radius }) => at.x + radius));
  const end = Math.min(width, firstBehind(right));
  for (let column = Math.max(0, firstBehind(left)); column < end; column += 1) {
    const x = column + 0.5;
    let top = Infinity;
    let bottom = -Infinity;
    for (const { at, radius } of dabs) {
      const reach = reachAt(x - at.x, radius, shape);
      top = Math.min(top, at.y - reach);
      bottom = Math.max(bottom, at.y + reach);
    }
    for (const { from, to } of lines) {
      const share = (x - from.x) / (to.x - from.x);
      if (!(share >= 0 && share <= 1)) continue;
      const y = from.y + (to.y - from.y) * share;
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    visit(column, firstBehind(top), firstBehind(bottom));
  }
}

/** The first pixel whose centre lies behind a place, not on it. */
function firstBehind(place: number): number {
  return Math.floor(place - 0.5) + 1;
}

/** How far up and down a dab goes at a distance from its middle; −Infinity beside it. */
function reachAt(distance: number, radius: number, shape: BrushShape): number {
  if (Math.abs(distance) > radius + roundingPx) return -Infinity;
  if (shape === 'square') return radius;
  return Math.sqrt(Math.max(0, radius * radius - distance * distance));
}
