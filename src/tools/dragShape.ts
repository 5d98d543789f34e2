import { boxFromCorners, type Box } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import { clipConvexRing } from '#core/polygon/clipRing.ts';
import type { Ring } from '#core/polygon/ring.ts';
import { ellipseRing, rectangleRing, squareCorner } from '#core/polygon/shapes.ts';
import { isPlace } from './place.ts';
import { shapeOfRing } from './ringDrawing.ts';
import { selectUnder } from './selectUnder.ts';
import type { Effect, Hand, ToolBehaviour, ToolContext } from './tool.ts';

/** A shape while it is drawn; null: nothing is pressed. */
export type DragState = {
  readonly from: Point<'image'>;
  readonly to: Point<'image'>;
  readonly isSquare: boolean;
  readonly isFromCentre: boolean;
} | null;

/**
 * A drag spans a rectangle or the ellipse in it. Shift makes both sides equal, Alt draws from the
 * centre. A drag that goes nowhere draws nothing.
 */
export function dragShapeBehaviour(kind: 'rectangle' | 'ellipse'): ToolBehaviour<DragState> {
  return {
    initial: null,
    step(state, event, context) {
      switch (event.type) {
        case 'press': {
          const { at, hand } = event;
          if (!isPlace(at)) return { state: null, effects: [] };
          const isLess = context.options.drawMode === 'subtract';
          return {
            state: { from: at, to: at, ...heldBy(hand) },
            effects: isLess ? selectUnder(at, context) : [],
          };
        }
        case 'move':
          return { state: dragged(state, event.at, event.hand), effects: [] };
        case 'release': {
          const last = dragged(state, event.at, event.hand);
          return { state: null, effects: last ? drawingOf(kind, last, context) : [] };
        }
        case 'cancel':
          return { state: null, effects: [] };
        case 'hover':
        case 'leave':
          return { state, effects: [] };
      }
    },
    key: (state, key) => (state && key === 'Escape' ? { state: null, effects: [] } : null),
  };
}

/** The box that a drag spans; it may reach beyond the image. */
export function dragBox({
  from,
  to,
  isSquare,
  isFromCentre,
}: NonNullable<DragState>): Box<'image'> {
  const corner = isSquare ? squareCorner(from, to) : to;
  const other = isFromCentre ? { x: 2 * from.x - corner.x, y: 2 * from.y - corner.y } : from;
  return boxFromCorners(other, corner);
}

/** The rim of the shape in a box. */
export function ringIn(kind: 'rectangle' | 'ellipse', box: Box<'image'>): Ring {
  switch (kind) {
    case 'rectangle':
      return rectangleRing(box);
    case 'ellipse':
      return ellipseRing(box);
  }
}

function dragged(state: DragState, at: Point<'image'>, hand: Hand | undefined): DragState {
  return state && isPlace(at) ? { ...state, to: at, ...heldBy(hand) } : state;
}

function heldBy(hand: Hand | undefined): { isSquare: boolean; isFromCentre: boolean } {
  return { isSquare: hand?.isShift === true, isFromCentre: hand?.isAlt === true };
}

function drawingOf(
  kind: 'rectangle' | 'ellipse',
  drag: NonNullable<DragState>,
  { imageSize, options, reach }: ToolContext,
): readonly Effect[] {
  const box = dragBox(drag);
  // a click that trembled
  if (Math.max(box.width, box.height) < reach / 3) return [];
  const isFlat = box.width === 0 || box.height === 0;
  const ring = isFlat ? null : clipConvexRing(ringIn(kind, box), imageSize);
  const shape = shapeOfRing(ring, kind, imageSize);
  return [{ type: 'draw', drawing: { ...shape, mode: options.drawMode } }];
}
