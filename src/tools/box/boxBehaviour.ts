import { boxFromCorners, clipBox } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import { emptyPrompt, withBox, type Prompt } from '#core/prompt/prompt.ts';
import { addPoint, dragPoint, pointAt, pressPoint, type PointGesture } from '../pointGesture.ts';
import type { CanvasEvent, Effect, ToolBehaviour, ToolContext } from '../tool.ts';

/** What the hand is at. */
export type BoxState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'point'; readonly gesture: PointGesture }
  | {
      readonly kind: 'box';
      readonly from: Point<'image'>;
      readonly to: Point<'image'>;
      readonly press: Extract<CanvasEvent, { type: 'press' }>;
    };

const idle: BoxState = { kind: 'idle' };

/** A drag draws the box of the prompt; clicks and points work as with the point tool. */
export const boxBehaviour: ToolBehaviour<BoxState> = {
  initial: idle,
  step(state, event, context) {
    switch (event.type) {
      case 'press': {
        const index = pointAt(context, event.at);
        if (index === null) {
          return {
            state: { kind: 'box', from: event.at, to: event.at, press: event },
            effects: [],
          };
        }
        const { gesture, effects } = pressPoint(index, event, context);
        return { state: gesture ? { kind: 'point', gesture } : idle, effects };
      }
      case 'move':
        return move(state, event.at, context);
      case 'release':
        return {
          state: idle,
          effects: state.kind === 'box' ? endBox(state, event.at, context) : [],
        };
      case 'cancel':
        return { state: idle, effects: [] };
      case 'hover':
      case 'leave':
        return { state, effects: [] };
    }
  },
};

function move(
  state: BoxState,
  at: Point<'image'>,
  context: ToolContext,
): { readonly state: BoxState; readonly effects: readonly Effect[] } {
  switch (state.kind) {
    case 'idle':
      return { state, effects: [] };
    case 'box':
      return { state: { ...state, to: at }, effects: [] };
    case 'point': {
      const { gesture, effects } = dragPoint(state.gesture, at, context);
      return { state: gesture ? { kind: 'point', gesture } : idle, effects };
    }
  }
}

/** A drag shorter than the reach was a click. */
function endBox(
  { from, press }: Extract<BoxState, { kind: 'box' }>,
  to: Point<'image'>,
  context: ToolContext,
): readonly Effect[] {
  const drawn = boxFromCorners(from, to);
  if (Math.max(drawn.width, drawn.height) < context.reach) return addPoint(press, context);
  const box = clipBox(drawn, context.imageSize);
  if (box.width < 1 || box.height < 1) return [];
  return [{ type: 'prompt', ...withDrawnBox(context.prompt ?? emptyPrompt, box) }];
}

/** A first box joins the points so far; a second one starts the object over. */
function withDrawnBox(
  prompt: Prompt,
  box: NonNullable<Prompt['box']>,
): Pick<Extract<Effect, { type: 'prompt' }>, 'prompt' | 'move'> {
  return prompt.box
    ? { prompt: { points: [], box }, move: 'restate' }
    : { prompt: withBox(prompt, box), move: 'refine' };
}
