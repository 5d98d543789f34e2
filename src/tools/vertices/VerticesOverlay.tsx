import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { boxFromCorners } from '#core/geometry/box.ts';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import type { VertexRef } from '#core/polygon/vertices.ts';
import { lineAlong, strokeTwice, type Context2d } from '../overlayLines.ts';
import type { OverlayLook, Surroundings } from '../tool.ts';
import { handlesOf, mostHandles, type Handle } from './handles.ts';
import { draggedPolygon, synced, type VerticesState } from './vertexState.ts';

/** The points of the selected object, and its outline while it is dragged. */
export function drawVerticesOverlay(
  former: VerticesState,
  viewport: Viewport,
  _look: OverlayLook,
  around: Surroundings,
) {
  const context = around();
  if (!context) return null;
  const state = synced(former, context);
  const { edited, chosen, gesture } = state;
  if (!edited) return null;
  const polygon =
    gesture?.kind === 'drag' ? draggedPolygon(gesture, chosen, context.imageSize) : edited.polygon;
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: canvas }) => drawVertices(canvas, { state, polygon, viewport })}
    />
  );
}

interface Picture {
  readonly state: VerticesState;
  readonly polygon: Polygon; // as it is shown
  readonly viewport: Viewport;
}

function drawVertices(context: Context2d, { state, polygon, viewport }: Picture): void {
  const { gesture, hovered, edited, chosen } = state;
  // ahead of the document the object below still has its former outline
  if (gesture?.kind === 'drag' || (edited && edited.onTheWay.length > 0)) {
    strokeTwice(context, outlineOnScreen(polygon, viewport), []);
  }
  const dpr = context.getTransform().a;
  const screen = { width: context.canvas.width / dpr, height: context.canvas.height / dpr };
  if (edited?.seen.isLocked !== true) {
    for (const handle of handlesOf(polygon, viewport, screen)) drawHandle(context, handle, 'plain');
    for (const ref of chosen.slice(0, mostHandles)) {
      const handle = handleOf(polygon, viewport, ref);
      if (handle) drawHandle(context, handle, 'chosen');
    }
  }
  if (hovered && !gesture) drawHovered(context, { state, polygon, viewport });
  if (gesture?.kind === 'box') {
    const box = boxFromCorners(
      imageToScreen(viewport, gesture.from),
      imageToScreen(viewport, gesture.to),
    );
    const path = new Path2D();
    path.rect(box.x, box.y, box.width, box.height);
    strokeTwice(context, path, [5, 5]);
  }
}

/** The point that a press would take, larger; on an edge the one that it would add. */
function drawHovered(context: Context2d, { state, polygon, viewport }: Picture): void {
  const { hovered, chosen } = state;
  if (hovered?.kind === 'vertex') {
    const handle = handleOf(polygon, viewport, hovered.ref);
    const { ring, index } = hovered.ref;
    const isChosen = chosen.some((each) => each.ring === ring && each.index === index);
    if (handle) drawHandle(context, handle, isChosen ? 'chosenUnderPointer' : 'underPointer');
  } else if (hovered) {
    const { x, y } = imageToScreen(viewport, hovered.spot.at);
    const cross = new Path2D();
    cross.moveTo(x - 5, y);
    cross.lineTo(x + 5, y);
    cross.moveTo(x, y - 5);
    cross.lineTo(x, y + 5);
    strokeTwice(context, cross, []);
  }
}

function handleOf({ rings }: Polygon, viewport: Viewport, ref: VertexRef): Handle | null {
  const points = rings[ref.ring]?.points;
  const x = points?.[2 * ref.index];
  const y = points?.[2 * ref.index + 1];
  if (x === undefined || y === undefined) return null;
  return { ...ref, ...imageToScreen(viewport, { x, y }) };
}

const looks = {
  plain: { side: 7, fill: '#ffffff' },
  chosen: { side: 9, fill: '#ffd43b' },
  underPointer: { side: 12, fill: '#ffffff' },
  chosenUnderPointer: { side: 12, fill: '#ffd43b' },
} as const;

function drawHandle(context: Context2d, { x, y }: Handle, look: keyof typeof looks): void {
  const { side, fill } = looks[look];
  context.fillStyle = fill;
  context.strokeStyle = '#1a1a1a';
  context.lineWidth = 1.5;
  context.fillRect(x - side / 2, y - side / 2, side, side);
  context.strokeRect(x - side / 2, y - side / 2, side, side);
}

function outlineOnScreen({ rings }: Polygon, viewport: Viewport): Path2D {
  const path = new Path2D();
  for (const { points } of rings) lineAlong(path, points, { viewport, isClosed: true });
  return path;
}
