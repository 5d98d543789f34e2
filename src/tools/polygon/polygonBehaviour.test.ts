import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, isEmptyMask } from '#core/mask/measures.ts';
import { isCrossing } from '#core/polygon/crossings.ts';
import { isSound } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { Drawing } from '#flows/draw/drawObject.ts';
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
import { plainHand, type ToolKey } from '../tool.ts';
import { polygonBehaviour, type PolygonState } from './polygonBehaviour.ts';

const polygon = polygonBehaviour(({ options }) => options.drawMode);
const punch = polygonBehaviour(() => 'subtract');
const { imageSize } = emptyScene;
const corners = [...click(10, 10), ...click(50, 10), ...click(50, 40)];

describe('an outline', () => {
  it('is closed by a click on its first point', () => {
    const { effects, state } = play(polygon, [...corners, ...click(12, 11)]);
    const drawn = drawingOf(effects);
    expect(drawn).toMatchObject({ tool: 'polygon', mode: 'new' });
    expect(drawn?.polygon?.rings[0]?.points).toEqual(Float64Array.of(10, 10, 50, 10, 50, 40));
    expect(drawn && areaOf(drawn.mask)).toBeGreaterThan(580);
    expect(state).toEqual(polygon.initial);
  });

  it('is closed by a double click, which sets one point', () => {
    const second = holding(press(20, 40), { clickCount: 2 });
    const { effects } = play(polygon, [...corners, ...click(20, 40), second, release(20, 40)]);
    expect(pointsIn(drawingOf(effects))).toEqual([10, 10, 50, 10, 50, 40, 20, 40]);
  });

  it('is closed by Enter', () => {
    const step = keyed(play(polygon, corners).state, 'Enter');
    expect(pointsIn(drawingOf(step?.effects ?? []))).toEqual([10, 10, 50, 10, 50, 40]);
  });

  it('of two points is not closed, and goes on', () => {
    const { state } = play(polygon, corners.slice(0, 4));
    const step = keyed(state, 'Enter');
    expect(step?.effects).toEqual([{ type: 'tell', about: 'tooFewPoints' }]);
    expect(step?.state.points).toHaveLength(2);
  });

  it('loses its last point to Backspace or undo, and is gone with the first', () => {
    const { state } = play(polygon, corners);
    const shorter = keyed(state, 'Backspace')?.state;
    expect(keyed(state, 'Undo')?.state).toEqual(shorter);
    expect(shorter?.points).toHaveLength(2);
    const one = shorter && keyed(shorter, 'Delete')?.state;
    expect(one && keyed(one, 'Backspace')?.state).toEqual(polygon.initial);
  });

  it('is dropped by Escape', () => {
    expect(keyed(play(polygon, corners).state, 'Escape')).toEqual({
      state: polygon.initial,
      effects: [],
    });
  });

  it('leaves all keys to others before its first point', () => {
    for (const key of ['Enter', 'Escape', 'Backspace'] as const) {
      expect(keyed(polygon.initial, key)).toBeNull();
    }
  });

  it('keeps to 45° with Shift', () => {
    const snapped = holding(press(50, 13), { isShift: true });
    const { state } = play(polygon, [...click(10, 10), snapped, release(50, 13)]);
    expect(state.points[1]).toEqual({ x: 50, y: 10 });
  });

  it('shows where its next point would be, and that it would be closed', () => {
    expect(play(polygon, [...corners, hover(30, 30)]).state).toMatchObject({
      to: { x: 30, y: 30 },
      isClosing: false,
    });
    expect(play(polygon, [...corners, hover(11, 11)]).state.isClosing).toBe(true);
    expect(play(polygon, [...corners, hover(11, 11), leave]).state.to).toBeNull();
  });

  it('stays on the image', () => {
    const beyond = [...click(-20, 10), ...click(50, -9), ...click(150, 95)];
    expect(play(polygon, beyond).state.points).toEqual([
      { x: 0, y: 10 },
      { x: 50, y: 0 },
      { x: 100, y: 80 },
    ]);
  });

  it('passes over positions that are none, and over the right button', () => {
    const events = [...corners, press(NaN, 3), release(NaN, 3), backgroundPress(70, 70)];
    expect(play(polygon, events).state.points).toHaveLength(3);
  });

  it('that encloses no pixel holds none', () => {
    const flat = [...click(10, 10), ...click(30, 10), ...click(60, 10)];
    const drawn = drawingOf(keyed(play(polygon, flat).state, 'Enter')?.effects ?? []);
    expect(drawn?.polygon).toBeNull();
    expect(drawn && isEmptyMask(drawn.mask)).toBe(true);
  });

  it('that crosses itself is a mask', () => {
    const bow = [...click(10, 10), ...click(50, 50), ...click(50, 10), ...click(10, 50)];
    const drawn = drawingOf(keyed(play(polygon, bow).state, 'Enter')?.effects ?? []);
    expect(drawn?.polygon).toBeNull();
    expect(drawn && areaOf(drawn.mask)).toBeGreaterThan(700);
  });
});

describe('a drag', () => {
  it('draws freehand, with the points that matter', () => {
    const events = [press(10, 10), move(20, 10), move(30, 10), move(30, 30), release(30, 40)];
    expect(play(polygon, events).state.points).toEqual([
      { x: 10, y: 10 },
      { x: 30, y: 10 },
      { x: 30, y: 40 },
    ]);
  });

  it('that comes back to the first point closes', () => {
    const events = [press(10, 10), move(50, 10), move(50, 40), move(11, 12), release(11, 11)];
    const { effects, state } = play(polygon, events);
    expect(pointsIn(drawingOf(effects))?.slice(0, 6)).toEqual([10, 10, 50, 10, 50, 40]);
    expect(state).toEqual(polygon.initial);
  });

  it('within reach is a click', () => {
    const events = [press(10, 10), move(11, 12), release(12, 11)];
    expect(play(polygon, events).state.points).toEqual([{ x: 10, y: 10 }]);
  });

  it('that is called off has set no point', () => {
    const events = [...corners, press(20, 40), move(20, 50), cancel];
    expect(play(polygon, events).state).toMatchObject({ path: null, points: { length: 3 } });
  });
});

describe('a punched hole', () => {
  it('is taken away whatever the options say', () => {
    const step = punch.key?.(play(punch, corners).state, 'Enter', context);
    expect(drawingOf(step?.effects ?? [])?.mode).toBe('subtract');
  });

  it('selects what it begins on when nothing is selected', () => {
    const { id } = annotationRecord(1);
    const scene = { annotationAt: () => id };
    expect(play(punch, corners, scene).effects).toEqual([{ type: 'select', annotationIds: [id] }]);
    expect(play(punch, corners, { ...scene, selected: [annotationRecord(2)] }).effects).toEqual([]);
  });
});

describe('properties', () => {
  it('draws what may be stored', () => {
    fc.assert(
      fc.property(eventSequences(imageSize), (events) => {
        const { state, effects } = play(polygon, events);
        const all = [...effects, ...(keyed(state, 'Enter')?.effects ?? [])];
        for (const effect of all) {
          if (effect.type !== 'draw') continue;
          const { mask, polygon: rings } = effect.drawing;
          expect(mask.size).toEqual(imageSize);
          if (!rings) continue;
          expect(isSound(rings, imageSize)).toBe(true);
          expect(isCrossing(rings)).toBe(false);
          expect(rasterizePolygon(rings, imageSize)).toEqual(mask);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const context = { ...emptyScene, hand: plainHand };

function keyed(state: PolygonState, key: ToolKey) {
  return polygon.key?.(state, key, context);
}

function drawingOf(effects: ReturnType<typeof play>['effects']): Drawing | undefined {
  const drawn = effects.find(({ type }) => type === 'draw');
  return drawn?.type === 'draw' ? drawn.drawing : undefined;
}

function pointsIn(drawing: Drawing | undefined): readonly number[] | undefined {
  return drawing?.polygon?.rings[0] && [...drawing.polygon.rings[0].points];
}
