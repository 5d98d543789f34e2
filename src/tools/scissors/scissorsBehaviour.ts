import { distanceBetween, type Point } from '#core/geometry/point.ts';
import type { DrawMode } from '#store/toolOptionsStore.ts';
import { drawModeOf } from '../drawModeOf.ts';
import type { CanvasEvent, ToolBehaviour, ToolContext, ToolStep } from '../tool.ts';
import { isPlace } from '../place.ts';
import { cutOut } from './cutOut.ts';
import { seedAt, snappedFrom, wayTo, type Seed } from './wire.ts';

/** A way around something, as far as it goes. */
export interface ScissorsCut {
  readonly ways: readonly (readonly Point<'image'>[])[]; // from seed to seed, fixed
  readonly first: Point<'image'>;
  readonly seed: Seed;
  readonly wire: readonly Point<'image'>[]; // from the seed to the cursor; empty: there is none
  readonly mode: DrawMode;
}

/** null: nothing is begun. */
export type ScissorsState = ScissorsCut | null;

type Step = ToolStep<ScissorsState>;
type Press = Extract<CanvasEvent, { type: 'press' }>;

/**
 * Intelligent scissors: the first click takes hold of an edge, the wire follows the cursor along edges, each
 * further click fixes it (with Control straight). A click on the first point, one on the last (a double
 * click) or Enter closes it and draws what lies inside; Backspace takes the last piece back, Escape all.
 */
export const scissorsBehaviour: ToolBehaviour<ScissorsState> = {
  initial: null,
  step(state, event, context) {
    if ('at' in event && !isPlace(event.at)) {
      return keep(state);
    }
    switch (event.type) {
      case 'press':
        return state ? goOn(state, event, context) : begin(event, context);
      case 'move':
      case 'hover':
        return keep(state && { ...state, wire: wayTo(state.seed, event.at, context) });
      case 'leave':
        return keep(state && state.wire.length > 0 ? { ...state, wire: [] } : state);
      case 'release':
      case 'cancel':
        return keep(state);
    }
  },
  key(state, key, context) {
    if (!state) return null;
    switch (key) {
      case 'Enter':
        return close(state, context);
      case 'Escape':
        return keep(null);
      case 'Undo':
      case 'Backspace':
      case 'Delete':
        return keep(withoutLast(state, context));
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'ArrowUp':
      case 'ArrowDown':
        return null;
    }
  },
};

function keep(state: ScissorsState): Step {
  return { state, effects: [] };
}

function begin(event: Press, context: ToolContext): Step {
  const { width, height } = context.imageSize;
  const { x, y } = event.at;
  if (x < 0 || y < 0 || x > width || y > height) return keep(null);
  const seed = seedAt(event.at, context);
  return keep({ ways: [], first: seed.at, seed, wire: [], mode: drawModeOf(event, context) });
}

function goOn(state: ScissorsCut, { at, hand }: Press, context: ToolContext): Step {
  const { ways, first, seed } = state;
  const { reach } = context;
  const isOnFirst = ways.length > 1 && distanceBetween(at, first) <= reach;
  if (isOnFirst) return close(state, context);
  if (distanceBetween(at, seed.at) <= reach)
    return ways.length > 0 ? close(state, context) : keep(state);
  const isStraight = hand?.isControl === true;
  const next = seedAt(isStraight ? at : snappedFrom(seed, at), context, false);
  const way = isStraight ? [seed.at, next.at] : wayTo(seed, next.at, context);
  return keep({ ...state, ways: [...ways, way], seed: next, wire: [] });
}

/** Draws what the way goes round, back to its first point. */
function close(state: ScissorsCut, context: ToolContext): Step {
  const { ways, first, seed, mode } = state;
  if (ways.length === 0) return { state, effects: [{ type: 'tell', about: 'tooFewPoints' }] };
  const way = [...ways.flat(), ...wayTo(seed, first, context)];
  const shape = cutOut(way, context.imageSize);
  return {
    state: null,
    effects: [{ type: 'draw', drawing: { ...shape, tool: 'scissors', mode } }],
  };
}

function withoutLast(state: ScissorsCut, context: ToolContext): ScissorsState {
  const from = state.ways.at(-1)?.[0];
  if (!from) return null;
  return { ...state, ways: state.ways.slice(0, -1), seed: seedAt(from, context, false), wire: [] };
}
