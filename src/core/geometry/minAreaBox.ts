import { visitColumnSpans } from '../mask/columnSpans.ts';
import type { Rle } from '../mask/rle.ts';
import type { Size } from './size.ts';

/** x0, y0, … x3, y3 of a rectangle at any angle, clockwise on the screen, image px. */
export type RotatedBox = readonly [number, number, number, number, number, number, number, number];

/** x0, y0, x1, y1, …: corners of the convex hull, clockwise on the screen (y points down). */
type Hull = Float64Array;

/**
 * The smallest rectangle at any angle that holds every pixel of a mask, corners and all, and lies on
 * the image itself: one side runs along the convex hull (Freeman & Shapira 1975), found by rotating
 * calipers; of those that would leave the image none is taken, and the upright box always remains.
 * Of equal areas the first along the hull, which begins at its leftmost corner, the upright one before.
 * It begins with its topmost corner, the leftmost of two. Null for an empty mask.
 * Cost: runs + columns + corners of the hull.
 */
export function minAreaBox(mask: Rle): RotatedBox | null {
  const hull = convexHull(mask);
  if (hull.length === 0) return null;
  let best = spanAlong(hull, [1, 0], uprightTouches(hull));
  let touches: Touches = uprightTouches(hull);
  for (let i = 0; i < hull.length; i += 2) {
    const to = (i + 2) % hull.length;
    const direction: Direction = [
      (hull[to] ?? 0) - (hull[i] ?? 0),
      (hull[to + 1] ?? 0) - (hull[i + 1] ?? 0),
    ];
    touches = i === 0 ? firstTouches(hull, direction) : turnedTouches(hull, direction, touches);
    const box = spanAlong(hull, direction, touches);
    if (box.area < best.area && isOnImage(cornersOf(box), mask.size)) best = box;
  }
  return fromTheTop(cornersOf(best));
}

type Direction = readonly [number, number];

/** Corners of the hull, as places in its list, that are farthest along, against, left and right of a direction. */
interface Touches {
  readonly ahead: number;
  readonly behind: number;
  readonly right: number;
  readonly left: number;
}

/** A rectangle by its extents along a direction and across it, each times the direction's length. */
interface Span {
  readonly direction: Direction;
  readonly along: readonly [number, number];
  readonly across: readonly [number, number];
  readonly area: number; // px²
}

function convexHull(mask: Rle): Hull {
  const upper: number[] = []; // left to right
  const lower: number[] = [];
  let column = -1;
  let bottom = 0;
  const close = (): void => {
    if (column < 0) return;
    for (const x of [column, column + 1]) addTurning(lower, [x, bottom], -1);
  };
  visitColumnSpans(mask, (x, top, end) => {
    if (x !== column) {
      close();
      column = x;
      for (const edge of [x, x + 1]) addTurning(upper, [edge, top], 1);
    }
    bottom = end;
  });
  close();
  const back: number[] = [];
  for (let i = lower.length - 2; i >= 0; i -= 2) back.push(lower[i] ?? 0, lower[i + 1] ?? 0);
  return Float64Array.from([...upper, ...back]);
}

/** Adds a point to a chain that only turns one way: 1 clockwise on the screen, −1 the other. */
function addTurning(chain: number[], [x, y]: Direction, turn: 1 | -1): void {
  while (chain.length >= 4) {
    const [bx, by] = [chain.at(-2) ?? 0, chain.at(-1) ?? 0];
    const [ax, ay] = [chain.at(-4) ?? 0, chain.at(-3) ?? 0];
    if (turn * ((bx - ax) * (y - by) - (by - ay) * (x - bx)) > 0) break;
    chain.length -= 2;
  }
  if (chain.at(-2) === x && chain.length === 2) {
    // two columns share an edge: the outermost point on it counts
    if (turn * (y - (chain[1] ?? 0)) >= 0) return;
    chain.length = 0;
  }
  chain.push(x, y);
}

function uprightTouches(hull: Hull): Touches {
  return firstTouches(hull, [1, 0]);
}

function firstTouches(hull: Hull, direction: Direction): Touches {
  const touches = { ahead: 0, behind: 0, right: 0, left: 0 };
  for (let i = 2; i < hull.length; i += 2) {
    if (along(hull, i, direction) > along(hull, touches.ahead, direction)) touches.ahead = i;
    if (along(hull, i, direction) < along(hull, touches.behind, direction)) touches.behind = i;
    if (across(hull, i, direction) > across(hull, touches.right, direction)) touches.right = i;
    if (across(hull, i, direction) < across(hull, touches.left, direction)) touches.left = i;
  }
  return touches;
}

/** The touches of a direction a little further clockwise than the last: each moves on along the hull. */
function turnedTouches(hull: Hull, direction: Direction, last: Touches): Touches {
  const climb = (start: number, height: (i: number) => number): number => {
    let at = start;
    for (let steps = 0; steps < hull.length; steps += 2) {
      const next = (at + 2) % hull.length;
      if (height(next) < height(at)) break;
      at = next;
    }
    return at;
  };
  return {
    ahead: climb(last.ahead, (i) => along(hull, i, direction)),
    behind: climb(last.behind, (i) => -along(hull, i, direction)),
    right: climb(last.right, (i) => across(hull, i, direction)),
    left: climb(last.left, (i) => -across(hull, i, direction)),
  };
}

function along(hull: Hull, i: number, [dx, dy]: Direction): number {
  return (hull[i] ?? 0) * dx + (hull[i + 1] ?? 0) * dy;
}

/** Grows to the right of the direction, as seen on the screen. */
function across(hull: Hull, i: number, [dx, dy]: Direction): number {
  return (hull[i + 1] ?? 0) * dx - (hull[i] ?? 0) * dy;
}

function spanAlong(hull: Hull, direction: Direction, touches: Touches): Span {
  const [behind, ahead] = [
    along(hull, touches.behind, direction),
    along(hull, touches.ahead, direction),
  ];
  const [left, right] = [
    across(hull, touches.left, direction),
    across(hull, touches.right, direction),
  ];
  const squaredLength = direction[0] ** 2 + direction[1] ** 2;
  const area = ((ahead - behind) * (right - left)) / squaredLength;
  return { direction, along: [behind, ahead], across: [left, right], area };
}

function cornersOf({ direction: [dx, dy], along: [a0, a1], across: [c0, c1] }: Span): RotatedBox {
  const squaredLength = dx * dx + dy * dy;
  const x = (a: number, c: number): number => (a * dx - c * dy) / squaredLength;
  const y = (a: number, c: number): number => (a * dy + c * dx) / squaredLength;
  return [x(a0, c0), y(a0, c0), x(a1, c0), y(a1, c0), x(a1, c1), y(a1, c1), x(a0, c1), y(a0, c1)];
}

function isOnImage(box: RotatedBox, { width, height }: Size): boolean {
  return box.every((place, i) => place >= 0 && place <= (i % 2 === 0 ? width : height));
}

/** The same rectangle from its topmost corner on. */
function fromTheTop(box: RotatedBox): RotatedBox {
  let first = 0;
  for (let i = 2; i < 8; i += 2) {
    const [x, y] = [box[i] ?? 0, box[i + 1] ?? 0];
    const [topX, topY] = [box[first] ?? 0, box[first + 1] ?? 0];
    if (y < topY || (y === topY && x < topX)) first = i;
  }
  const at = (i: number): number => box[(first + i) % 8] ?? 0;
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)];
}
