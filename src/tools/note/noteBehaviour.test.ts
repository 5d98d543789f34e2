import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoteId } from '#core/annotation/ids.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import { backgroundPress, cancel, click, hover, leave, move, play, press } from '#testing/play.ts';
import { noteBehaviour } from './noteBehaviour.ts';

const noteId = 'note-1' as NoteId;
const imageSize = { width: 100, height: 80 };
const scene = { imageSize, noteAt: ({ x }: { readonly x: number }) => (x < 20 ? noteId : null) };

describe('a press', () => {
  it('begins a note at its place', () => {
    const { effects } = play(noteBehaviour, click(50, 40), scene);
    expect(effects).toEqual([{ type: 'note', at: { x: 50, y: 40 } }]);
  });

  it('begins a note with the other button too', () => {
    const { effects } = play(noteBehaviour, [backgroundPress(50, 40)], scene);
    expect(effects).toEqual([{ type: 'note', at: { x: 50, y: 40 } }]);
  });

  it('on a pin selects its note', () => {
    const { effects } = play(noteBehaviour, click(10, 40), scene);
    expect(effects).toEqual([{ type: 'selectNote', noteId }]);
  });

  it('on a pin whose head stands out of the image selects its note', () => {
    const { effects } = play(noteBehaviour, [press(10, -5)], scene);
    expect(effects).toEqual([{ type: 'selectNote', noteId }]);
  });

  it('beside the image does nothing', () => {
    expect(play(noteBehaviour, [press(101, 40), press(50, -1)], scene).effects).toEqual([]);
  });

  it('begins one note, however far the hand moves on', () => {
    const events = [press(50, 40), move(60, 40), cancel, hover(10, 10), leave];
    expect(play(noteBehaviour, events, scene).effects).toHaveLength(1);
  });
});

describe('whatever the hands do', () => {
  it('every note lies on the image', () => {
    fc.assert(
      fc.property(eventSequences(imageSize), (events) => {
        for (const effect of play(noteBehaviour, events, scene).effects) {
          if (effect.type !== 'note') continue;
          expect(effect.at.x).toBeGreaterThanOrEqual(20);
          expect(effect.at.x).toBeLessThanOrEqual(imageSize.width);
          expect(effect.at.y).toBeGreaterThanOrEqual(0);
          expect(effect.at.y).toBeLessThanOrEqual(imageSize.height);
        }
      }),
    );
  });
});
