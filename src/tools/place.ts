import { clamp } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';

/** Whether a position is one at all: devices have been seen to send NaN. */
export function isPlace({ x, y }: Point<'image'>): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** The nearest position on the image, its rim included. */
export function ontoImage(at: Point<'image'>, { width, height }: Size): Point<'image'> {
  return { x: clamp(at.x, 0, width), y: clamp(at.y, 0, height) };
}
