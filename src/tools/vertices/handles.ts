import type { Size } from '#core/geometry/size.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import type { VertexRef } from '#core/polygon/vertices.ts';

/** A point as it is seen. */
export interface Handle extends VertexRef {
  readonly x: number; // screen px
  readonly y: number;
}

/** More than that is a smear and takes longer than a frame. */
export const mostHandles = 400;

/** Nearer ones cannot be told apart, screen px. */
const leastApart = 10;

/**
 * The points that get a handle: those on the screen, each far enough from the last one before it in its
 * ring, and further apart the more there are. Cost: a few passes over all points.
 */
export function handlesOf(polygon: Polygon, viewport: Viewport, screen: Size): readonly Handle[] {
  for (let apart = leastApart; ; apart *= 2) {
    const handles = handlesApart(polygon, viewport, { screen, apart });
    if (handles.length <= mostHandles || apart > 1e4) return handles.slice(0, mostHandles);
  }
}

function handlesApart(
  { rings }: Polygon,
  { scale, offsetX, offsetY }: Viewport,
  { screen, apart }: { readonly screen: Size; readonly apart: number },
): readonly Handle[] {
  const handles: Handle[] = [];
  for (const [ring, { points }] of rings.entries()) {
    let lastX = Infinity;
    let lastY = Infinity;
    for (let i = 0; i < points.length && handles.length <= mostHandles; i += 2) {
      const x = (points[i] ?? 0) * scale + offsetX;
      const y = (points[i + 1] ?? 0) * scale + offsetY;
      if (!(x >= 0 && x <= screen.width && y >= 0 && y <= screen.height)) continue;
      if (Math.abs(x - lastX) < apart && Math.abs(y - lastY) < apart) continue;
      handles.push({ ring, index: i / 2, x, y });
      lastX = x;
      lastY = y;
    }
  }
  return handles;
}
