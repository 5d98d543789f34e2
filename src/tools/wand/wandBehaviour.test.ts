import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, boundsOf } from '#core/mask/measures.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import { windowsOf } from '#testing/pictureWindow.ts';
import {
  backgroundPress,
  cancel,
  click,
  emptyScene,
  move,
  play,
  press,
  release,
} from '#testing/play.ts';
import { plainHand, type CanvasEvent, type Effect } from '../tool.ts';
import { wandBehaviour } from './wandBehaviour.ts';
import { wandPixels } from './wandPicture.ts';

const { imageSize } = emptyScene;

/** A dark square of 40 px with a spot of middle grey, another dark square apart, all on white. */
const pixels = windowsOf(imageSize, (x, y) => {
  if (x >= 24 && x < 34 && y >= 24 && y < 34) return 80;
  if (x >= 10 && x < 50 && y >= 10 && y < 50) return 20;
  return x >= 70 && x < 90 && y >= 30 && y < 50 ? 20 : 250;
});
const scene = { pixels };

describe('a click', () => {
  it('takes what is like the place and hangs together with it', () => {
    const drawing = drawnBy(play(wandBehaviour, click(15, 15), scene).effects);
    expect(drawing).toMatchObject({ polygon: null, tool: 'wand', mode: 'new' });
    expect(boundsOf(drawing.mask)).toEqual({ x: 10, y: 10, width: 40, height: 40 });
    expect(areaOf(drawing.mask)).toBeGreaterThan(1480);
    expect(areaOf(drawing.mask)).toBeLessThan(1510); // corners are rounded by a pixel
  });

  it('takes it all over the window when it need not hang together', () => {
    const options = { ...emptyScene.options, wandIsContiguous: false };
    const drawing = drawnBy(play(wandBehaviour, click(15, 15), { pixels, options }).effects);
    expect(boundsOf(drawing.mask)).toEqual({ x: 10, y: 10, width: 80, height: 40 });
  });

  it('adds with Shift, subtracts with Alt or the right button, else does as is set', () => {
    const shift: CanvasEvent = {
      type: 'press',
      at: { x: 15, y: 15 },
      isBackground: false,
      hand: { ...plainHand, isShift: true },
    };
    const options = { ...emptyScene.options, drawMode: 'add' as const };
    expect(modeOf([shift, release(15, 15)])).toBe('add');
    expect(modeOf([backgroundPress(15, 15), release(15, 15)])).toBe('subtract');
    expect(drawnBy(play(wandBehaviour, click(15, 15), { pixels, options }).effects).mode).toBe(
      'add',
    );
  });

  it('beside the image, or where there are no pixels, does nothing', () => {
    expect(play(wandBehaviour, click(-5, 15), scene).effects).toEqual([]);
    expect(play(wandBehaviour, click(NaN, 15), scene).effects).toEqual([]);
    expect(play(wandBehaviour, click(15, 15)).effects).toEqual([]);
  });
});

describe('a drag', () => {
  it('to the right tolerates more, and that is kept', () => {
    const { effects } = play(wandBehaviour, [press(15, 15), move(60, 15), release(80, 15)], scene);
    const [options] = effects;
    expect(options).toEqual({ type: 'setOptions', options: { wandTolerance: 73 } });
    expect(areaOf(drawnBy(effects).mask)).toBeGreaterThan(1580); // with the spot
  });

  it('to the left tolerates less, never less than nothing', () => {
    const { effects } = play(wandBehaviour, [press(15, 15), release(-500, 15)], scene);
    expect(effects[0]).toEqual({ type: 'setOptions', options: { wandTolerance: 0 } });
  });

  it('shows what it would take', () => {
    const { state } = play(wandBehaviour, [press(15, 15), move(16, 15)], scene);
    const shown = state && new Uint32Array(wandPixels(state).buffer);
    expect(shown?.filter((pixel) => pixel !== 0)).toHaveLength(1500);
  });

  it('that is cancelled takes nothing', () => {
    expect(
      play(wandBehaviour, [press(15, 15), move(60, 15), cancel, release(60, 15)], scene).effects,
    ).toEqual([]);
  });
});

it('holds nothing after a release, whatever came before', () => {
  fc.assert(
    fc.property(eventSequences(imageSize), (events) => {
      expect(play(wandBehaviour, [...events, release(5, 5)], scene).state).toBeNull();
    }),
    { numRuns: 30 },
  );
});

function drawnBy(effects: readonly Effect[]) {
  const last = effects.at(-1);
  if (last?.type !== 'draw') throw new Error('nothing was drawn');
  return last.drawing;
}

function modeOf(events: readonly CanvasEvent[]) {
  return drawnBy(play(wandBehaviour, events, scene).effects).mode;
}
