import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import type { Point } from '#core/geometry/point.ts';

export type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** How a line of image px gets to the screen. */
export interface LineOptions {
  readonly viewport: Viewport;
  readonly isClosed: boolean;
}

/** Adds a line to a path in screen px; points less than a pixel from the last one are left out. */
export function lineAlong(
  path: Path2D,
  points: Float64Array, // x0, y0, x1, …, image px
  { viewport: { scale, offsetX, offsetY }, isClosed }: LineOptions,
): void {
  let lastX = NaN;
  let lastY = NaN;
  for (let i = 0; i < points.length; i += 2) {
    const x = (points[i] ?? 0) * scale + offsetX;
    const y = (points[i + 1] ?? 0) * scale + offsetY;
    if (Math.abs(x - lastX) < 1 && Math.abs(y - lastY) < 1) continue;
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (isClosed) path.closePath();
}

/** The line through some places of the image, in screen px. */
export function lineThrough(points: readonly Point<'image'>[], viewport: Viewport): Path2D {
  const path = new Path2D();
  for (const [i, point] of points.entries()) {
    const { x, y } = imageToScreen(viewport, point);
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  return path;
}

/** Strokes a path light on dark, so that it shows on any photo. */
export function strokeTwice(context: Context2d, path: Path2D, dash: readonly number[]): void {
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.strokeStyle = '#000000';
  context.lineWidth = 3.5;
  context.globalAlpha = 0.7;
  context.stroke(path);
  context.globalAlpha = 1;
  context.strokeStyle = '#ffffff';
  context.lineWidth = 1.5;
  context.setLineDash([...dash]);
  context.stroke(path);
  context.setLineDash([]);
}

/** A small disc at a place of the image. */
export function dotAt(context: Context2d, at: Point<'screen'>, radius: number): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  context.fillStyle = '#ffffff';
  context.fill();
  context.strokeStyle = '#1a1a1a';
  context.lineWidth = 1.5;
  context.stroke();
}
