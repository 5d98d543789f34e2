import { distanceBetween, type Point } from '#core/geometry/point.ts';
import { thinPath } from '#core/polygon/freehand.ts';
import { snapTo45 } from '#core/polygon/shapes.ts';
import type { DrawMode } from '#store/toolOptionsStore.ts';
import { isPlace, ontoImage } from '../place.ts';
import { shapeOfRing } from '../ringDrawing.ts';
import { selectUnder } from '../selectUnder.ts';
import type { CanvasEvent, Hand, ToolBehaviour, ToolContext, ToolStep } from '../tool.ts';

/** An outline in the making. */
export interface PolygonState {
  readonly points: readonly Point<'image'>[]; // that stay
  readonly path: readonly Point<'image'>[] | null; // since the press; null while nothing is pressed
  readonly to: Point<'image'> | null; // where the next point would be
  readonly isClosing: boolean; // a press would close the outline
}

const initial: PolygonState = { points: [], path: null, to: null, isClosing: false };

/**
 * A click sets a point, a drag draws freehand. The outline is closed by a click on its first point, a
 * double click or Enter. Backspace takes the last point back, Escape all; Shift keeps to 45°.
 *
 * @param modeOf what the outline becomes; of the options for the polygon, always less for the punch
 */
export function polygonBehaviour(
  modeOf: (context: ToolContext) => DrawMode,
): ToolBehaviour<PolygonState> {
  return {
    initial,
    step(state, event, context) {
      switch (event.type) {
        case 'press':
          return press(state, event, { context, mode: modeOf(context) });
        case 'move':
          return { state: draw(state, event.at, context), effects: [] };
        case 'release':
          return endDrag(draw(state, event.at, context), { context, mode: modeOf(context) });
        case 'hover':
          return { state: hover(state, event, context), effects: [] };
        case 'leave':
          return { state: { ...state, to: null, isClosing: false }, effects: [] };
        case 'cancel':
          return { state: withoutPress(state), effects: [] };
      }
    },
    key(state, key, context) {
      if (state.points.length === 0) return null;
      switch (key) {
        case 'Enter':
          return close(state, { context, mode: modeOf(context) });
        case 'Undo':
        case 'Backspace':
        case 'Delete':
          return { state: withoutLast(state), effects: [] };
        case 'Escape':
          return { state: initial, effects: [] };
        case 'ArrowLeft':
        case 'ArrowRight':
        case 'ArrowUp':
        case 'ArrowDown':
          return null;
      }
    },
  };
}

interface Surroundings {
  readonly context: ToolContext;
  readonly mode: DrawMode;
}

function press(
  state: PolygonState,
  { at, hand, isBackground }: Extract<CanvasEvent, { type: 'press' }>,
  { context, mode }: Surroundings,
): ToolStep<PolygonState> {
  if (!isPlace(at) || isBackground) return { state: { ...state, path: null }, effects: [] };
  const isDouble = (hand?.clickCount ?? 1) > 1 && state.points.length > 1;
  if (isDouble || closesAt(state.points, at, context)) return close(state, { context, mode });
  const next = placeFor(state.points, { at, hand, context });
  const last = state.points.at(-1);
  const isNew = !last || distanceBetween(last, next) > 0;
  return {
    state: {
      points: isNew ? [...state.points, next] : state.points,
      path: [next],
      to: null,
      isClosing: false,
    },
    effects: state.points.length === 0 && mode === 'subtract' ? selectUnder(at, context) : [],
  };
}

/** The way of the hand since the press. */
function draw(state: PolygonState, at: Point<'image'>, context: ToolContext): PolygonState {
  if (!state.path || !isPlace(at)) return state;
  const next = ontoImage(at, context.imageSize);
  const last = state.path.at(-1);
  // nobody tells places apart that are less than a pixel of the screen from each other
  if (last && distanceBetween(last, next) < context.reach / 9) return state;
  const path = [...state.path, next];
  const [first] = state.points;
  // the first of the way is a point already, the last would be the first point again
  const pointCount = state.points.length + path.length - 2;
  const isBack = first !== undefined && distanceBetween(first, at) <= context.reach;
  return { ...state, path, isClosing: isBack && pointCount > 2 && hasLeft(path, context) };
}

function endDrag(state: PolygonState, surroundings: Surroundings): ToolStep<PolygonState> {
  const { path, points } = state;
  const { context } = surroundings;
  if (!path || !hasLeft(path, context)) return { state: { ...state, path: null }, effects: [] };
  // a pixel of the screen may be lost
  const drawn = thinPath(path, context.reach / 9).slice(1);
  const next = { ...initial, points: [...points, ...drawn] };
  if (!state.isClosing) return { state: next, effects: [] };
  return close({ ...next, points: next.points.slice(0, -1) }, surroundings);
}

function hover(
  state: PolygonState,
  { at, hand }: Extract<CanvasEvent, { type: 'hover' }>,
  context: ToolContext,
): PolygonState {
  if (!isPlace(at) || state.points.length === 0) return state;
  return {
    ...state,
    to: placeFor(state.points, { at, hand, context }),
    isClosing: closesAt(state.points, at, context),
  };
}

interface Wish {
  readonly at: Point<'image'>;
  readonly hand: Hand | undefined;
  readonly context: ToolContext;
}

function placeFor(
  points: readonly Point<'image'>[],
  { at, hand, context: { imageSize } }: Wish,
): Point<'image'> {
  const last = points.at(-1);
  return ontoImage(last && hand?.isShift === true ? snapTo45(last, at) : at, imageSize);
}

/** Whether a place is on the first point of an outline that could be closed. */
function closesAt(
  points: readonly Point<'image'>[],
  at: Point<'image'>,
  { reach }: ToolContext,
): boolean {
  const [first] = points;
  return first !== undefined && points.length > 2 && distanceBetween(first, at) <= reach;
}

/** Whether the hand has gone so far that it drags. */
function hasLeft([from, ...rest]: readonly Point<'image'>[], { reach }: ToolContext): boolean {
  return from !== undefined && rest.some((at) => distanceBetween(from, at) > reach);
}

function withoutLast(state: PolygonState): PolygonState {
  const points = state.points.slice(0, -1);
  return points.length === 0 ? initial : { ...state, points, path: null, isClosing: false };
}

/** A press that was the first finger of two has set no point. */
function withoutPress(state: PolygonState): PolygonState {
  const isSet = state.path !== null && state.points.at(-1) === state.path[0];
  return isSet ? withoutLast(state) : { ...state, path: null, isClosing: false };
}

/** What is closed too early goes on. */
function close({ points }: PolygonState, { context, mode }: Surroundings): ToolStep<PolygonState> {
  if (points.length < 3) {
    return { state: { ...initial, points }, effects: [{ type: 'tell', about: 'tooFewPoints' }] };
  }
  const ring = { points: Float64Array.from(points.flatMap(({ x, y }) => [x, y])) };
  const shape = shapeOfRing(ring, 'polygon', context.imageSize);
  return { state: initial, effects: [{ type: 'draw', drawing: { ...shape, mode } }] };
}
