import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxContains } from '#core/geometry/box.ts';
import { distanceBetween } from '#core/geometry/point.ts';
import type { Prompt, PromptPoint } from '#core/prompt/prompt.ts';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import { prompts } from '#testing/arbitraryPrompts.ts';
import {
  backgroundPress,
  cancel,
  click,
  emptyScene,
  hover,
  leave,
  move,
  play,
  press,
  release,
} from '#testing/play.ts';
import { pointBehaviour } from './pointBehaviour.ts';

const onePoint: Prompt = { points: [foreground(50, 40)], box: null };
const imageSize = { width: 30, height: 20 };

describe('a click', () => {
  it('adds a foreground point', () => {
    const { prompt, effects } = play(pointBehaviour, click(3.5, 2.5));
    expect(prompt).toEqual({ points: [foreground(3.5, 2.5)], box: null });
    expect(effects).toEqual([{ type: 'prompt', prompt, move: 'refine' }]);
  });

  it('adds a background point while Alt or the right button is held', () => {
    const { prompt } = play(pointBehaviour, [backgroundPress(3.5, 2.5), release(3.5, 2.5)]);
    expect(prompt?.points).toEqual([{ at: { x: 3.5, y: 2.5 }, label: 'background' }]);
  });

  it('adds to the points and the box that are there, in one step of its own', () => {
    const former: Prompt = { ...onePoint, box: { x: 1, y: 1, width: 80, height: 70 } };
    const { prompt, stepCount } = play(pointBehaviour, click(10, 10), { prompt: former });
    expect(prompt).toEqual({ ...former, points: [foreground(50, 40), foreground(10, 10)] });
    expect(stepCount).toBe(2);
  });

  it('adds one point that stays, even when the hand trembles within reach', () => {
    const events = [press(20, 20), move(21, 21), move(19, 20), move(20.5, 19), release(21, 20)];
    const { prompt, stepCount } = play(pointBehaviour, events);
    expect(prompt?.points).toEqual([foreground(20, 20)]);
    expect(stepCount).toBe(1);
  });

  it('leaves one point when it is doubled on one spot', () => {
    const { prompt, stepCount } = play(pointBehaviour, [...click(20, 20), ...click(20, 20)]);
    expect(prompt?.points).toEqual([foreground(20, 20)]);
    expect(stepCount).toBe(1);
  });

  it('leaves one unmoved point when it is doubled with a trembling hand', () => {
    const second = [press(21, 20), move(21, 21), release(21, 21)];
    const { prompt, stepCount } = play(pointBehaviour, [...click(20, 20), ...second]);
    expect(prompt?.points).toEqual([foreground(20, 20)]);
    expect(stepCount).toBe(1);
  });

  it('beside the image is refused', () => {
    const beside = [...click(-0.5, 10), ...click(10, 80.5), ...click(100.5, 10)];
    expect(play(pointBehaviour, beside).effects).toEqual([]);
  });

  it('on the rim of the image counts', () => {
    const { prompt } = play(pointBehaviour, [...click(0, 0), ...click(100, 80)]);
    expect(prompt?.points).toEqual([foreground(0, 0), foreground(100, 80)]);
  });

  it('on a point selects it', () => {
    const { effects } = play(pointBehaviour, click(51, 40), { prompt: onePoint });
    expect(effects).toEqual([{ type: 'selectPoint', index: 0 }]);
  });

  it('on two points in reach selects the nearer one', () => {
    const prompt: Prompt = { points: [foreground(50, 40), foreground(53, 40)], box: null };
    const { effects } = play(pointBehaviour, click(52, 40), { prompt });
    expect(effects).toEqual([{ type: 'selectPoint', index: 1 }]);
  });
});

describe('a background press on a point', () => {
  it('deletes it as a step that restates the prompt', () => {
    const former: Prompt = { points: [foreground(10, 10), foreground(50, 40)], box: null };
    const events = [backgroundPress(11, 10), move(30, 30), release(30, 30)];
    const { prompt, effects } = play(pointBehaviour, events, { prompt: former });
    expect(prompt?.points).toEqual([foreground(50, 40)]);
    expect(effects).toEqual([{ type: 'prompt', prompt, move: 'restate' }]);
  });

  it('ends the object when it was the only point', () => {
    const { prompt } = play(pointBehaviour, [backgroundPress(50, 40)], { prompt: onePoint });
    expect(prompt).toBeNull();
  });
});

describe('a drag of a point', () => {
  it('opens one step and stays in it', () => {
    const events = [press(51, 40), move(60, 40), move(62, 41), move(70, 45), release(70, 45)];
    const { prompt, effects, stepCount } = play(pointBehaviour, events, { prompt: onePoint });
    expect(prompt?.points).toEqual([foreground(70, 45)]);
    expect(movesOf(effects)).toEqual(['restate', 'drag', 'drag']);
    expect(stepCount).toBe(2);
  });

  it('keeps the label of the point', () => {
    const point: PromptPoint = { at: { x: 50, y: 40 }, label: 'background' };
    const events = [press(50, 40), move(60, 40), release(60, 40)];
    const { prompt } = play(pointBehaviour, events, { prompt: { points: [point], box: null } });
    expect(prompt?.points).toEqual([{ at: { x: 60, y: 40 }, label: 'background' }]);
  });

  it('out of the image stops at the rim', () => {
    const events = [press(50, 40), move(140, -30), release(140, -30)];
    const { prompt } = play(pointBehaviour, events, { prompt: onePoint });
    expect(prompt?.points).toEqual([foreground(100, 0)]);
  });

  it('can come back to where it began', () => {
    const events = [press(50, 40), move(60, 40), move(50.5, 40), release(50.5, 40)];
    const { prompt } = play(pointBehaviour, events, { prompt: onePoint });
    expect(prompt?.points).toEqual([foreground(50.5, 40)]);
  });

  it('ends with a release or a cancel', () => {
    for (const end of [release(60, 40), cancel]) {
      const events = [press(50, 40), move(60, 40), end, move(80, 70)];
      const { prompt } = play(pointBehaviour, events, { prompt: onePoint });
      expect(prompt?.points).toEqual([foreground(60, 40)]);
    }
  });

  it('lets go of a point that vanished meanwhile', () => {
    const gesture = { index: 0, from: { x: 50, y: 40 }, hasStep: true };
    const context = { ...emptyScene, imageSize };
    const next = pointBehaviour.step({ kind: 'point', gesture }, move(60, 60), context);
    expect(next).toEqual({ state: null, effects: [] });
  });
});

describe('a stroke', () => {
  const stroke = [press(20, 20), move(30, 20), move(44, 20), release(44, 20)];

  it('leaves points at equal distances from its press to its end', () => {
    const { prompt } = play(pointBehaviour, stroke);
    expect(prompt?.points).toEqual([foreground(20, 20), foreground(32, 20), foreground(44, 20)]);
  });

  it('is one step: the press asks at once, the release adds the rest to it', () => {
    const { effects, stepCount } = play(pointBehaviour, stroke);
    expect(movesOf(effects)).toEqual(['refine', 'drag']);
    expect(promptsOf(effects)[0]?.points).toEqual([foreground(20, 20)]);
    expect(stepCount).toBe(1);
  });

  it('leaves background points while Alt or the right button is held', () => {
    const { prompt } = play(pointBehaviour, [backgroundPress(20, 20), ...stroke.slice(1)]);
    expect(prompt?.points.map(({ label }) => label)).toEqual(Array(3).fill('background'));
  });

  it('adds to the points and the box that are there', () => {
    const former: Prompt = { ...onePoint, box: { x: 1, y: 1, width: 80, height: 70 } };
    const { prompt, stepCount } = play(pointBehaviour, stroke, { prompt: former });
    expect(prompt?.box).toEqual(former.box);
    expect(prompt?.points).toHaveLength(4);
    expect(stepCount).toBe(2);
  });

  it('leaves at most eight points, however long it is', () => {
    const zigzag = Array.from({ length: 20 }, (_, i) => move(i % 2 === 0 ? 95 : 5, 2 + i * 4));
    const { prompt } = play(pointBehaviour, [press(5, 2), ...zigzag, release(5, 78)]);
    expect(prompt?.points).toHaveLength(8);
  });

  it('leaves no two points within reach of each other where it crosses itself', () => {
    const round = [press(20, 20), move(40, 20), move(40, 40), move(20, 40), move(20, 21)];
    const { prompt } = play(pointBehaviour, [...round, release(20, 21)]);
    const { points } = prompt ?? { points: [] };
    expect(points.length).toBeGreaterThanOrEqual(3);
    for (const [i, a] of points.entries()) {
      for (const b of points.slice(i + 1)) expect(distanceBetween(a.at, b.at)).toBeGreaterThan(4);
    }
  });

  it('out of the image stays on its rim', () => {
    const { prompt } = play(pointBehaviour, [press(90, 10), move(140, -30), release(140, -30)]);
    expect(prompt?.points.at(-1)).toEqual(foreground(100, 0));
  });

  it('that is cancelled leaves the click that it began with', () => {
    const { prompt, state } = play(pointBehaviour, [...stroke.slice(0, 3), cancel, move(60, 60)]);
    expect(prompt?.points).toEqual([foreground(20, 20)]);
    expect(state).toBeNull();
  });

  it('leaves nothing when the prompt was accepted, undone or dropped while it was drawn', () => {
    const context = { ...emptyScene, imageSize };
    const { state } = play(pointBehaviour, stroke.slice(0, 3));
    expect(pointBehaviour.step(state, release(44, 20), context).effects).toEqual([]);
  });
});

describe('a hover', () => {
  it('asks for a preview of the place and changes no prompt', () => {
    const { effects, prompt } = play(pointBehaviour, [hover(3.5, 2.5)]);
    expect(effects).toEqual([{ type: 'preview', at: { x: 3.5, y: 2.5 } }]);
    expect(prompt).toBeNull();
  });

  it('beside the image, and a leave, end the preview', () => {
    const { effects } = play(pointBehaviour, [hover(-1, 10), leave]);
    expect(effects).toEqual([
      { type: 'preview', at: null },
      { type: 'preview', at: null },
    ]);
  });
});

describe('properties', () => {
  const scenes = fc.record({
    prompt: fc.option(prompts(imageSize), { nil: null }),
    imageSize: fc.constant(imageSize),
  });

  it('keeps every point on the image and the box as it is', () => {
    fc.assert(
      fc.property(eventSequences(imageSize), scenes, (events, scene) => {
        const { effects } = play(pointBehaviour, events, scene);
        for (const { points, box } of promptsOf(effects)) {
          expect(points.every(({ at }) => boxContains({ x: 0, y: 0, ...imageSize }, at))).toBe(
            true,
          );
          expect(box).toEqual(scene.prompt?.box ?? null);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has no point in the hand after a release or a cancel', () => {
    const ends = fc.constantFrom(release(5, 5), cancel);
    fc.assert(
      fc.property(eventSequences(imageSize), scenes, ends, (events, scene, end) => {
        expect(play(pointBehaviour, [...events, end], scene).state).toBeNull();
      }),
    );
  });

  it('opens at most one step per press', () => {
    fc.assert(
      fc.property(eventSequences(imageSize), scenes, (events, scene) => {
        const pressCount = events.filter(({ type }) => type === 'press').length;
        const { effects } = play(pointBehaviour, events, scene);
        const opened = movesOf(effects).filter((each) => each !== 'drag');
        expect(opened.length).toBeLessThanOrEqual(pressCount);
      }),
      { numRuns: 500 },
    );
  });
});

type Effects = ReturnType<typeof play>['effects'];

function foreground(x: number, y: number): PromptPoint {
  return { at: { x, y }, label: 'foreground' };
}

function movesOf(effects: Effects): readonly string[] {
  return effects.flatMap((effect) => (effect.type === 'prompt' ? [effect.move] : []));
}

function promptsOf(effects: Effects): readonly Prompt[] {
  return effects.flatMap((effect) => (effect.type === 'prompt' ? [effect.prompt] : []));
}
