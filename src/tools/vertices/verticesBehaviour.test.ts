import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { ringsOf } from '#core/annotation/ringsOf.ts';
import { isEmptyMask } from '#core/mask/measures.ts';
import { isCrossing } from '#core/polygon/crossings.ts';
import { isSound, type Polygon } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import {
  backgroundPress,
  cancel,
  click,
  emptyScene,
  hover,
  move,
  play,
  press,
  release,
  type Scene,
} from '#testing/play.ts';
import { annotationRecord } from '#testing/records.ts';
import { plainHand, type CanvasEvent, type Effect, type ToolKey } from '../tool.ts';
import type { VerticesState } from './vertexState.ts';
import { verticesBehaviour } from './verticesBehaviour.ts';

const { imageSize } = emptyScene;
const square: Polygon = { rings: [ring(20, 20, 60, 20, 60, 60, 20, 60)] };

describe('a press on a point', () => {
  it('drags it, and only the release asks for the new rings', () => {
    expect(playOn(square, [press(20, 20), move(10, 15)]).effects).toEqual([]);
    const { effects } = playOn(square, [press(20, 20), move(10, 15), release(10, 15)]);
    expect(pointsOf(effects)).toEqual([[10, 15, 60, 20, 60, 60, 20, 60]]);
  });

  it('drags all that are chosen when it is one of them, and keeps them on the image', () => {
    const events = [...click(20, 20), shiftPress(60, 20), press(60, 20), ...to(60, -40)];
    expect(pointsOf(playOn(square, events).effects)).toEqual([[20, 0, 60, 0, 60, 60, 20, 60]]);
  });

  it('that does not move chooses it and changes nothing', () => {
    const { state, effects } = playOn(square, click(20, 20));
    expect(effects).toEqual([]);
    expect(state.chosen).toEqual([{ ring: 0, index: 0 }]);
  });

  it('takes it away with Alt or the right button', () => {
    const { effects } = playOn(square, [backgroundPress(20, 20), release(20, 20)]);
    expect(pointsOf(effects)).toEqual([[60, 20, 60, 60, 20, 60]]);
  });

  it('of a triangle takes nothing away and says why', () => {
    const triangle = { rings: [ring(20, 20, 60, 20, 60, 60)] };
    const { effects } = playOn(triangle, [backgroundPress(20, 20), release(20, 20)]);
    expect(effects).toEqual([{ type: 'tell', about: 'tooFewPoints' }]);
  });

  it('of a locked object is refused with a word', () => {
    const { effects } = playOn(square, [press(20, 20), ...to(10, 10)], { isLocked: true });
    expect(effects).toEqual([{ type: 'tell', about: 'objectLocked' }]);
  });
});

describe('a press on an edge', () => {
  it('adds a point, which the same drag moves', () => {
    const { effects } = playOn(square, [press(40, 21), ...to(40, 11)]);
    expect(pointsOf(effects)).toEqual([[20, 20, 40, 10, 60, 20, 60, 60, 20, 60]]);
  });

  it('adds it without a drag as well', () => {
    expect(pointsOf(playOn(square, click(40, 20)).effects)).toEqual([
      [20, 20, 40, 20, 60, 20, 60, 60, 20, 60],
    ]);
  });
});

describe('a drag that would make rings cross', () => {
  it('is refused with a word, and the ring is as before', () => {
    const { state, effects } = playOn(square, [press(20, 20), ...to(75, 50)]);
    expect(effects).toEqual([{ type: 'tell', about: 'crossing' }]);
    expect(state.gesture).toBeNull();
    expect(state.edited?.polygon).toBe(square);
  });

  it('leaves nothing of the object is refused too', () => {
    const triangle = { rings: [ring(20, 20, 60, 20, 60, 60)] };
    const { effects } = playOn(triangle, [press(60, 60), ...to(40, 20)]);
    expect(effects).toEqual([{ type: 'tell', about: 'nothingLeft' }]);
  });
});

describe('empty ground', () => {
  it('with Shift and a drag chooses the points in the box as well', () => {
    const events = [...click(20, 20), shiftPress(50, 10), ...to(70, 70)];
    expect(playOn(square, events).state.chosen).toEqual([
      { ring: 0, index: 0 },
      { ring: 0, index: 1 },
      { ring: 0, index: 2 },
    ]);
  });

  it('clicked lets the chosen points go', () => {
    expect(playOn(square, [...click(20, 20), ...click(40, 40)]).state.chosen).toEqual([]);
  });

  it('clicked on another object selects that', () => {
    const id = 'annotation-9' as AnnotationId;
    const { effects } = play(verticesBehaviour, click(90, 70), {
      ...sceneOf(square),
      annotationAt: () => id,
    });
    expect(effects).toEqual([{ type: 'select', annotationIds: [id] }]);
  });
});

describe('keys', () => {
  it('move the chosen points by a pixel, with Shift by ten, one after another before the disk answers', () => {
    const { state } = playOn(square, click(20, 20));
    const first = keyed(state, 'ArrowLeft', square);
    const second = keyed(first.state, 'ArrowUp', square, true);
    expect(pointsOf(first.effects)).toEqual([[19, 20, 60, 20, 60, 60, 20, 60]]);
    expect(pointsOf(second.effects)).toEqual([[19, 10, 60, 20, 60, 60, 20, 60]]);
  });

  it('delete the chosen points, else the one under the pointer', () => {
    const chosen = playOn(square, click(20, 20)).state;
    expect(pointsOf(keyed(chosen, 'Delete', square).effects)).toEqual([[60, 20, 60, 60, 20, 60]]);
    const hovered = playOn(square, [hover(60, 20)]).state;
    expect(pointsOf(keyed(hovered, 'Backspace', square).effects)).toEqual([
      [20, 20, 60, 60, 20, 60],
    ]);
  });

  it('close a hole when all of its points go, but leave no hole without an object around it', () => {
    const hole = ring(30, 30, 30, 50, 50, 50, 50, 30);
    const holed: Polygon = { rings: [...square.rings, hole] };
    const inHole = playOn(holed, [press(27, 27), ...to(53, 53)]).state;
    expect(pointsOf(keyed(inHole, 'Delete', holed).effects)).toEqual([
      [20, 20, 60, 20, 60, 60, 20, 60],
    ]);
    const around = { ...inHole, chosen: [0, 1, 2, 3].map((index) => ({ ring: 0, index })) };
    expect(keyed(around, 'Delete', holed).effects).toEqual([
      { type: 'tell', about: 'tooFewPoints' },
    ]);
  });

  it('are not wanted while no point is chosen', () => {
    const { state } = playOn(square, [hover(5, 5)]);
    expect(verticesBehaviour.key?.(state, 'Delete', contextOf(square))).toBeNull();
    expect(verticesBehaviour.key?.(state, 'Escape', contextOf(square))).toBeNull();
    expect(verticesBehaviour.key?.(state, 'ArrowUp', contextOf(square))).toBeNull();
  });

  it('with Escape end a drag without a change', () => {
    const { state } = playOn(square, [press(20, 20), move(10, 10)]);
    const ended = keyed(state, 'Escape', square).state;
    const { effects } = verticesBehaviour.step(ended, release(10, 10), contextOf(square));
    expect(effects).toEqual([]);
  });
});

describe('an object whose master is a mask', () => {
  const mask = rasterizePolygon(square, imageSize);
  const annotation: Annotation = annotationRecord(1, { mask });

  it('is edited by the full outline of the mask', () => {
    const scene = { selected: [annotation] };
    const { effects } = play(verticesBehaviour, [press(20, 20), ...to(10, 20)], scene);
    const [effect] = effects;
    expect(effect?.type === 'reshape' && effect.reshaped.polygon.rings[0]?.points).toHaveLength(8);
    expect(rasterizePolygon(ringsOf(annotation), imageSize)).toEqual(mask);
  });
});

describe('the document', () => {
  const edited = playOn(square, [...click(20, 20), press(20, 20), ...to(10, 15)]);
  const polygon = edited.state.edited?.polygon ?? square;

  it('that has taken the edit leaves the chosen points as they are', () => {
    const { state } = verticesBehaviour.step(edited.state, hover(70, 70), contextOf(polygon));
    expect(state.chosen).toEqual([{ ring: 0, index: 0 }]);
    expect(state.edited?.onTheWay).toEqual([]);
  });

  it('that says something else, as after undo, is what goes on', () => {
    const other = { rings: [ring(1, 1, 9, 1, 9, 9)] };
    const { state } = verticesBehaviour.step(edited.state, hover(70, 70), contextOf(other));
    expect(state.edited?.polygon).toBe(other);
    expect(state.chosen).toEqual([]);
  });
});

describe('properties', () => {
  it('asks for nothing but sound rings that do not cross and fill pixels', () => {
    fc.assert(
      fc.property(eventSequences(imageSize), (events) => {
        for (const effect of playOn(square, events).effects) {
          if (effect.type !== 'reshape') continue;
          const { polygon, mask } = effect.reshaped;
          expect(isSound(polygon, imageSize)).toBe(true);
          expect(isCrossing(polygon)).toBe(false);
          expect(isEmptyMask(mask)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds nothing after a cancel or a place that is none', () => {
    const ends = fc.constantFrom(cancel, release(NaN, 5), release(5, 5));
    fc.assert(
      fc.property(eventSequences(imageSize), ends, (events, end) => {
        expect(playOn(square, [...events, end]).state.gesture).toBeNull();
      }),
    );
  });
});

function ring(...points: readonly number[]) {
  return { points: Float64Array.from(points) };
}

/** Moves there and lets go. */
function to(x: number, y: number): readonly CanvasEvent[] {
  return [move(x, y), release(x, y)];
}

function shiftPress(x: number, y: number): CanvasEvent {
  return {
    type: 'press',
    at: { x, y },
    isBackground: false,
    hand: { ...plainHand, isShift: true },
  };
}

const objects = new Map<Polygon, Annotation>();

/** The same object for the same rings, as the document has it. */
function sceneOf(polygon: Polygon, patch?: Partial<Annotation>): Partial<Scene> {
  const annotation =
    objects.get(polygon) ??
    annotationRecord(1, { polygon, mask: rasterizePolygon(polygon, imageSize) });
  objects.set(polygon, annotation);
  return { selected: [patch ? { ...annotation, ...patch } : annotation] };
}

function contextOf(polygon: Polygon, isShift = false) {
  return { ...emptyScene, ...sceneOf(polygon), hand: { ...plainHand, isShift } };
}

function playOn(polygon: Polygon, events: readonly CanvasEvent[], patch?: Partial<Annotation>) {
  return play(verticesBehaviour, events, sceneOf(polygon, patch));
}

function keyed(state: VerticesState, key: ToolKey, polygon: Polygon, isShift = false) {
  const step = verticesBehaviour.key?.(state, key, contextOf(polygon, isShift));
  if (!step) throw new Error('the tool had no use for the key');
  return step;
}

/** The rings that were asked for, the last time. */
function pointsOf(effects: readonly Effect[]): readonly (readonly number[])[] {
  const last = effects.at(-1);
  if (last?.type !== 'reshape')
    throw new Error(`no rings were asked for: ${JSON.stringify(effects)}`);
  return last.reshaped.polygon.rings.map(({ points }) => [...points]);
}
