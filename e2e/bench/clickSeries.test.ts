import { describe, expect, it } from 'vitest';
import { encodeMask } from '#core/mask/codec.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import { clickSeries, type Segmenter } from './clickSeries.ts';

const size = { width: 4, height: 1 };
const truth = Uint8Array.from([1, 1, 1, 1]);
const rule = { maxClicks: 20, goodIou: 0.9 };

function candidateOf(pixels: readonly number[]): MaskCandidate {
  return {
    mask: encodeMask({ size, pixels: Uint8Array.from(pixels) }),
    source: 'model',
    predictedIou: 1,
    stabilityScore: 1,
    lowResLogits: new Float32Array(1),
    logitsWindow: { x: 0, y: 0, ...size },
  };
}

/** Marks one pixel more with each click, from the left. */
const growing: Segmenter = async ({ points }) =>
  candidateOf([0, 1, 2, 3].map((x) => (x < points.length ? 1 : 0)));

describe('clickSeries', () => {
  it('stops at the click that makes the mask good', async () => {
    expect(await clickSeries({ size, truth, ignore: null }, growing, rule)).toEqual([
      0.25, 0.5, 0.75, 1,
    ]);
    const easier = { ...rule, goodIou: 0.75 };
    expect(await clickSeries({ size, truth, ignore: null }, growing, easier)).toHaveLength(3);
  });

  it('stops after the last click allowed', async () => {
    const short = { ...rule, maxClicks: 2 };
    expect(await clickSeries({ size, truth, ignore: null }, growing, short)).toEqual([0.25, 0.5]);
  });

  it('stops when every wrong pixel was clicked', async () => {
    const stubborn: Segmenter = async () => candidateOf([0, 0, 0, 0]);
    expect(await clickSeries({ size, truth, ignore: null }, stubborn, rule)).toEqual([0, 0, 0, 0]);
  });

  it('keeps all clicks in the prompt, at pixel centres, and hands the last mask back', async () => {
    const asked: [Prompt, MaskCandidate | null][] = [];
    const answers: MaskCandidate[] = [];
    const segment: Segmenter = async (prompt, previous) => {
      asked.push([prompt, previous]);
      const answer = await growing(prompt, previous);
      answers.push(answer);
      return answer;
    };
    await clickSeries({ size, truth, ignore: null }, segment, { ...rule, maxClicks: 2 });
    const first = { at: { x: 0.5, y: 0.5 }, label: 'foreground' };
    const second = { at: { x: 1.5, y: 0.5 }, label: 'foreground' };
    expect(asked).toEqual([
      [{ points: [first], box: null }, null],
      [{ points: [first, second], box: null }, answers[0]],
    ]);
  });

  it('leaves undecided pixels out', async () => {
    const ignore = Uint8Array.from([0, 0, 1, 1]);
    expect(await clickSeries({ size, truth, ignore }, growing, rule)).toEqual([0.5, 1]);
  });
});
