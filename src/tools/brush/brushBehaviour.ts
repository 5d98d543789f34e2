import type { Point } from '#core/geometry/point.ts';
import { strokeMask } from '#core/mask/strokeMask.ts';
import { steppedDiameter } from '#store/toolOptionsStore.ts';
import { isPlace } from '../place.ts';
import { selectUnder } from '../selectUnder.ts';
import type { CanvasEvent, Effect, ToolBehaviour, ToolContext, ToolStep } from '../tool.ts';
import { dabOf, thinned, withDab, type Stroke } from './stroke.ts';

/** What the brush is at. */
export interface BrushState {
  readonly stroke: Stroke | null; // null while nothing is pressed
  readonly cursor: Point<'image'> | null; // where the hand is
  readonly lastAt: Point<'image'> | null; // end of the last stroke
  readonly isLine: boolean; // a press would draw a line from there
}

const initial: BrushState = { stroke: null, cursor: null, lastAt: null, isLine: false };

/**
 * A stroke paints on the selected object, or a new one; the eraser takes away. Alt or the right button
 * turns each into the other. With Shift a straight line comes from the end of the last stroke. Nothing
 * is painted before the release.
 */
export function brushBehaviour(tool: 'brush' | 'eraser'): ToolBehaviour<BrushState> {
  return {
    initial,
    step(state, event, context) {
      switch (event.type) {
        case 'press':
          return press(state, event, { context, isEraser: tool === 'eraser' });
        case 'move':
          return { state: paint(state, event, context), effects: [] };
        case 'release':
          return lift(release(paint(state, event, context), context), event);
        case 'cancel':
          return { state: { ...state, stroke: null }, effects: [] };
        case 'hover': {
          const isLine = event.hand?.isShift === true && state.lastAt !== null;
          return { state: { ...state, cursor: event.at, isLine }, effects: [] };
        }
        case 'leave':
          return { state: { ...state, cursor: null, isLine: false }, effects: [] };
      }
    },
    key(state, key) {
      if (key !== 'Escape' || !state.stroke) return null;
      return { state: { ...state, stroke: null }, effects: [] };
    },
    turn: (state, steps, { options }) => ({
      state,
      effects: [
        {
          type: 'setOptions',
          options: { brushDiameterPx: steppedDiameter(options.brushDiameterPx, steps) },
        },
      ],
    }),
  };
}

interface Surroundings {
  readonly context: ToolContext;
  readonly isEraser: boolean;
}

function press(
  state: BrushState,
  { at, hand, isBackground }: Extract<CanvasEvent, { type: 'press' }>,
  { context, isEraser }: Surroundings,
): ToolStep<BrushState> {
  if (!isPlace(at)) return { state: { ...state, stroke: null }, effects: [] };
  const { brushDiameterPx, brushShape: shape } = context.options;
  const isErasing = isEraser !== isBackground;
  const dab = dabOf(at, brushDiameterPx, hand);
  const isLine = hand?.isShift === true && state.lastAt !== null;
  const dabs = isLine && state.lastAt ? [{ ...dab, at: state.lastAt }, dab] : [dab];
  return {
    state: { ...state, stroke: { dabs, shape, isErasing }, cursor: at, isLine: false },
    effects: isErasing ? selectUnder(at, context) : [],
  };
}

function paint(
  state: BrushState,
  event: Extract<CanvasEvent, { type: 'move' | 'release' }>,
  { options, reach }: ToolContext,
): BrushState {
  const { stroke } = state;
  if (!stroke || !isPlace(event.at)) return state;
  const last = stroke.dabs.at(-1);
  const next = dabOf(event.at, options.brushDiameterPx, event.hand);
  // a pen that is lifted has no pressure any more
  const dab = event.type === 'release' && last ? { ...next, radius: last.radius } : next;
  // nobody tells places apart that are less than a pixel of the screen from each other
  const nearPx = event.type === 'release' ? Number.MIN_VALUE : reach / 9;
  return { ...state, stroke: withDab(stroke, dab, nearPx), cursor: event.at };
}

function release(state: BrushState, context: ToolContext): ToolStep<BrushState> {
  const { stroke } = state;
  if (!stroke) return { state, effects: [] };
  const lastAt = stroke.dabs.at(-1)?.at ?? null;
  return { state: { ...state, stroke: null, lastAt }, effects: [drawingOf(stroke, context)] };
}

/** A finger that is gone has no cursor. */
function lift(
  { state, effects }: ToolStep<BrushState>,
  { hand }: Extract<CanvasEvent, { type: 'release' }>,
): ToolStep<BrushState> {
  return { state: hand?.pointer === 'touch' ? { ...state, cursor: null } : state, effects };
}

function drawingOf({ dabs, shape, isErasing }: Stroke, context: ToolContext): Effect {
  const mask = strokeMask(thinned(dabs), shape, context.imageSize);
  const mode = isErasing ? 'subtract' : context.selected.length > 0 ? 'add' : 'new';
  return { type: 'draw', drawing: { mask, polygon: null, tool: 'brush', mode } };
}
