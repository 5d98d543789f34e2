import type { Annotation } from '#core/annotation/annotation.ts';
import { ringsOf } from '#core/annotation/ringsOf.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import { moveVertices, type EdgeSpot, type VertexRef } from '#core/polygon/vertices.ts';
import type { ToolContext } from '../tool.ts';

/** What the tool has in hand. */
export interface VerticesState {
  readonly edited: Edited | null; // null: no object is selected
  readonly chosen: readonly VertexRef[]; // of the edited polygon
  readonly hovered: Hovered | null;
  readonly gesture: VertexGesture | null;
}

/** The rings of the selected object, ahead of the document while edits are on their way to disk. */
export interface Edited {
  readonly seen: Annotation; // as the document had it last
  readonly polygon: Polygon;
  readonly onTheWay: readonly Polygon[]; // the last one is `polygon`
}

/** What a press would take hold of. */
export type Hovered =
  | { readonly kind: 'vertex'; readonly ref: VertexRef }
  | { readonly kind: 'edge'; readonly spot: EdgeSpot };

export type VertexGesture = DragGesture | BoxGesture;

/** Points on their way. */
export interface DragGesture {
  readonly kind: 'drag';
  readonly base: Polygon; // before the move; with the new point if one was added
  readonly pressed: VertexRef;
  readonly isAdded: boolean;
  readonly from: Point<'image'>;
  readonly to: Point<'image'>;
  readonly hasMoved: boolean; // further than a hand trembles
}

/** A press on empty ground: a click, or a box around points. */
export interface BoxGesture {
  readonly kind: 'box';
  readonly from: Point<'image'>;
  readonly to: Point<'image'>;
  readonly isMore: boolean; // Shift: the chosen points stay chosen
}

export const nothingInHand: VerticesState = {
  edited: null,
  chosen: [],
  hovered: null,
  gesture: null,
};

/**
 * The state as the document allows it. Edits of this tool arrive there later than here; any other change
 * of the shape, such as undo, starts anew from the document.
 */
export function synced(state: VerticesState, { selected }: ToolContext): VerticesState {
  const annotation = selected.at(-1);
  const { edited } = state;
  if (!annotation) return edited ? nothingInHand : state;
  if (annotation === edited?.seen) return state;
  if (edited && annotation.id === edited.seen.id) {
    const arrived = edited.onTheWay.findIndex((each) => each === annotation.polygon);
    if (arrived >= 0) {
      const onTheWay = edited.onTheWay.slice(arrived + 1);
      return { ...state, edited: { ...edited, seen: annotation, onTheWay } };
    }
    const { mask, polygon } = edited.seen;
    if (annotation.mask === mask && annotation.polygon === polygon) {
      return { ...state, edited: { ...edited, seen: annotation } };
    }
  }
  const fresh: Edited = { seen: annotation, polygon: ringsOf(annotation), onTheWay: [] };
  return { ...nothingInHand, edited: fresh };
}

/** The polygon as the drag has it now. */
export function draggedPolygon(
  { base, from, to, hasMoved }: DragGesture,
  chosen: readonly VertexRef[],
  size: Size,
): Polygon {
  if (!hasMoved) return base;
  return moveVertices(base, chosen, { dx: to.x - from.x, dy: to.y - from.y, size });
}

/** Whether two refs mean one point. */
export function isSameVertex(a: VertexRef, b: VertexRef): boolean {
  return a.ring === b.ring && a.index === b.index;
}
