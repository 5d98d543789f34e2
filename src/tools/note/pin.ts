import type { NoteId } from '#core/annotation/ids.ts';
import type { Point } from '#core/geometry/point.ts';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import type { ReviewNote } from '#core/project/reviewNote.ts';

/** Radius of a pin's head, screen px. */
export const pinRadiusPx = 11;
/** How far above its place the middle of the head is, screen px. */
export const pinHeightPx = 20;
/** A hand is not that steady, screen px. */
const slackPx = 2;

/** A note with its number among the notes of the image, from 1. */
export interface NumberedNote {
  readonly note: ReviewNote;
  readonly number: number;
}

/** The pins on an image, the ones drawn last on top. Resolved notes have theirs only where they matter. */
export function pinsOf(
  notes: readonly ReviewNote[],
  { withResolved, selectedId }: { readonly withResolved: boolean; selectedId: NoteId | null },
): readonly NumberedNote[] {
  const pins = notes
    .map((note, index) => ({ note, number: index + 1 }))
    .filter(({ note: { id, at, resolved } }) => {
      const isShown = resolved === null || withResolved || id === selectedId;
      return at !== null && isShown;
    });
  return [
    ...pins.filter(({ note }) => note.id !== selectedId),
    ...pins.filter(({ note }) => note.id === selectedId),
  ];
}

/** The pin on top whose head or tip is under a position; null: none. */
export function pinAt(
  pins: readonly NumberedNote[],
  point: Point<'image'>,
  viewport: Viewport,
): NoteId | null {
  const { x, y } = imageToScreen(viewport, point);
  const hit = pins.findLast(({ note: { at } }) => {
    if (!at) return false;
    const tip = imageToScreen(viewport, at);
    const isOnHead = Math.hypot(x - tip.x, y - (tip.y - pinHeightPx)) <= pinRadiusPx + slackPx;
    const isOnStem = Math.abs(x - tip.x) <= 4 && y <= tip.y + slackPx && y >= tip.y - pinHeightPx;
    return isOnHead || isOnStem;
  });
  return hit?.note.id ?? null;
}
