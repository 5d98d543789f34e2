import { Rect } from 'react-konva/lib/ReactKonvaCore';
import { boxFromCorners } from '#core/geometry/box.ts';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import 'konva/lib/shapes/Rect.js';
import type { BoxState } from './boxBehaviour.ts';

/** The box while it is drawn, light and dark dashes so that it shows on any photo. */
export function drawBoxOverlay(state: BoxState, viewport: Viewport) {
  if (state.kind !== 'box') return null;
  const box = boxFromCorners(
    imageToScreen(viewport, state.from),
    imageToScreen(viewport, state.to),
  );
  return (
    <>
      <Rect {...box} stroke="#000000" strokeWidth={1.5} />
      <Rect {...box} stroke="#ffffff" strokeWidth={1.5} dash={[5, 5]} />
    </>
  );
}
