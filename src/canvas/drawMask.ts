import { outlinePath, type Outline } from './maskPath.ts';

/** How a mask is drawn. */
export interface MaskLook {
  readonly color: string;
  readonly fillOpacity: number; // 0…1
  readonly outlinePx: number; // screen px
  readonly hasHalo?: boolean;
  readonly dashPx?: number; // screen px; a solid line without
}

type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * Draws a mask as vector shape: crisp at any scale, its outline of constant width on the screen. The
 * context is that of image px.
 */
export function drawMask(
  context: Context2d,
  outline: Outline,
  { color, fillOpacity, outlinePx, hasHalo, dashPx }: MaskLook,
): void {
  // the transform holds view scale × device pixels; both sides of the picture scale alike
  const px = window.devicePixelRatio / context.getTransform().a;
  const path = outlinePath(outline, 1 / px);
  context.fillStyle = color;
  context.globalAlpha = fillOpacity;
  if (fillOpacity > 0) context.fill(path, 'evenodd');
  context.globalAlpha = 1;
  context.lineJoin = 'round';
  if (hasHalo) {
    // between dashes the halo is the line
    context.globalAlpha = dashPx === undefined ? 1 : 0.55;
    context.strokeStyle = '#000000';
    context.lineWidth = (outlinePx + 2) * px;
    context.stroke(path);
    context.globalAlpha = 1;
  }
  if (dashPx !== undefined) context.setLineDash([dashPx * px, dashPx * px]);
  context.strokeStyle = color;
  context.lineWidth = outlinePx * px;
  context.stroke(path);
  context.setLineDash([]);
}
