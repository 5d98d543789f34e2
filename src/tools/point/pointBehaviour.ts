import { addPoint, dragPoint, isOnImage, pointAt, pressPoint } from '../pointGesture.ts';
import type { PointGesture } from '../pointGesture.ts';
import type { CanvasEvent, Effect, ToolBehaviour, ToolContext } from '../tool.ts';
import { beginStroke, drawStroke, endStroke, type Stroke } from './stroke.ts';

/** What the hand is at; null between gestures. */
export type PointState =
  | { readonly kind: 'point'; readonly gesture: PointGesture }
  | { readonly kind: 'stroke'; readonly stroke: Stroke }
  | null;

interface Step {
  readonly state: PointState;
  readonly effects: readonly Effect[];
}

/**
 * A click adds a point to the prompt, a drag from there scribbles a row of them. Points that are there
 * can be dragged, and deleted by a background click. A hover asks what a click would give.
 */
export const pointBehaviour: ToolBehaviour<PointState> = {
  initial: null,
  step(state, event, context) {
    switch (event.type) {
      case 'press':
        return press(event, context);
      case 'move':
        return move(state, event, context);
      case 'release':
        return { state: null, effects: endOf(state, context) };
      case 'cancel':
        return { state: null, effects: [] };
      case 'hover': {
        const at = isOnImage(context.imageSize, event.at) ? event.at : null;
        return { state, effects: [{ type: 'preview', at }] };
      }
      case 'leave':
        return { state, effects: [{ type: 'preview', at: null }] };
    }
  },
};

function press(event: Extract<CanvasEvent, { type: 'press' }>, context: ToolContext): Step {
  const index = pointAt(context, event.at);
  if (index !== null) {
    const { gesture, effects } = pressPoint(index, event, context);
    return { state: gesture && { kind: 'point', gesture }, effects };
  }
  const effects = addPoint(event, context);
  const stroke = beginStroke(event, effects);
  return { state: stroke && { kind: 'stroke', stroke }, effects };
}

function move(
  state: PointState,
  { at }: Extract<CanvasEvent, { type: 'move' }>,
  context: ToolContext,
): Step {
  if (state?.kind === 'stroke') {
    return {
      state: { kind: 'stroke', stroke: drawStroke(state.stroke, at, context) },
      effects: [],
    };
  }
  if (!state) return { state, effects: [] };
  const { gesture, effects } = dragPoint(state.gesture, at, context);
  return { state: gesture && { kind: 'point', gesture }, effects };
}

function endOf(state: PointState, context: ToolContext): readonly Effect[] {
  return state?.kind === 'stroke' ? endStroke(state.stroke, context) : [];
}
