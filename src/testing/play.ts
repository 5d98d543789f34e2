import type { Prompt } from '#core/prompt/prompt.ts';
import { currentStep, pushStep, replaceStep, type Prompting } from '#store/prompting.ts';
import {
  plainHand,
  type CanvasEvent,
  type Effect,
  type Hand,
  type ToolBehaviour,
  type ToolContext,
} from '#tools/tool.ts';

/** The world that a gesture is played in; `prompt` is the one before the first event. */
export type Scene = ToolContext;

/** What is left after the last event. */
export interface Played<State> {
  readonly state: State;
  readonly effects: readonly Effect[]; // of all events
  readonly prompt: Prompt | null;
  /** Steps that undo takes back one by one, the one of the prompt before the first event included. */
  readonly stepCount: number;
}

/** Nothing is there. */
export const emptyScene: Scene = {
  prompt: null,
  imageSize: { width: 100, height: 80 },
  reach: 4,
  objects: [],
  selected: [],
  options: {
    drawMode: 'new',
    brushDiameterPx: 10,
    brushShape: 'round',
    wandTolerance: 24,
    wandIsContiguous: true,
  },
  pixels: () => null,
  annotationAt: () => null,
  noteAt: () => null,
};

/** Plays events one by one; every prompt that the tool asks for is there at the next event. */
export function play<State>(
  behaviour: ToolBehaviour<State>,
  events: readonly CanvasEvent[],
  scene: Partial<Scene> = {},
): Played<State> {
  const { prompt: first, ...world } = { ...emptyScene, ...scene };
  const effects: Effect[] = [];
  let state = behaviour.initial;
  let prompting = first && pushStep(null, first, false);
  for (const event of events) {
    const prompt = prompting && currentStep(prompting).prompt;
    const next = behaviour.step(state, event, { prompt, ...world });
    state = next.state;
    effects.push(...next.effects);
    prompting = next.effects.reduce(carryOut, prompting);
  }
  return {
    state,
    effects,
    prompt: prompting && currentStep(prompting).prompt,
    stepCount: prompting?.steps.length ?? 0,
  };
}

export function press(x: number, y: number): CanvasEvent {
  return { type: 'press', at: { x, y }, isBackground: false };
}

/** A press with Alt held or with the right button. */
export function backgroundPress(x: number, y: number): CanvasEvent {
  return { type: 'press', at: { x, y }, isBackground: true };
}

export function move(x: number, y: number): CanvasEvent {
  return { type: 'move', at: { x, y } };
}

export function release(x: number, y: number): CanvasEvent {
  return { type: 'release', at: { x, y } };
}

export function hover(x: number, y: number): CanvasEvent {
  return { type: 'hover', at: { x, y } };
}

/** The same event with something held. */
export function holding<Event extends CanvasEvent>(event: Event, hand: Partial<Hand>): Event {
  return { ...event, hand: { ...plainHand, ...hand } };
}

/** Press and release on one spot. */
export function click(x: number, y: number): readonly CanvasEvent[] {
  return [press(x, y), release(x, y)];
}

export const cancel: CanvasEvent = { type: 'cancel' };

export const leave: CanvasEvent = { type: 'leave' };

/** As `movePrompt` of flows does it. */
function carryOut(prompting: Prompting | null, effect: Effect): Prompting | null {
  if (effect.type !== 'prompt') return prompting;
  if (effect.move === 'drag' && prompting) return replaceStep(prompting, effect.prompt);
  return pushStep(prompting, effect.prompt, effect.move === 'refine');
}
