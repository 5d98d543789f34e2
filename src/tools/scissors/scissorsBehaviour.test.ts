import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import { isSound } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import { windowsOf } from '#testing/pictureWindow.ts';
import { click, emptyScene, hover, leave, play } from '#testing/play.ts';
import { plainHand, type Effect, type ToolKey } from '../tool.ts';
import { scissorsBehaviour, type ScissorsState } from './scissorsBehaviour.ts';

const { imageSize } = emptyScene;

/** A dark disc of radius 25 in the middle of a light image. */
const scene = {
  pixels: windowsOf(imageSize, (x, y) => (Math.hypot(x + 0.5 - 50, y + 0.5 - 40) < 25 ? 40 : 220)),
};
const disc = rasterizePolygon(
  {
    rings: [
      {
        points: Float64Array.from({ length: 720 }, (_, i) => {
          const angle = (Math.floor(i / 2) * Math.PI) / 180;
          return i % 2 === 0 ? 50 + 25 * Math.cos(angle) : 40 + 25 * Math.sin(angle);
        }),
      },
    ],
  },
  imageSize,
);
const around = [...click(75, 40), ...click(50, 65), ...click(25, 41), ...click(50, 15)];

describe('clicks around an object', () => {
  it('follow its edge, and a click on the first point closes the outline', () => {
    const { state, effects } = play(scissorsBehaviour, [...around, ...click(74, 40)], scene);
    const drawing = drawnBy(effects);
    expect(state).toBeNull();
    expect(drawing).toMatchObject({ tool: 'scissors', mode: 'new' });
    expect(iouOf(drawing.mask, disc)).toBeGreaterThan(0.95);
    expect(drawing.polygon && rasterizePolygon(drawing.polygon, imageSize)).toEqual(drawing.mask);
  });

  it('are closed by Enter, and by a click on the last point as a double click makes it', () => {
    const { state } = play(scissorsBehaviour, around, scene);
    expect(iouOf(drawnBy(keyed(state, 'Enter')?.effects ?? []).mask, disc)).toBeGreaterThan(0.95);
    const doubled = play(scissorsBehaviour, [...around, ...click(50, 16)], scene);
    expect(iouOf(drawnBy(doubled.effects).mask, disc)).toBeGreaterThan(0.95);
  });

  it('that are a little off take hold of the edge', () => {
    const { state } = play(scissorsBehaviour, click(77, 41), scene);
    expect(Math.hypot((state?.first.x ?? 0) - 50, (state?.first.y ?? 0) - 40)).toBeCloseTo(25, 0);
  });
});

describe('the wire', () => {
  it('goes along the edge to the cursor, and is gone without one', () => {
    const { state } = play(scissorsBehaviour, [...click(75, 40), hover(50, 65)], scene);
    const middle = state?.wire[Math.floor(state.wire.length / 2)] ?? { x: 0, y: 0 };
    expect(Math.hypot(middle.x - 50, middle.y - 40)).toBeCloseTo(25, -0.5);
    expect(
      play(scissorsBehaviour, [...click(75, 40), hover(50, 65), leave], scene).state?.wire,
    ).toEqual([]);
  });

  it('is straight where there are no pixels', () => {
    const { state } = play(scissorsBehaviour, [...click(10, 10), ...click(60, 20)]);
    expect(state?.ways).toEqual([
      [
        { x: 10, y: 10 },
        { x: 60, y: 20 },
      ],
    ]);
  });
});

describe('keys', () => {
  it('take the last piece back with Backspace, the first point with the last', () => {
    const { state } = play(scissorsBehaviour, [...click(75, 40), ...click(50, 65)], scene);
    const back = keyed(state, 'Backspace')?.state ?? null;
    expect(back?.ways).toEqual([]);
    expect(back?.seed.at).toEqual(state?.first);
    expect(keyed(back, 'Backspace')?.state).toBeNull();
  });

  it('drop all with Escape', () => {
    expect(keyed(play(scissorsBehaviour, around, scene).state, 'Escape')?.state).toBeNull();
  });

  it('say that one point is no outline', () => {
    const { state } = play(scissorsBehaviour, click(75, 40), scene);
    expect(keyed(state, 'Enter')?.effects).toEqual([{ type: 'tell', about: 'tooFewPoints' }]);
  });

  it('are not wanted while nothing is begun', () => {
    expect(keyed(null, 'Escape')).toBeNull();
  });
});

it('takes all that a way goes round which crosses itself', () => {
  const bow = [...click(20, 20), ...click(60, 60), ...click(60, 20), ...click(20, 60)];
  const { state } = play(scissorsBehaviour, bow);
  const drawing = drawnBy(keyed(state, 'Enter')?.effects ?? []);
  expect(areaOf(drawing.mask)).toBeGreaterThan(700);
  expect(drawing.polygon && rasterizePolygon(drawing.polygon, imageSize)).toEqual(drawing.mask);
});

it('draws rings that may be stored, or an empty mask', () => {
  fc.assert(
    fc.property(eventSequences(imageSize), (events) => {
      for (const effect of play(scissorsBehaviour, events, scene).effects) {
        if (effect.type !== 'draw') continue;
        const { mask, polygon } = effect.drawing;
        expect(areaOf(mask) === 0 || (polygon !== null && isSound(polygon, imageSize))).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

function keyed(state: ScissorsState, key: ToolKey) {
  return scissorsBehaviour.key?.(state, key, { ...emptyScene, ...scene, hand: plainHand });
}

function drawnBy(effects: readonly Effect[]) {
  const last = effects.at(-1);
  if (last?.type !== 'draw') throw new Error('nothing was drawn');
  return last.drawing;
}
