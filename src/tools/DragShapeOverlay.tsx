import type { Viewport } from '#core/geometry/viewport.ts';
import { dragBox, ringIn, type DragState } from './dragShape.ts';
import { drawColor, OutlineFill, OutlineLine } from './outlineShapes.tsx';
import type { OverlayLook } from './tool.ts';

/** Draws a rectangle or an ellipse while it is dragged. */
export function dragShapeOverlay(kind: 'rectangle' | 'ellipse') {
  return (state: DragState, viewport: Viewport, look: OverlayLook) => {
    if (!state) return null;
    const ring = ringIn(kind, dragBox(state));
    const { scale, offsetX, offsetY } = viewport;
    const points = Array.from(ring.points, (value, i) =>
      i % 2 === 0 ? value * scale + offsetX : value * scale + offsetY,
    );
    return (
      <>
        <OutlineFill points={points} color={drawColor(look, look.options.drawMode)} />
        <OutlineLine points={points} isClosed />
      </>
    );
  };
}
