import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventSequences } from '#testing/arbitraryEvents.ts';
import {
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
import { plainHand, type ToolKey } from '../tool.ts';
import { sliceBehaviour, type SliceState } from './sliceBehaviour.ts';

describe('a drag', () => {
  it('cuts from where it began to where it ends', () => {
    const { state, effects } = play(sliceBehaviour, [press(5, 5), move(30, 30), release(60, 50)]);
    expect(effects).toEqual([
      {
        type: 'slice',
        line: [
          { x: 5, y: 5 },
          { x: 60, y: 50 },
        ],
      },
    ]);
    expect(state.points).toEqual([]);
  });

  it('that is cancelled or ends at no place cuts nothing', () => {
    expect(play(sliceBehaviour, [press(5, 5), move(60, 50), cancel]).effects).toEqual([]);
    expect(play(sliceBehaviour, [press(5, 5), release(NaN, 50)]).effects).toEqual([]);
  });
});

describe('clicks', () => {
  const line = [
    { x: 5, y: 5 },
    { x: 40, y: 10 },
    { x: 60, y: 50 },
  ];
  const clicks = [...click(5, 5), hover(20, 10), ...click(40, 10), ...click(60, 50)];

  it('set the points of a line that Enter cuts along', () => {
    const { state, effects } = play(sliceBehaviour, clicks);
    expect(effects).toEqual([]);
    expect(keyed(state, 'Enter')?.effects).toEqual([{ type: 'slice', line }]);
  });

  it('end the line with one on its last point, as a double click does', () => {
    const { effects } = play(sliceBehaviour, [...clicks, ...click(61, 50)]);
    expect(effects).toEqual([{ type: 'slice', line }]);
  });

  it('are taken back one by one with Backspace or undo, all with Escape', () => {
    const { state } = play(sliceBehaviour, clicks);
    expect(keyed(state, 'Backspace')?.state.points).toEqual(line.slice(0, 2));
    expect(keyed(state, 'Undo')?.state.points).toEqual(line.slice(0, 2));
    expect(keyed(state, 'Escape')?.state.points).toEqual([]);
  });

  it('of one place make no line', () => {
    const played = play(sliceBehaviour, [...click(5, 5), ...click(5, 5)]);
    expect(played.effects).toEqual([]);
    expect(played.state.points).toEqual([]);
  });
});

it('leaves the keys alone while no line is begun', () => {
  const { state } = play(sliceBehaviour, [hover(5, 5), leave]);
  expect(keyed(state, 'Escape')).toBeNull();
  expect(keyed(state, 'Backspace')).toBeNull();
});

it('asks only for lines of two finite points or more', () => {
  fc.assert(
    fc.property(eventSequences(emptyScene.imageSize), (events) => {
      for (const effect of play(sliceBehaviour, events).effects) {
        expect(effect.type === 'slice' && effect.line.length).toBeGreaterThanOrEqual(2);
      }
    }),
  );
});

function keyed(state: SliceState, key: ToolKey) {
  return sliceBehaviour.key?.(state, key, { ...emptyScene, hand: plainHand });
}
