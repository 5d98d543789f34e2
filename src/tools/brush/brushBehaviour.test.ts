import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, boundsOf, isEmptyMask } from '#core/mask/measures.ts';
import { strokeMask } from '#core/mask/strokeMask.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import {
  backgroundPress,
  cancel,
  click,
  emptyScene,
  holding,
  hover,
  leave,
  move,
  play,
  press,
  release,
} from '#testing/play.ts';
import { annotationRecord } from '#testing/records.ts';
import type { Effect } from '../tool.ts';
import { brushBehaviour } from './brushBehaviour.ts';

const brush = brushBehaviour('brush');
const eraser = brushBehaviour('eraser');
const selected = [annotationRecord(1)];
const { imageSize } = emptyScene;
const stroke = [press(20, 20), move(30, 20), move(40, 20), release(50, 20)];

describe('a stroke', () => {
  it('of the brush is a new object when nothing is selected', () => {
    const { effects } = play(brush, stroke);
    const dabs = [20, 30, 40, 50].map((x) => ({ at: { x, y: 20 }, radius: 5 }));
    const mask = strokeMask(dabs, 'round', imageSize);
    const drawing = { mask, polygon: null, tool: 'brush', mode: 'new' };
    expect(effects).toEqual([{ type: 'draw', drawing }]);
  });

  it('of the brush is more of the selected object', () => {
    expect(drawingIn(play(brush, stroke, { selected }).effects)?.mode).toBe('add');
  });

  it('of the eraser is less of the selected object', () => {
    expect(drawingIn(play(eraser, stroke, { selected }).effects)?.mode).toBe('subtract');
  });

  it('with Alt or the right button is one of the other tool', () => {
    const other = [backgroundPress(20, 20), release(50, 20)];
    expect(drawingIn(play(brush, other, { selected }).effects)?.mode).toBe('subtract');
    expect(drawingIn(play(eraser, other, { selected }).effects)?.mode).toBe('add');
  });

  it('that erases selects what it begins on when nothing is selected', () => {
    const [object] = selected;
    const scene = { annotationAt: () => object?.id ?? null };
    expect(play(eraser, stroke, scene).effects[0]).toEqual({
      type: 'select',
      annotationIds: [object?.id],
    });
    expect(play(eraser, stroke, { ...scene, selected }).effects).toHaveLength(1);
  });

  it('asks for nothing before the release', () => {
    const { state, effects } = play(brush, stroke.slice(0, -1));
    expect(effects).toEqual([]);
    expect(state.stroke?.dabs).toHaveLength(3);
  });

  it('that goes nowhere is one dab', () => {
    const drawn = drawingIn(play(brush, click(30, 30)).effects);
    expect(drawn && boundsOf(drawn.mask)).toEqual({ x: 25, y: 25, width: 10, height: 10 });
  });

  it('is square with a square brush', () => {
    const options = { ...emptyScene.options, brushShape: 'square' as const };
    const drawn = drawingIn(play(brush, click(30, 30), { options }).effects);
    expect(drawn && areaOf(drawn.mask)).toBe(100);
  });

  it('wholly beside the image holds no pixel', () => {
    const drawn = drawingIn(play(brush, [press(-90, -90), release(-50, -90)]).effects);
    expect(drawn && isEmptyMask(drawn.mask)).toBe(true);
  });

  it('is dropped by a cancel or Escape', () => {
    expect(play(brush, [press(20, 20), move(30, 20), cancel, release(50, 20)]).effects).toEqual([]);
    const { state } = play(brush, [press(20, 20), move(30, 20)]);
    const hand = { ...emptyScene, hand: { ...plain, isShift: false } };
    const escaped = brush.key?.(state, 'Escape', hand);
    expect(escaped?.state.stroke).toBeNull();
    expect(brush.key?.(brush.initial, 'Escape', hand)).toBeNull();
  });

  it('passes over positions that are none', () => {
    const events = [press(20, 20), move(NaN, 3), move(30, 20), release(Infinity, NaN)];
    const drawn = drawingIn(play(brush, events).effects);
    expect(drawn?.mask).toEqual(
      drawingIn(play(brush, [press(20, 20), release(30, 20)]).effects)?.mask,
    );
    expect(play(brush, [press(NaN, 20), move(30, 20), release(30, 20)]).effects).toEqual([]);
  });
});

describe('a press with Shift', () => {
  it('draws a straight line from the end of the last stroke', () => {
    const line = holding(press(80, 60), { isShift: true });
    const { effects } = play(brush, [...stroke, line, release(80, 60)]);
    const dabs = [
      { at: { x: 50, y: 20 }, radius: 5 },
      { at: { x: 80, y: 60 }, radius: 5 },
    ];
    expect(drawingIn(effects.slice(1))?.mask).toEqual(strokeMask(dabs, 'round', imageSize));
  });

  it('is a dab before there is a last stroke', () => {
    const line = holding(press(30, 30), { isShift: true });
    expect(play(brush, [line, release(30, 30)]).effects).toEqual(
      play(brush, click(30, 30)).effects,
    );
  });

  it('shows the line before', () => {
    const ahead = holding(hover(80, 60), { isShift: true });
    expect(play(brush, [...stroke, ahead]).state).toMatchObject({
      isLine: true,
      cursor: { x: 80 },
    });
    expect(play(brush, [...stroke, ahead, leave]).state).toMatchObject({ cursor: null });
  });
});

describe('a pen', () => {
  const pen = (pressure: number) => ({ pointer: 'pen' as const, pressure });

  it('paints as wide as it is pressed, also when it is lifted', () => {
    const events = [
      holding(press(20, 40), pen(0.2)),
      holding(move(50, 40), pen(1)),
      holding(move(80, 40), pen(0.6)),
      holding(release(80, 40), pen(0)),
    ];
    const dabs = [
      { at: { x: 20, y: 40 }, radius: 1 },
      { at: { x: 50, y: 40 }, radius: 5 },
      { at: { x: 80, y: 40 }, radius: 3 },
    ];
    const drawn = drawingIn(play(brush, events).effects);
    expect(drawn?.mask).toEqual(strokeMask(dabs, 'round', imageSize));
  });

  it('whose pressure is no number paints half as wide', () => {
    const events = [holding(press(30, 30), pen(NaN)), holding(release(30, 30), pen(NaN))];
    const drawn = drawingIn(play(brush, events).effects);
    expect(drawn?.mask).toEqual(
      strokeMask([{ at: { x: 30, y: 30 }, radius: 2.5 }], 'round', imageSize),
    );
  });
});

describe('Alt and the wheel', () => {
  it.each([
    { from: 10, steps: 1, to: 11 },
    { from: 100, steps: 2, to: 121 },
    { from: 100, steps: -1, to: 91 },
    { from: 1, steps: -3, to: 1 },
    { from: 2000, steps: 5, to: 2000 },
  ])('$from px turned by $steps is $to px', ({ from, steps, to }) => {
    const options = { ...emptyScene.options, brushDiameterPx: from };
    const turned = brush.turn?.(brush.initial, steps, { ...emptyScene, options });
    expect(turned?.effects).toEqual([{ type: 'setOptions', options: { brushDiameterPx: to } }]);
  });
});

describe('properties', () => {
  it('draws masks of the image, and nothing but masks', () => {
    fc.assert(
      fc.property(eventSequences(imageSize), fc.boolean(), (events, isEraser) => {
        const { effects, state } = play(isEraser ? eraser : brush, [...events, cancel]);
        for (const effect of effects) {
          if (effect.type !== 'draw') throw new Error(effect.type);
          const { mask } = effect.drawing;
          expect(mask.size).toEqual(imageSize);
          expect(mask.counts.reduce((sum, run) => sum + run, 0)).toBe(100 * 80);
        }
        expect(state.stroke).toBeNull();
      }),
    );
  });
});

const plain = {
  isAlt: false,
  isControl: false,
  pressure: 0.5,
  clickCount: 1,
  pointer: 'mouse',
} as const;

function drawingIn(effects: readonly Effect[]) {
  const drawn = effects.find(({ type }) => type === 'draw');
  return drawn?.type === 'draw' ? drawn.drawing : undefined;
}
