import { moveVertices } from '#core/polygon/vertices.ts';
import type { Hand, ToolContext, ToolKey, ToolStep } from '../tool.ts';
import { commitRings, refuse } from './commitRings.ts';
import { removeVertices } from './removeVertices.ts';
import type { VerticesState } from './vertexState.ts';

type Step = ToolStep<VerticesState> | null;

/** Keys on the chosen points; null where there is nothing for them to do. */
export function keyOnVertices(
  state: VerticesState,
  key: ToolKey,
  context: ToolContext & { readonly hand: Hand },
): Step {
  switch (key) {
    case 'ArrowLeft':
      return nudge(state, [-1, 0], context);
    case 'ArrowRight':
      return nudge(state, [1, 0], context);
    case 'ArrowUp':
      return nudge(state, [0, -1], context);
    case 'ArrowDown':
      return nudge(state, [0, 1], context);
    case 'Delete':
    case 'Backspace':
      return remove(state, context);
    case 'Escape':
      if (state.gesture) return { state: { ...state, gesture: null }, effects: [] };
      return state.chosen.length > 0 ? { state: { ...state, chosen: [] }, effects: [] } : null;
    case 'Undo':
    case 'Enter':
      return null;
  }
}

function nudge(
  state: VerticesState,
  [x, y]: readonly [number, number],
  context: ToolContext & { readonly hand: Hand },
): Step {
  const { edited, chosen, gesture } = state;
  if (!edited || chosen.length === 0 || gesture) return null;
  if (edited.seen.isLocked === true) return refuse(state, 'objectLocked');
  const px = context.hand.isShift ? 10 : 1;
  const move = { dx: x * px, dy: y * px, size: context.imageSize };
  return commitRings(state, moveVertices(edited.polygon, chosen, move), chosen, context);
}

/** The chosen points go, else the one under the pointer. */
function remove(state: VerticesState, context: ToolContext): Step {
  const { edited, chosen, hovered, gesture } = state;
  const under = hovered?.kind === 'vertex' ? [hovered.ref] : [];
  const refs = chosen.length > 0 ? chosen : under;
  if (!edited || refs.length === 0 || gesture) return null;
  if (edited.seen.isLocked === true) return refuse(state, 'objectLocked');
  const left = removeVertices(edited.polygon, refs);
  return left ? commitRings(state, left, [], context) : refuse(state, 'tooFewPoints');
}
