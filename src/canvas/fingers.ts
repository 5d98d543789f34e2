import type { Point } from '#core/geometry/point.ts';

/** How the view follows fingers from one moment to the next, screen px. */
export interface FingerMove {
  readonly dx: number;
  readonly dy: number;
  readonly factor: number; // of the scale
  readonly at: Point<'screen'>; // what stays under the fingers, after the move
}

/** A palm is on the screen while a pen writes and a little after, ms. */
const palmMs = 3000;

/**
 * The fingers on the canvas. One finger is a hand with the tool; two move and pinch the view, and so does
 * one while a pen is in use: it may be a palm, and draws nothing.
 */
export class Fingers {
  private readonly places = new Map<number, Point<'screen'>>();
  private isMoving = false;
  private penSeenAt = -Infinity;

  /** A pen touches or hovers. @param now ms */
  seePen(now: number): void {
    this.penSeenAt = now;
  }

  has(id: number): boolean {
    return this.places.has(id);
  }

  /** @returns whether the fingers move the view from now on, and not the tool */
  down(id: number, at: Point<'screen'>, now: number): boolean {
    this.places.set(id, at);
    if (this.places.size > 1 || now - this.penSeenAt < palmMs) this.isMoving = true;
    return this.isMoving;
  }

  /** @returns null when the view does not follow this finger */
  move(id: number, at: Point<'screen'>): FingerMove | null {
    if (!this.places.has(id)) return null;
    const before = [...this.places.values()];
    this.places.set(id, at);
    return this.isMoving ? moveBetween(before, [...this.places.values()]) : null;
  }

  /** @returns whether this finger moved the view */
  up(id: number): boolean {
    const wasMoving = this.places.delete(id) && this.isMoving;
    // the last of two fingers does not begin to draw
    if (this.places.size === 0) this.isMoving = false;
    return wasMoving;
  }
}

function moveBetween(
  before: readonly Point<'screen'>[],
  after: readonly Point<'screen'>[],
): FingerMove {
  const from = middleOf(before);
  const to = middleOf(after);
  const spread = spreadOf(before, from);
  const factor = spread > 1 ? spreadOf(after, to) / spread : 1;
  return { dx: to.x - from.x, dy: to.y - from.y, factor: factor > 0 ? factor : 1, at: to };
}

function middleOf(points: readonly Point<'screen'>[]): Point<'screen'> {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function spreadOf(points: readonly Point<'screen'>[], middle: Point<'screen'>): number {
  const all = points.reduce((sum, { x, y }) => sum + Math.hypot(x - middle.x, y - middle.y), 0);
  return all / points.length;
}
