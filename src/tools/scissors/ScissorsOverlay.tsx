import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import { dotAt, lineThrough, strokeTwice } from '../overlayLines.ts';
import type { ScissorsState } from './scissorsBehaviour.ts';

/** The way so far, the wire to the cursor, and the places where it is held. */
export function drawScissorsOverlay(state: ScissorsState, viewport: Viewport) {
  if (!state) return null;
  const { ways, wire, first, seed } = state;
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: context }) => {
        strokeTwice(context, lineThrough(ways.flat(), viewport), []);
        strokeTwice(context, lineThrough(wire, viewport), [5, 4]);
        for (const way of ways.slice(1)) {
          if (way[0]) dotAt(context, imageToScreen(viewport, way[0]), 3);
        }
        dotAt(context, imageToScreen(viewport, seed.at), 3.5);
        dotAt(context, imageToScreen(viewport, first), 5); // a click there closes
      }}
    />
  );
}
