import type { Point, Space } from './point.ts';
import type { Size } from './size.ts';

declare const space: unique symbol;

/** Axis-parallel rectangle by its top left corner and extent; width and height ≥ 0. */
export interface Box<S extends Space> {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly [space]?: S;
}

/** The smallest box that holds both points, in whichever order they were drawn. */
export function boxFromCorners<S extends Space>(a: Point<S>, b: Point<S>): Box<S> {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** The part of the box that lies on the image; width or height is 0 when nothing does. */
export function clipBox(box: Box<'image'>, size: Size): Box<'image'> {
  const left = clamp(box.x, 0, size.width);
  const top = clamp(box.y, 0, size.height);
  const right = clamp(box.x + box.width, 0, size.width);
  const bottom = clamp(box.y + box.height, 0, size.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether the point lies inside or on the rim. */
export function boxContains<S extends Space>(box: Box<S>, point: Point<S>): boolean {
  return (
    point.x >= box.x &&
    point.x <= box.x + box.width &&
    point.y >= box.y &&
    point.y <= box.y + box.height
  );
}

/** The nearest value to `value` in [low, high]. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
