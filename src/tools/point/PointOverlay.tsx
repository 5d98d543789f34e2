import { Line } from 'react-konva/lib/ReactKonvaCore';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import 'konva/lib/shapes/Line.js';
import type { PointState } from './pointBehaviour.ts';

/** The stroke while it is drawn, in the colour of the points that it will leave. */
export function drawPointOverlay(state: PointState, viewport: Viewport) {
  if (state?.kind !== 'stroke' || !state.stroke.hasLeft) return null;
  const { path, label } = state.stroke;
  const points = path.flatMap((at) => {
    const { x, y } = imageToScreen(viewport, at);
    return [x, y];
  });
  const shape = { points, lineCap: 'round', lineJoin: 'round' } as const;
  const isForeground = label === 'foreground';
  return (
    <>
      <Line {...shape} stroke="#ffffff" strokeWidth={6} opacity={0.9} />
      <Line
        {...shape}
        stroke={isForeground ? '#2b8a3e' : '#c92a2a'}
        strokeWidth={3}
        dash={isForeground ? [] : [6, 6]}
      />
    </>
  );
}
