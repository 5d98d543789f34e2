import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { boxFromCorners, clipBox } from '#core/geometry/box.ts';
import { distanceBetween, type Point } from '#core/geometry/point.ts';
import { maskContains } from '#core/mask/measures.ts';
import { sharedAreaOf } from '#core/mask/overlap.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import {
  plainHand,
  type CanvasEvent,
  type Effect,
  type ToolBehaviour,
  type ToolContext,
  type ToolKey,
} from '../tool.ts';

/** What the hand is at. */
export type SelectState =
  | { readonly kind: 'idle'; readonly last: LastClick | null }
  | {
      readonly kind: 'pressed'; // on an object: a click, or the start of a move
      readonly from: Point<'image'>;
      readonly onRelease: readonly AnnotationId[] | null; // what a click selects yet
      readonly clickedId: AnnotationId;
    }
  | {
      readonly kind: 'moving';
      readonly from: Point<'image'>;
      readonly dx: number;
      readonly dy: number;
    }
  | {
      readonly kind: 'boxing';
      readonly from: Point<'image'>;
      readonly to: Point<'image'>;
      readonly kept: readonly AnnotationId[]; // stay selected
    };

/** A click at the same place selects what lies below. */
interface LastClick {
  readonly at: Point<'image'>;
  readonly id: AnnotationId;
}

type Press = Extract<CanvasEvent, { type: 'press' }>;
type Step = { readonly state: SelectState; readonly effects: readonly Effect[] };

const idle: SelectState = { kind: 'idle', last: null };

/**
 * A click selects the pin under it, else the topmost object with its group (Alt: alone), else nothing; once
 * more at the same place the one below. With Shift or Ctrl it adds or takes away. A drag that starts on
 * an object moves what is selected, one on empty ground selects what the box touches. The right button
 * opens the menu of what is selected. Arrows move by a pixel, with Shift by ten.
 */
export const selectBehaviour: ToolBehaviour<SelectState> = {
  initial: idle,
  step(state, event, context) {
    switch (event.type) {
      case 'press':
        return press(state, event, context);
      case 'move':
        return move(state, event.at, context);
      case 'release':
        return release(state, event.at, context);
      case 'cancel':
        return { state: idle, effects: state.kind === 'moving' ? [endOfDrag] : [] };
      case 'hover':
      case 'leave':
        return { state, effects: [] };
    }
  },
  key(state, key, { hand, selected }) {
    if (state.kind === 'moving' || state.kind === 'boxing') {
      if (key !== 'Escape') return null;
      return { state: idle, effects: state.kind === 'moving' ? [endOfDrag] : [] };
    }
    const by = arrowOf(key);
    if (!by || selected.length === 0 || hand.isControl || hand.isAlt) return null;
    const px = hand.isShift ? 10 : 1;
    return { state: idle, effects: [{ type: 'moveObjects', dx: by[0] * px, dy: by[1] * px }] };
  },
};

const endOfDrag: Effect = { type: 'drag', dx: 0, dy: 0 };

function press(state: SelectState, event: Press, context: ToolContext): Step {
  const { at, hand = plainHand, isBackground } = event;
  const noteId = context.noteAt(at);
  if (noteId) return { state: idle, effects: [{ type: 'selectNote', noteId }] };
  const stack = context.objects.filter(({ mask }) => maskContains(mask, at)).toReversed();
  const [top] = stack;
  const isOn = new Set(context.selected.map(({ id }) => id));
  const held = stack.find(({ id }) => isOn.has(id));
  if (isBackground && !hand.isAlt) {
    const select: readonly Effect[] = held ? [] : [selectOf(top ? groupOf(top, context) : [])];
    return { state: idle, effects: [...select, { type: 'menu', at }] };
  }
  const selectedIds = context.selected.map(({ id }) => id);
  const isToggle = hand.isShift || hand.isControl;
  if (!top) {
    const kept = isToggle ? selectedIds : [];
    return { state: { kind: 'boxing', from: at, to: at, kept }, effects: [] };
  }
  const idsOf = (one: Annotation) => (hand.isAlt ? [one.id] : groupOf(one, context));
  if (isToggle) {
    return { state: idle, effects: [selectOf(toggled(selectedIds, idsOf(top)))] };
  }
  const pressed = { kind: 'pressed', from: at } as const;
  if (!held || hand.isAlt) {
    const effects = [selectOf(idsOf(top))];
    return { state: { ...pressed, onRelease: null, clickedId: top.id }, effects };
  }
  const next = isRepeated(state, at, context) ? below(stack, state.last?.id, top) : top;
  return {
    state: { ...pressed, onRelease: idsOf(next), clickedId: next.id },
    effects: [],
  };
}

function move(state: SelectState, at: Point<'image'>, context: ToolContext): Step {
  switch (state.kind) {
    case 'idle':
      return { state, effects: [] };
    case 'boxing':
      return { state: { ...state, to: at }, effects: [] };
    case 'pressed':
    case 'moving': {
      const { from } = state;
      if (!Number.isFinite(at.x + at.y)) return { state, effects: [] };
      if (state.kind === 'pressed' && distanceBetween(from, at) < context.reach / 2) {
        return { state, effects: [] };
      }
      const dx = Math.round(at.x - from.x);
      const dy = Math.round(at.y - from.y);
      return { state: { kind: 'moving', from, dx, dy }, effects: [{ type: 'drag', dx, dy }] };
    }
  }
}

function release(state: SelectState, at: Point<'image'>, context: ToolContext): Step {
  switch (state.kind) {
    case 'idle':
      return { state, effects: [] };
    case 'pressed': {
      const last = { at: state.from, id: state.clickedId };
      const effects = state.onRelease ? [selectOf(state.onRelease)] : [];
      return { state: { kind: 'idle', last }, effects };
    }
    case 'moving': {
      const { dx, dy } = state;
      const isMoved = dx !== 0 || dy !== 0;
      return { state: idle, effects: [isMoved ? { type: 'moveObjects', dx, dy } : endOfDrag] };
    }
    case 'boxing': {
      const found = inBox(state.from, at, context);
      const ids = [...new Set([...state.kept, ...found])];
      return { state: idle, effects: [selectOf(ids)] };
    }
  }
}

/** Objects with a pixel in the box, and their groups; none for a mere click. */
function inBox(
  from: Point<'image'>,
  to: Point<'image'>,
  context: ToolContext,
): readonly AnnotationId[] {
  const { imageSize, reach, objects } = context;
  const drawn = boxFromCorners(from, to);
  if (!(Math.max(drawn.width, drawn.height) >= reach / 2)) return [];
  const box = clipBox(drawn, imageSize);
  if (!(box.width > 0 && box.height > 0)) return [];
  const area = rasterizePolygon({ rings: [rectangleRing(box)] }, imageSize);
  const hit = objects.filter(({ mask }) => sharedAreaOf(area, mask) > 0);
  return hit.flatMap((each) => groupOf(each, context));
}

function groupOf({ id, groupId }: Annotation, { objects }: ToolContext): readonly AnnotationId[] {
  if (!groupId) return [id];
  const others = objects.filter((each) => each.groupId === groupId && each.id !== id);
  return [...others.map((each) => each.id), id];
}

function toggled(
  selected: readonly AnnotationId[],
  ids: readonly AnnotationId[],
): readonly AnnotationId[] {
  const isAllOn = ids.every((id) => selected.includes(id));
  const rest = selected.filter((id) => !ids.includes(id));
  return isAllOn ? rest : [...rest, ...ids];
}

function isRepeated(
  state: SelectState,
  at: Point<'image'>,
  { reach }: ToolContext,
): state is Extract<SelectState, { kind: 'idle' }> {
  return (
    state.kind === 'idle' && state.last !== null && distanceBetween(state.last.at, at) < reach / 2
  );
}

/** The one below the one that was clicked last, round to the top again. */
function below(
  stack: readonly Annotation[],
  id: AnnotationId | undefined,
  top: Annotation,
): Annotation {
  const place = stack.findIndex((each) => each.id === id);
  return stack[(place + 1) % stack.length] ?? top;
}

function arrowOf(key: ToolKey): readonly [number, number] | null {
  switch (key) {
    case 'ArrowLeft':
      return [-1, 0];
    case 'ArrowRight':
      return [1, 0];
    case 'ArrowUp':
      return [0, -1];
    case 'ArrowDown':
      return [0, 1];
    case 'Undo':
    case 'Enter':
    case 'Escape':
    case 'Backspace':
    case 'Delete':
      return null;
  }
}

function selectOf(annotationIds: readonly AnnotationId[]): Effect {
  return { type: 'select', annotationIds };
}
