import type { Viewport } from '#core/geometry/viewport.ts';
import type { DrawMode } from '#store/toolOptionsStore.ts';
import {
  drawColor,
  OutlineFill,
  OutlineLine,
  OutlinePoint,
  screenPointsOf,
} from '../outlineShapes.tsx';
import type { OverlayLook } from '../tool.ts';
import type { PolygonState } from './polygonBehaviour.ts';

/** So many points are marked one by one; those of a freehand line would hide it. */
const maxMarkedPoints = 200;

/** Draws an outline in the making: its area, its line up to the hand, its points. */
export function polygonOverlay(modeOf: (look: OverlayLook) => DrawMode) {
  return (state: PolygonState, viewport: Viewport, look: OverlayLook) => {
    const { points, path, to, isClosing } = state;
    const [first] = points;
    if (!first) return null;
    const ahead = isClosing ? [first] : to ? [to] : [];
    const line = screenPointsOf([...points, ...(path ?? ahead)], viewport);
    const marked = points.length > maxMarkedPoints ? [first] : points;
    return (
      <>
        <OutlineFill points={line} color={drawColor(look, modeOf(look))} />
        <OutlineLine points={line} />
        {marked.map((at, i) => (
          <OutlinePoint key={i} at={at} viewport={viewport} isStrong={i === 0 && isClosing} />
        ))}
      </>
    );
  };
}
