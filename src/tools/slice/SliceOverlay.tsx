import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import { dotAt, lineThrough, strokeTwice } from '../overlayLines.ts';
import type { SliceState } from './sliceBehaviour.ts';

/** The line while it is drawn, with the points that were set. */
export function drawSliceOverlay({ points, from, cursor }: SliceState, viewport: Viewport) {
  const set = points.length > 0 ? points : from ? [from] : [];
  if (set.length === 0) return null;
  const line = cursor ? [...set, cursor] : set;
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: context }) => {
        strokeTwice(context, lineThrough(line, viewport), [6, 4]);
        for (const point of set) dotAt(context, imageToScreen(viewport, point), 3.5);
      }}
    />
  );
}
