import { Rect } from 'react-konva/lib/ReactKonvaCore';
import { boxFromCorners } from '#core/geometry/box.ts';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import 'konva/lib/shapes/Rect.js';
import type { SelectState } from './selectBehaviour.ts';

/** The box that selects while it is drawn, light and dark so that it shows on any photo. */
export function drawSelectOverlay(state: SelectState, viewport: Viewport) {
  if (state.kind !== 'boxing') return null;
  const box = boxFromCorners(
    imageToScreen(viewport, state.from),
    imageToScreen(viewport, state.to),
  );
  return (
    <>
      <Rect {...box} fill="#4dabf722" stroke="#000000" strokeWidth={1.5} />
      <Rect {...box} stroke="#ffffff" strokeWidth={1.5} dash={[3, 3]} />
    </>
  );
}
