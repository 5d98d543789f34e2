import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AnnotationId, NoteId } from '#core/annotation/ids.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import type { PromptMove } from '#flows/prompts.ts';
import type { ToolId } from '#store/sessionStore.ts';

/**
 * What the hand did, in image px. `hover`: the pointer moves with nothing pressed; `leave`: it does so
 * no more; `cancel`: the gesture ended without a release.
 */
export type CanvasEvent =
  | { readonly type: 'hover'; readonly at: Point<'image'> }
  | { readonly type: 'leave' }
  | { readonly type: 'press'; readonly at: Point<'image'>; readonly isBackground: boolean }
  | { readonly type: 'move'; readonly at: Point<'image'> }
  | { readonly type: 'release'; readonly at: Point<'image'> }
  | { readonly type: 'cancel' };

/** What a tool may know of the world at the moment of an event. */
export interface ToolContext {
  readonly prompt: Prompt | null;
  readonly imageSize: Size;
  /** How near counts as "on it", image px; shrinks as the view is enlarged. */
  readonly reach: number;
  annotationAt(point: Point<'image'>): AnnotationId | null;
  /** The note whose pin is under a position. */
  noteAt(point: Point<'image'>): NoteId | null;
}

/** What a tool wants to happen; the runner carries it out through flows. */
export type Effect =
  | { readonly type: 'prompt'; readonly prompt: Prompt; readonly move: PromptMove }
  | { readonly type: 'preview'; readonly at: Point<'image'> | null } // null: ends it
  | { readonly type: 'selectPoint'; readonly index: number | null }
  | { readonly type: 'select'; readonly annotationId: AnnotationId | null } // and no note
  | { readonly type: 'selectNote'; readonly noteId: NoteId }
  | { readonly type: 'note'; readonly at: Point<'image'> };

/** A tool is a pure step function: state and event in, state and wishes out. */
export interface ToolBehaviour<State> {
  readonly initial: State;
  step(
    state: State,
    event: CanvasEvent,
    context: ToolContext,
  ): { readonly state: State; readonly effects: readonly Effect[] };
}

/** A tool with its state inside, so that tools of different states fit one list. */
export interface RunningTool {
  step(
    event: CanvasEvent,
    context: ToolContext,
  ): { readonly hasChanged: boolean; readonly effects: readonly Effect[] };
  /** What the tool draws over the image, in screen px. */
  overlay(viewport: Viewport): ReactElement | null;
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
  draw: (state: State, viewport: Viewport) => ReactElement | null = () => null,
): RunningTool {
  let state = behaviour.initial;
  return {
    step(event, context) {
      const next = behaviour.step(state, event, context);
      const hasChanged = next.state !== state;
      state = next.state;
      return { hasChanged, effects: next.effects };
    },
    overlay: (viewport) => draw(state, viewport),
  };
}
