import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { GroupId, NoteId } from '#core/annotation/ids.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { rectangleRing } from '#core/polygon/shapes.ts';
import {
  cancel,
  click,
  emptyScene,
  move,
  play,
  press,
  release,
  type Scene,
} from '#testing/play.ts';
import { annotationRecord } from '#testing/records.ts';
import { plainHand, type CanvasEvent, type Hand } from '../tool.ts';
import { selectBehaviour } from './selectBehaviour.ts';

const size = emptyScene.imageSize;

function box(number: number, x: number, y: number, patch: Partial<Annotation> = {}): Annotation {
  const ring = rectangleRing({ x, y, width: 20, height: 20 });
  return annotationRecord(number, { mask: rasterizePolygon({ rings: [ring] }, size), ...patch });
}

const below = box(1, 0, 0);
const above = box(2, 10, 0);
const apart = box(3, 60, 40);
const scene: Partial<Scene> = { objects: [below, above, apart] };

function held(event: CanvasEvent, hand: Partial<Hand>): CanvasEvent {
  return { ...event, hand: { ...plainHand, ...hand } } as CanvasEvent;
}

function selectedBy(events: readonly CanvasEvent[], world: Partial<Scene> = scene) {
  return play(selectBehaviour, events, world).effects.flatMap((effect) =>
    effect.type === 'select' ? [effect.annotationIds] : [],
  );
}

describe('a click', () => {
  it('selects the topmost object under it, and on empty ground nothing', () => {
    expect(selectedBy(click(15, 5))).toEqual([[above.id]]);
    expect(selectedBy(click(50, 5))).toEqual([[]]);
  });

  it('at the same place once more selects the one below, and then the top again', () => {
    const { effects, state } = play(selectBehaviour, click(15, 5), scene);
    expect(effects).toEqual([{ type: 'select', annotationIds: [above.id] }]);
    const again = { ...selectBehaviour, initial: state };
    const second = play(again, click(15, 5), { ...scene, selected: [above] });
    expect(second.effects).toEqual([{ type: 'select', annotationIds: [below.id] }]);
    const third = play({ ...again, initial: second.state }, click(15, 5), {
      ...scene,
      selected: [below],
    });
    expect(third.effects).toEqual([{ type: 'select', annotationIds: [above.id] }]);
  });

  it('selects the note whose pin is under it before any object', () => {
    const noteId = 'note-1' as NoteId;
    const { effects } = play(selectBehaviour, click(15, 5), { ...scene, noteAt: () => noteId });
    expect(effects).toEqual([{ type: 'selectNote', noteId }]);
  });

  it('with Shift or Ctrl adds the object, or takes it away', () => {
    const world = { ...scene, selected: [apart] };
    expect(selectedBy([held(press(2, 2), { isShift: true })], world)).toEqual([
      [apart.id, below.id],
    ]);
    expect(selectedBy([held(press(65, 45), { isControl: true })], world)).toEqual([[]]);
  });

  it('selects the whole group, with Alt the one alone', () => {
    const groupId = 'group-1' as GroupId;
    const objects = [box(1, 0, 0, { groupId }), box(2, 30, 0, { groupId })];
    const [first, second] = objects.map(({ id }) => id);
    expect(selectedBy(click(5, 5), { objects })).toEqual([[second, first]]);
    const alt = { ...press(5, 5), isBackground: true } as CanvasEvent;
    expect(selectedBy([held(alt, { isAlt: true })], { objects })).toEqual([[first]]);
  });

  it('of the right button opens the menu of what is selected, or of what is under it', () => {
    const right = { ...press(65, 45), isBackground: true } as CanvasEvent;
    const menu = { type: 'menu', at: { x: 65, y: 45 } };
    expect(play(selectBehaviour, [right], { ...scene, selected: [below, apart] }).effects).toEqual([
      menu,
    ]);
    expect(play(selectBehaviour, [right], { ...scene, selected: [below] }).effects).toEqual([
      { type: 'select', annotationIds: [apart.id] },
      menu,
    ]);
  });
});

describe('a drag', () => {
  it('on an object moves what is selected by whole pixels', () => {
    const events = [press(5, 5), move(9.4, 5), release(9.4, 5)];
    const { effects } = play(selectBehaviour, events, { ...scene, selected: [below] });
    expect(effects).toEqual([
      { type: 'drag', dx: 4, dy: 0 },
      { type: 'moveObjects', dx: 4, dy: 0 },
    ]);
  });

  it('that is called off moves nothing', () => {
    const events = [press(5, 5), move(20, 5), cancel];
    const { effects } = play(selectBehaviour, events, { ...scene, selected: [below] });
    expect(effects.at(-1)).toEqual({ type: 'drag', dx: 0, dy: 0 });
    expect(effects.some(({ type }) => type === 'moveObjects')).toBe(false);
  });

  it('on empty ground selects what the box touches, with Shift besides what was selected', () => {
    const events = [press(40, 30), move(62, 42), release(62, 42)];
    expect(selectedBy(events)).toEqual([[apart.id]]);
    const [first, ...rest] = events;
    const shifted = first ? [held(first, { isShift: true }), ...rest] : [];
    expect(selectedBy(shifted, { ...scene, selected: [below] })).toEqual([[below.id, apart.id]]);
  });
});

describe('an arrow key', () => {
  const world = { ...emptyScene, ...scene, selected: [below] };
  const idle = selectBehaviour.initial;

  it('moves what is selected by one pixel, with Shift by ten', () => {
    const plain = selectBehaviour.key?.(idle, 'ArrowLeft', { ...world, hand: plainHand });
    expect(plain?.effects).toEqual([{ type: 'moveObjects', dx: -1, dy: 0 }]);
    const hand = { ...plainHand, isShift: true };
    const far = selectBehaviour.key?.(idle, 'ArrowDown', { ...world, hand });
    expect(far?.effects).toEqual([{ type: 'moveObjects', dx: 0, dy: 10 }]);
  });

  it('is left to others when nothing is selected', () => {
    const nothing = { ...world, selected: [], hand: plainHand };
    expect(selectBehaviour.key?.(idle, 'ArrowLeft', nothing)).toBeNull();
  });
});

it('survives whatever a device sends', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -5, 200));
  const at = fc.record({ x: number, y: number });
  const event = fc.oneof(
    fc.record({ type: fc.constant('press' as const), at, isBackground: fc.boolean() }),
    fc.record({ type: fc.constantFrom('move' as const, 'release' as const), at }),
    fc.constant(cancel),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), fc.boolean(), (events, isSelected) => {
      const selected = isSelected ? [below] : [];
      const { effects } = play(selectBehaviour, events, { ...scene, selected });
      for (const effect of effects) {
        if (effect.type !== 'moveObjects') continue;
        expect(Number.isInteger(effect.dx) && Number.isInteger(effect.dy)).toBe(true);
      }
    }),
  );
});
