import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt, PromptPoint } from '#core/prompt/prompt.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import {
  backgroundPress,
  cancel,
  click,
  hover,
  leave,
  move,
  play,
  press,
  release,
} from '#testing/play.ts';
import { boxBehaviour } from './boxBehaviour.ts';

const box = { x: 10, y: 20, width: 30, height: 15 };
const imageSize = { width: 30, height: 20 };

describe('a drag', () => {
  it.each([
    { name: 'top left to bottom right', from: [10, 20], to: [40, 35] },
    { name: 'bottom right to top left', from: [40, 35], to: [10, 20] },
    { name: 'top right to bottom left', from: [40, 20], to: [10, 35] },
    { name: 'bottom left to top right', from: [10, 35], to: [40, 20] },
  ])('from $name draws the same box', ({ from: [x = 0, y = 0], to: [toX = 0, toY = 0] }) => {
    const { prompt, effects } = play(boxBehaviour, drag(x, y, toX, toY));
    expect(prompt).toEqual({ points: [], box });
    expect(effects).toEqual([{ type: 'prompt', prompt, move: 'refine' }]);
  });

  it('asks for nothing before the release', () => {
    const { state, effects } = play(boxBehaviour, [press(10, 20), move(30, 30), move(40, 35)]);
    expect(effects).toEqual([]);
    expect(state).toMatchObject({ kind: 'box', from: { x: 10, y: 20 }, to: { x: 40, y: 35 } });
  });

  it('that leaves the image is cut at the rim', () => {
    const { prompt } = play(boxBehaviour, drag(90, 70, 150, -30));
    expect(prompt?.box).toEqual({ x: 90, y: 0, width: 10, height: 70 });
  });

  it('beside the image draws nothing', () => {
    expect(play(boxBehaviour, drag(-40, 10, -10, 60)).effects).toEqual([]);
  });

  it('thinner than a pixel draws nothing', () => {
    expect(play(boxBehaviour, drag(10, 10, 60, 10.5)).effects).toEqual([]);
  });

  it('adds its box to the points that are there', () => {
    const prompt: Prompt = { points: [foreground(70, 70)], box: null };
    const played = play(boxBehaviour, drag(10, 20, 40, 35), { prompt });
    expect(played.prompt).toEqual({ ...prompt, box });
    expect(played.stepCount).toBe(2);
  });

  it('draws a second box as the start of another prompt', () => {
    const prompt: Prompt = {
      points: [foreground(70, 70)],
      box: { x: 60, y: 60, width: 20, height: 15 },
    };
    const played = play(boxBehaviour, drag(10, 20, 40, 35), { prompt });
    expect(played.prompt).toEqual({ points: [], box });
    expect(played.effects).toEqual([{ type: 'prompt', prompt: played.prompt, move: 'restate' }]);
  });

  it('leaves no box when it is cancelled', () => {
    const { state, effects } = play(boxBehaviour, [press(10, 20), move(40, 35), cancel]);
    expect(state).toEqual({ kind: 'idle' });
    expect(effects).toEqual([]);
  });

  it('does not go on after a cancel', () => {
    const events = [press(10, 20), move(40, 35), cancel, move(50, 50), release(50, 50)];
    expect(play(boxBehaviour, events).effects).toEqual([]);
  });
});

describe('a drag shorter than the reach', () => {
  it('is a click where it began', () => {
    const { prompt } = play(boxBehaviour, drag(20, 20, 22, 23));
    expect(prompt).toEqual({ points: [foreground(20, 20)], box: null });
  });

  it('is a background click while Alt or the right button is held', () => {
    const { prompt } = play(boxBehaviour, [backgroundPress(20, 20), release(21, 21)]);
    expect(prompt?.points).toEqual([{ at: { x: 20, y: 20 }, label: 'background' }]);
  });

  it('adds nothing beside the image', () => {
    expect(play(boxBehaviour, drag(-2, 20, -1, 21)).effects).toEqual([]);
  });
});

describe('points in a box', () => {
  const prompt: Prompt = { points: [], box };

  it('are added by clicks, of the object and not of it, a step each', () => {
    const clicks = [...click(15, 25), backgroundPress(35, 30), release(35, 30)];
    const played = play(boxBehaviour, clicks, { prompt });
    expect(played.prompt).toEqual({
      box,
      points: [foreground(15, 25), { at: { x: 35, y: 30 }, label: 'background' }],
    });
    expect(played.stepCount).toBe(3);
  });

  it('make the same prompt when they were there before the box', () => {
    const after = play(boxBehaviour, [...drag(10, 20, 40, 35), ...click(15, 25)]);
    const before = play(boxBehaviour, [...click(15, 25), ...drag(10, 20, 40, 35)]);
    expect(before.prompt).toEqual(after.prompt);
  });
});

describe('a hover', () => {
  it('wants nothing', () => {
    expect(play(boxBehaviour, [hover(20, 20), leave]).effects).toEqual([]);
  });
});

describe('a press on a point', () => {
  const prompt: Prompt = { points: [foreground(50, 40)], box };

  it('drags the point and leaves the box', () => {
    const played = play(boxBehaviour, drag(51, 40, 70, 45), { prompt });
    expect(played.prompt).toEqual({ points: [foreground(70, 45)], box });
    expect(played.stepCount).toBe(2);
  });

  it('of one who clicks selects it', () => {
    const { effects } = play(boxBehaviour, click(50, 40), { prompt });
    expect(effects).toEqual([{ type: 'selectPoint', index: 0 }]);
  });

  it('deletes it while Alt or the right button is held', () => {
    const played = play(boxBehaviour, [backgroundPress(50, 40), release(50, 40)], { prompt });
    expect(played.prompt).toEqual({ points: [], box });
  });
});

describe('properties', () => {
  it('draws boxes that lie on the image and are at least one pixel wide and high', () => {
    fc.assert(
      fc.property(eventSequences(imageSize), (events) => {
        const { prompt } = play(boxBehaviour, events, { imageSize });
        const drawn = prompt?.box ?? null;
        fc.pre(drawn !== null);
        const { x, y, width, height } = drawn;
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(imageSize.width);
        expect(y + height).toBeLessThanOrEqual(imageSize.height);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('is idle after a release or a cancel', () => {
    const ends = fc.constantFrom(release(5, 5), cancel);
    fc.assert(
      fc.property(eventSequences(imageSize), ends, (events, end) => {
        expect(play(boxBehaviour, [...events, end], { imageSize }).state).toEqual({ kind: 'idle' });
      }),
    );
  });
});

function foreground(x: number, y: number): PromptPoint {
  return { at: { x, y }, label: 'foreground' };
}

function drag(x: number, y: number, toX: number, toY: number) {
  return [press(x, y), move((x + toX) / 2, (y + toY) / 2), move(toX, toY), release(toX, toY)];
}
