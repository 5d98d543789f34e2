import { describe, expect, it } from 'vitest';
import type { NoteId } from '#core/annotation/ids.ts';
import { screenToImage } from '#core/geometry/viewport.ts';
import type { ReviewNote } from '#core/project/reviewNote.ts';
import { testTime } from '#testing/records.ts';
import { pinAt, pinHeightPx, pinsOf } from './pin.ts';

const stamp = { by: 'Ana', at: testTime };
const viewport = { scale: 2, offsetX: 30, offsetY: 50 };
const shown = { withResolved: false, selectedId: null };

function note(number: number, patch: Partial<ReviewNote> = {}): ReviewNote {
  const id = `note-${number}` as NoteId;
  return { id, at: { x: 100, y: 100 }, text: 'text', written: stamp, resolved: null, ...patch };
}

/** What is hit at a distance from the place of the notes, screen px. */
function hit(notes: readonly ReviewNote[], dx: number, dy: number, scale = viewport.scale) {
  const view = { ...viewport, scale };
  const tip = { x: 100 * scale + view.offsetX, y: 100 * scale + view.offsetY };
  const at = screenToImage(view, { x: tip.x + dx, y: tip.y + dy });
  return pinAt(pinsOf(notes, shown), at, view);
}

describe('pinsOf', () => {
  const resolved = note(1, { resolved: stamp });

  it('leaves out notes without a place, and keeps the numbers of the list', () => {
    const pins = pinsOf([note(1, { at: null }), note(2)], shown);
    expect(pins).toEqual([{ note: note(2), number: 2 }]);
  });

  it('shows a resolved note in review or when it is selected', () => {
    expect(pinsOf([resolved], shown)).toEqual([]);
    expect(pinsOf([resolved], { ...shown, withResolved: true })).toHaveLength(1);
    expect(pinsOf([resolved], { ...shown, selectedId: resolved.id })).toHaveLength(1);
  });

  it('draws the selected one last', () => {
    const pins = pinsOf([note(1), note(2)], { ...shown, selectedId: note(1).id });
    expect(pins.map(({ number }) => number)).toEqual([2, 1]);
  });
});

describe('pinAt', () => {
  it('finds head and tip, at every scale', () => {
    for (const scale of [0.1, 1, 16]) {
      expect(hit([note(1)], 0, 0, scale)).toBe(note(1).id);
      expect(hit([note(1)], 9, -pinHeightPx, scale)).toBe(note(1).id);
      expect(hit([note(1)], 20, -pinHeightPx, scale)).toBeNull();
      expect(hit([note(1)], 0, 8, scale)).toBeNull();
    }
  });

  it('finds the one on top', () => {
    expect(hit([note(1), note(2)], 0, -pinHeightPx)).toBe(note(2).id);
  });
});
