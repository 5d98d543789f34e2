import { describe, expect, it } from 'vitest';
import type { AnnotationId, NoteId } from '#core/annotation/ids.ts';
import { cancel, click, move, play, press, release } from '#testing/play.ts';
import { selectBehaviour } from './selectBehaviour.ts';

const id = 'annotation-1' as AnnotationId;
const scene = { annotationAt: ({ x }: { readonly x: number }) => (x < 50 ? id : null) };

describe('a press', () => {
  it('selects the object under it', () => {
    const { effects } = play(selectBehaviour, click(10, 10), scene);
    expect(effects).toEqual([{ type: 'select', annotationIds: [id] }]);
  });

  it('selects the note whose pin is under it before any object', () => {
    const noteId = 'note-1' as NoteId;
    const { effects } = play(selectBehaviour, click(10, 10), { ...scene, noteAt: () => noteId });
    expect(effects).toEqual([{ type: 'selectNote', noteId }]);
  });

  it('on nothing selects nothing', () => {
    const { effects } = play(selectBehaviour, click(60, 10), scene);
    expect(effects).toEqual([{ type: 'select', annotationIds: [] }]);
  });

  it('selects once, however far the hand moves on', () => {
    const events = [press(10, 10), move(60, 10), release(60, 10), cancel];
    const { effects } = play(selectBehaviour, events, scene);
    expect(effects).toEqual([{ type: 'select', annotationIds: [id] }]);
  });
});
