import { distanceBetween, type Point } from '#core/geometry/point.ts';
import { isPlace } from '../place.ts';
import type { Effect, ToolBehaviour, ToolContext, ToolStep } from '../tool.ts';

/** The line that will cut, as far as it goes. */
export interface SliceState {
  readonly points: readonly Point<'image'>[]; // set by clicks
  readonly from: Point<'image'> | null; // of the press that is held
  readonly cursor: Point<'image'> | null;
}

type Step = ToolStep<SliceState>;

const nothing: SliceState = { points: [], from: null, cursor: null };

/**
 * A drag cuts along a straight line; clicks set the points of a longer one, which a click on its last
 * point (as a double click does) or Enter ends. Backspace takes the last point back, Escape all.
 */
export const sliceBehaviour: ToolBehaviour<SliceState> = {
  initial: nothing,
  step(state, event, context) {
    if ('at' in event && !isPlace(event.at)) return keep({ ...state, from: null });
    switch (event.type) {
      case 'press':
        return keep({ ...state, from: event.at, cursor: event.at });
      case 'move':
      case 'hover':
        return keep(state.from || state.points.length > 0 ? { ...state, cursor: event.at } : state);
      case 'release':
        return release(state, event.at, context);
      case 'cancel':
        return keep({ ...state, from: null });
      case 'leave':
        return keep(state.cursor ? { ...state, cursor: null } : state);
    }
  },
  key(state, key) {
    if (state.points.length === 0 && !state.from) return null;
    switch (key) {
      case 'Enter':
        return cut(state.points);
      case 'Escape':
        return keep(nothing);
      case 'Undo':
      case 'Backspace':
      case 'Delete':
        return keep({ ...state, points: state.points.slice(0, -1) });
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'ArrowUp':
      case 'ArrowDown':
        return null;
    }
  },
};

function keep(state: SliceState): Step {
  return { state, effects: [] };
}

function release(state: SliceState, at: Point<'image'>, { reach }: ToolContext): Step {
  const { points, from } = state;
  if (!from) return keep(state);
  const last = points.at(-1);
  if (!last && distanceBetween(from, at) > reach) return cut([from, at]);
  if (last && distanceBetween(last, at) <= reach) return cut(points);
  return keep({ points: [...points, at], from: null, cursor: at });
}

/** A line of one point is none yet: it is let go. */
function cut(line: readonly Point<'image'>[]): Step {
  const effects: readonly Effect[] = line.length > 1 ? [{ type: 'slice', line }] : [];
  return { state: nothing, effects };
}
