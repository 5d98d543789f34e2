import { boxFromCorners } from '#core/geometry/box.ts';
import { distanceBetween, type Point } from '#core/geometry/point.ts';
import {
  insertVertex,
  nearestEdge,
  nearestVertex,
  verticesInBox,
  type VertexRef,
} from '#core/polygon/vertices.ts';
import type { CanvasEvent, ToolBehaviour, ToolContext, ToolStep } from '../tool.ts';
import { isPlace } from '../place.ts';
import { commitRings, refuse } from './commitRings.ts';
import { removeVertices } from './removeVertices.ts';
import {
  draggedPolygon,
  isSameVertex,
  nothingInHand,
  synced,
  type BoxGesture,
  type DragGesture,
  type Hovered,
  type VerticesState,
} from './vertexState.ts';
import { keyOnVertices } from './vertexKeys.ts';

type Step = ToolStep<VerticesState>;
type Press = Extract<CanvasEvent, { type: 'press' }>;

/** How far a hand trembles during a click, share of the reach. */
const tremor = 0.25;

/**
 * Edits the points of the object that was selected last: press on one drags it with all that are
 * chosen, on an edge adds one, Alt or the right button takes one away; Shift toggles; a drag on empty
 * ground chooses by a box. Nothing is stored that crosses itself or fills no pixel.
 */
export const verticesBehaviour: ToolBehaviour<VerticesState> = {
  initial: nothingInHand,
  step(former, event, context) {
    const state = synced(former, context);
    if ('at' in event && !isPlace(event.at)) {
      return keep(event.type === 'release' ? { ...state, gesture: null } : state);
    }
    switch (event.type) {
      case 'press':
        return press(state, event, context);
      case 'move':
        return keep(moved(state, event.at, context));
      case 'release':
        return release(moved(state, event.at, context), event.at, context);
      case 'cancel':
        return keep({ ...state, gesture: null });
      case 'hover':
        return keep(hovered(state, event.at, context));
      case 'leave':
        return keep(state.hovered ? { ...state, hovered: null } : state);
    }
  },
  key: (former, key, context) => keyOnVertices(synced(former, context), key, context),
};

function keep(state: VerticesState): Step {
  return { state, effects: [] };
}

function press(state: VerticesState, event: Press, context: ToolContext): Step {
  const { at, isBackground, hand } = event;
  const { edited, chosen } = state;
  const isShift = hand?.isShift === true;
  const under = hoveredAt(state, at, context);
  if (!edited || !under || (under.kind === 'edge' && (isShift || isBackground))) {
    return keep({ ...state, gesture: { kind: 'box', from: at, to: at, isMore: isShift } });
  }
  if (edited.seen.isLocked === true) return refuse(state, 'objectLocked');
  const start = { kind: 'drag', from: at, to: at, hasMoved: false } as const;
  if (under.kind === 'edge') {
    const pressed = { ring: under.spot.ring, index: under.spot.edge + 1 };
    const base = insertVertex(edited.polygon, under.spot);
    const gesture: DragGesture = { ...start, base, pressed, isAdded: true };
    return keep({ ...state, chosen: [pressed], hovered: null, gesture });
  }
  const pressed = under.ref;
  const isChosen = chosen.some((each) => isSameVertex(each, pressed));
  if (isBackground) {
    const left = removeVertices(edited.polygon, [pressed]);
    return left ? commitRings(state, left, [], context) : refuse(state, 'tooFewPoints');
  }
  if (isShift) {
    const others = chosen.filter((each) => !isSameVertex(each, pressed));
    return keep({ ...state, chosen: isChosen ? others : [...chosen, pressed] });
  }
  const gesture: DragGesture = { ...start, base: edited.polygon, pressed, isAdded: false };
  return keep({ ...state, chosen: isChosen ? chosen : [pressed], gesture });
}

function moved(state: VerticesState, to: Point<'image'>, { reach }: ToolContext): VerticesState {
  const { gesture } = state;
  if (!gesture) return state;
  if (gesture.kind === 'box') return { ...state, gesture: { ...gesture, to } };
  const hasMoved = gesture.hasMoved || distanceBetween(gesture.from, to) > reach * tremor;
  return { ...state, gesture: { ...gesture, to, hasMoved } };
}

function release(state: VerticesState, at: Point<'image'>, context: ToolContext): Step {
  const { gesture, chosen } = state;
  if (!gesture) return keep(state);
  if (gesture.kind === 'box') {
    const isClick = distanceBetween(gesture.from, at) <= context.reach * tremor;
    return isClick ? clickBeside(state, gesture, context) : keep(boxChosen(state, gesture));
  }
  if (gesture.hasMoved || gesture.isAdded) {
    return commitRings(state, draggedPolygon(gesture, chosen, context.imageSize), chosen, context);
  }
  return keep({ ...state, chosen: [gesture.pressed], gesture: null });
}

/** A click that meets neither point nor edge: another object is selected, or no point is chosen any more. */
function clickBeside(
  state: VerticesState,
  { from, isMore }: BoxGesture,
  context: ToolContext,
): Step {
  const next = { ...state, chosen: isMore ? state.chosen : [], gesture: null };
  const id = context.annotationAt(from);
  if (!id || id === state.edited?.seen.id || isMore) return keep(next);
  return { state: next, effects: [{ type: 'select', annotationIds: [id] }] };
}

function boxChosen(state: VerticesState, { from, to, isMore }: BoxGesture): VerticesState {
  const inBox = state.edited ? verticesInBox(state.edited.polygon, boxFromCorners(from, to)) : [];
  if (!isMore) return { ...state, chosen: inBox, gesture: null };
  const known = new Set(state.chosen.map(keyOf));
  const added = inBox.filter((ref) => !known.has(keyOf(ref)));
  return { ...state, chosen: [...state.chosen, ...added], gesture: null };
}

function keyOf({ ring, index }: VertexRef): string {
  return `${String(ring)}/${String(index)}`;
}

function hovered(state: VerticesState, at: Point<'image'>, context: ToolContext): VerticesState {
  const under = hoveredAt(state, at, context);
  if (!under && !state.hovered) return state;
  return { ...state, hovered: under };
}

/** The nearest point in reach, else the nearest edge in half of it. */
function hoveredAt(
  { edited }: VerticesState,
  at: Point<'image'>,
  { reach }: ToolContext,
): Hovered | null {
  if (!edited) return null;
  const ref = nearestVertex(edited.polygon, at, reach);
  if (ref) return { kind: 'vertex', ref };
  const spot = nearestEdge(edited.polygon, at, reach / 2);
  return spot && { kind: 'edge', spot };
}
