import type { Context } from 'konva/lib/Context';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import type { Rle } from '#core/mask/rle.ts';
import { maskPathOf } from './maskPath.ts';

export interface MaskShapeProps {
  readonly mask: Rle;
  readonly color: string;
  readonly fillOpacity: number; // 0…1
  readonly outlinePx: number; // screen px
  readonly hasHalo?: boolean;
  readonly dashPx?: number; // screen px; a solid line without
}

/** A mask as vector shape: crisp at any scale, its outline of constant width on the screen. */
export function MaskShape(props: MaskShapeProps) {
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={(context) => drawMask(context, props)}
    />
  );
}

function drawMask(
  konvaContext: Context,
  { mask, color, fillOpacity, outlinePx, hasHalo, dashPx }: MaskShapeProps,
): void {
  const context = konvaContext._context;
  const path = maskPathOf(mask);
  // the transform holds view scale × device pixels; both sides of the picture scale alike
  const px = window.devicePixelRatio / context.getTransform().a;
  context.fillStyle = color;
  context.globalAlpha = fillOpacity;
  context.fill(path, 'evenodd');
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
