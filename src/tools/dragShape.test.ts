import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, isEmptyMask } from '#core/mask/measures.ts';
import { isCrossing } from '#core/polygon/crossings.ts';
import { isSound, polygonBounds } from '#core/polygon/polygon.ts';
import { rasterizePolygon } from '#core/polygon/rasterizePolygon.ts';
import type { Drawing } from '#flows/draw/drawObject.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import { cancel, click, emptyScene, holding, move, play, press, release } from '#testing/play.ts';
import { dragShapeBehaviour } from './dragShape.ts';
import { plainHand, type CanvasEvent, type Hand } from './tool.ts';

const rectangle = dragShapeBehaviour('rectangle');
const ellipse = dragShapeBehaviour('ellipse');
const { imageSize } = emptyScene;

describe('a drag', () => {
  it('spans a rectangle', () => {
    const drawn = drawingOf(play(rectangle, drag([10, 20], [40, 35])).effects);
    expect(drawn).toMatchObject({ tool: 'rectangle', mode: 'new' });
    expect(drawn && areaOf(drawn.mask)).toBe(30 * 15);
    expect(boundsIn(drawn)).toEqual({ x: 10, y: 20, width: 30, height: 15 });
  });

  it('spans an ellipse', () => {
    const drawn = drawingOf(play(ellipse, drag([50, 50], [10, 20])).effects);
    expect(drawn?.tool).toBe('ellipse');
    expect(boundsIn(drawn)).toEqual({ x: 10, y: 20, width: 40, height: 30 });
    expect(drawn && areaOf(drawn.mask)).toBeGreaterThan(0.98 * Math.PI * 20 * 15);
  });

  it('with Shift has equal sides', () => {
    const drawn = drawingOf(play(rectangle, drag([10, 20], [40, 25], { isShift: true })).effects);
    expect(boundsIn(drawn)).toEqual({ x: 10, y: 20, width: 30, height: 30 });
  });

  it('with Alt goes out from the centre', () => {
    const drawn = drawingOf(play(ellipse, drag([50, 40], [60, 45], { isAlt: true })).effects);
    expect(boundsIn(drawn)).toEqual({ x: 40, y: 35, width: 20, height: 10 });
  });

  it('that leaves the image is cut at the rim', () => {
    const drawn = drawingOf(play(rectangle, drag([90, 70], [150, -30])).effects);
    expect(boundsIn(drawn)).toEqual({ x: 90, y: 0, width: 10, height: 70 });
  });

  it.each([
    { name: 'beside the image', to: [-5, -5], from: [-40, -60] },
    { name: 'without width', from: [20, 10], to: [20, 60] },
    { name: 'between two centres of pixels', from: [20.6, 10], to: [21.4, 60] },
  ])('$name has no pixel', ({ from, to }) => {
    const drawn = drawingOf(play(rectangle, drag(from, to)).effects);
    expect(drawn && isEmptyMask(drawn.mask)).toBe(true);
  });

  it('that goes nowhere draws nothing', () => {
    expect(play(rectangle, click(20, 20)).effects).toEqual([]);
    expect(play(ellipse, drag([20, 20], [20.5, 20.5])).effects).toEqual([]);
  });

  it('becomes what the options say', () => {
    const options = { ...emptyScene.options, drawMode: 'subtract' as const };
    const drawn = drawingOf(play(ellipse, drag([10, 20], [40, 35]), { options }).effects);
    expect(drawn?.mode).toBe('subtract');
  });

  it('is dropped by a cancel or Escape', () => {
    const began = [press(10, 20), move(40, 35)];
    expect(play(rectangle, [...began, cancel, release(50, 50)]).effects).toEqual([]);
    const { state } = play(rectangle, began);
    const context = { ...emptyScene, hand: plainHand };
    expect(rectangle.key?.(state, 'Escape', context)).toEqual({ state: null, effects: [] });
    expect(rectangle.key?.(null, 'Escape', context)).toBeNull();
  });

  it('passes over positions that are none', () => {
    const events = [press(10, 20), move(NaN, 1), move(40, 35), release(NaN, NaN)];
    expect(boundsIn(drawingOf(play(rectangle, events).effects))).toMatchObject({ width: 30 });
    expect(play(rectangle, [press(NaN, 20), release(40, 35)]).effects).toEqual([]);
  });
});

describe('properties', () => {
  it('draws what may be stored', () => {
    const tools = fc.constantFrom(rectangle, ellipse);
    fc.assert(
      fc.property(eventSequences(imageSize), tools, (events, tool) => {
        for (const effect of play(tool, events).effects) {
          if (effect.type !== 'draw') throw new Error(effect.type);
          const { mask, polygon } = effect.drawing;
          if (!polygon) continue;
          expect(isSound(polygon, imageSize)).toBe(true);
          expect(isCrossing(polygon)).toBe(false);
          expect(rasterizePolygon(polygon, imageSize)).toEqual(mask);
        }
      }),
    );
  });
});

function drag(
  [x = 0, y = 0]: readonly number[],
  [toX = 0, toY = 0]: readonly number[],
  hand: Partial<Hand> = {},
): readonly CanvasEvent[] {
  const halfway = move((x + toX) / 2, (y + toY) / 2);
  return [press(x, y), halfway, move(toX, toY), release(toX, toY)].map((event) =>
    holding(event, hand),
  );
}

function drawingOf(effects: ReturnType<typeof play>['effects']): Drawing | undefined {
  const drawn = effects.find(({ type }) => type === 'draw');
  return drawn?.type === 'draw' ? drawn.drawing : undefined;
}

function boundsIn(drawing: Drawing | undefined) {
  return drawing?.polygon && polygonBounds(drawing.polygon);
}
