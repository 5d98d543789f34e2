import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, NoteId } from '#core/annotation/ids.ts';
import type { Box } from '#core/geometry/box.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { PixelWindow } from '#core/pixels/pixelWindow.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { Drawing } from '#flows/draw/drawObject.ts';
import type { Reshaped } from '#flows/draw/reshapeObject.ts';
import type { PromptMove } from '#flows/prompts.ts';
import type { ToolId } from '#store/sessionStore.ts';
import type { ToolOptions } from '#store/toolOptionsStore.ts';

/** What the hand holds besides the pointer. */
export interface Hand {
  readonly isShift: boolean;
  readonly isAlt: boolean;
  readonly isControl: boolean; // or Command
  readonly pressure: number; // of a pen, 0…1; 0.5 of what cannot tell
  readonly pointer: 'mouse' | 'pen' | 'touch';
  readonly clickCount: number; // 2: the second press of a double click
}

/** A mouse with nothing held. */
export const plainHand: Hand = {
  isShift: false,
  isAlt: false,
  isControl: false,
  pressure: 0.5,
  pointer: 'mouse',
  clickCount: 1,
};

/** The keys that a tool may want while it is at work; `Undo` is Ctrl or Command with Z. */
export type ToolKey =
  | 'Undo'
  | 'Enter'
  | 'Escape'
  | 'Backspace'
  | 'Delete'
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'ArrowUp'
  | 'ArrowDown';

/**
 * What the hand did, in image px. `hover`: the pointer moves with nothing pressed; `leave`: it does so
 * no more; `cancel`: the gesture ended without a release. Without `hand` it is {@link plainHand}.
 */
export type CanvasEvent =
  | { readonly type: 'hover'; readonly at: Point<'image'>; readonly hand?: Hand }
  | { readonly type: 'leave' }
  | {
      readonly type: 'press';
      readonly at: Point<'image'>;
      readonly isBackground: boolean;
      readonly hand?: Hand;
    }
  | { readonly type: 'move'; readonly at: Point<'image'>; readonly hand?: Hand }
  | { readonly type: 'release'; readonly at: Point<'image'>; readonly hand?: Hand }
  | { readonly type: 'cancel' };

/** What a tool may know of the world at the moment of an event. */
export interface ToolContext {
  readonly prompt: Prompt | null;
  readonly imageSize: Size;
  /** How near counts as "on it", image px; shrinks as the view is enlarged. */
  readonly reach: number;
  /** The objects of the open image that can be seen, in the order of the list. */
  readonly objects: readonly Annotation[];
  /** Those of them that are selected, in the order they were. */
  readonly selected: readonly Annotation[];
  readonly options: ToolOptions;
  annotationAt(point: Point<'image'>): AnnotationId | null;
  /** The note whose pin is under a position. */
  noteAt(point: Point<'image'>): NoteId | null;
  /**
   * The pixels of a part of the picture as it is shown, cut to the image; null while there is none. With
   * `mostPx` no side of the window has more pixels, so that a large part comes coarser.
   */
  pixels(box: Box<'image'>, mostPx?: number): PixelWindow | null;
}

/** What a tool wants to happen; the runner carries it out through flows. */
export type Effect =
  | { readonly type: 'prompt'; readonly prompt: Prompt; readonly move: PromptMove }
  | { readonly type: 'preview'; readonly at: Point<'image'> | null } // null: ends it
  | { readonly type: 'selectPoint'; readonly index: number | null }
  | { readonly type: 'select'; readonly annotationIds: readonly AnnotationId[] } // and no note
  | { readonly type: 'drag'; readonly dx: number; readonly dy: number } // of the selected ones, not yet done
  | { readonly type: 'moveObjects'; readonly dx: number; readonly dy: number } // the selected ones, px
  | { readonly type: 'menu'; readonly at: Point<'image'> } // of the selected objects
  | { readonly type: 'selectNote'; readonly noteId: NoteId }
  | { readonly type: 'note'; readonly at: Point<'image'> }
  | { readonly type: 'draw'; readonly drawing: Drawing }
  | { readonly type: 'reshape'; readonly reshaped: Reshaped }
  | { readonly type: 'slice'; readonly line: readonly Point<'image'>[] }
  | { readonly type: 'tell'; readonly about: Refusal }
  | { readonly type: 'setOptions'; readonly options: Partial<ToolOptions> };

/** Why the tool did not do what the hand wanted. */
export type Refusal = 'crossing' | 'tooFewPoints' | 'nothingLeft' | 'objectLocked';

/** What comes of one event. */
export interface ToolStep<State> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** A tool is a pure step function: state and event in, state and wishes out. */
export interface ToolBehaviour<State> {
  readonly initial: State;
  step(state: State, event: CanvasEvent, context: ToolContext): ToolStep<State>;
  /** A key while the canvas has the keyboard; null: the tool has no use for it now. */
  key?(state: State, key: ToolKey, context: ToolContext & { hand: Hand }): ToolStep<State> | null;
  /** Alt and the wheel turned by so many steps, up is positive; null: the tool has no size. */
  turn?(state: State, steps: number, context: ToolContext): ToolStep<State> | null;
}

/** What the drawing of a tool goes by besides its state. */
export interface OverlayLook {
  readonly options: ToolOptions;
  readonly newColor: string; // CSS; of the object that would be made
  readonly selectedColor: string | null; // of the object that was selected last
}

/** The world at the moment of drawing, for what a tool shows of the objects; null without a picture. */
export type Surroundings = () => ToolContext | null;

/** A tool with its state inside, so that tools of different states fit one list. */
export interface RunningTool {
  step(event: CanvasEvent, context: ToolContext): RunningStep;
  /** @returns null when the tool does not want the key */
  key(key: ToolKey, context: ToolContext & { hand: Hand }): RunningStep | null;
  /** @returns null when the tool does not want the wheel */
  turn(steps: number, context: ToolContext): RunningStep | null;
  /** What the tool draws over the image, in screen px. */
  overlay(viewport: Viewport, look: OverlayLook, around: Surroundings): ReactElement | null;
}

interface RunningStep {
  readonly hasChanged: boolean;
  readonly effects: readonly Effect[];
}

/** One entry of the toolbar. Its name is the text `tool.<id>`, its key the command `tool.<id>`. */
export interface Tool {
  readonly id: ToolId;
  readonly icon: LucideIcon;
  readonly cursor: string; // CSS
  start(): RunningTool;
}

/** Puts a state around a behaviour. */
export function runTool<State>(
  behaviour: ToolBehaviour<State>,
  draw: (
    state: State,
    viewport: Viewport,
    look: OverlayLook,
    around: Surroundings,
  ) => ReactElement | null = () => null,
): RunningTool {
  let state = behaviour.initial;
  function take(next: ToolStep<State>): RunningStep {
    const hasChanged = next.state !== state;
    state = next.state;
    return { hasChanged, effects: next.effects };
  }
  return {
    step: (event, context) => take(behaviour.step(state, event, context)),
    key(key, context) {
      const next = behaviour.key?.(state, key, context);
      return next ? take(next) : null;
    },
    turn(steps, context) {
      const next = behaviour.turn?.(state, steps, context);
      return next ? take(next) : null;
    },
    overlay: (viewport, look, around) => draw(state, viewport, look, around),
  };
}
