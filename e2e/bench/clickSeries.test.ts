import { describe, expect, it } from 'vitest';
import { decodeRle, encodeMask } from '#core/mask/codec.ts';
import type { MaskCandidate } from '#core/prompt/candidate.ts';
import type { Prompt } from '#core/prompt/prompt.ts';
import { clickSeries, type AskModel } from './clickSeries.ts';

const size = { width: 4, height: 1 };
const truth = Uint8Array.from([1, 1, 1, 1]);
const clock = () => 0;
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
const growing: AskModel = async ({ points }) =>
  candidateOf([0, 1, 2, 3].map((x) => (x < points.length ? 1 : 0)));

describe('clickSeries', () => {
  it('stops at the click that makes the mask good', async () => {
    expect(await iousOf(growing, rule)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(await iousOf(growing, { ...rule, goodIou: 0.75 })).toHaveLength(3);
  });

  it('stops after the last click allowed', async () => {
    expect(await iousOf(growing, { ...rule, maxClicks: 2 })).toEqual([0.25, 0.5]);
  });

  it('stops when every wrong pixel was clicked', async () => {
    const stubborn: AskModel = async () => candidateOf([0, 0, 0, 0]);
    expect(await iousOf(stubborn, rule)).toEqual([0, 0, 0, 0]);
  });

  it('keeps all clicks in the prompt, at pixel centres, and hands the last mask back', async () => {
    const asked: [Prompt, MaskCandidate | null][] = [];
    const answers: MaskCandidate[] = [];
    const segment: AskModel = async (prompt, previous) => {
      asked.push([prompt, previous]);
      const answer = await growing(prompt, previous);
      answers.push(answer);
      return answer;
    };
    await clickSeries({ size, truth, ignore: null }, segment, { ...rule, maxClicks: 2 }, clock);
    const first = { at: { x: 0.5, y: 0.5 }, label: 'foreground' };
    const second = { at: { x: 1.5, y: 0.5 }, label: 'foreground' };
    expect(asked).toEqual([
      [{ points: [first], box: null }, null],
      [{ points: [first, second], box: null }, answers[0]],
    ]);
  });

  it('leaves undecided pixels out', async () => {
    const ignore = Uint8Array.from([0, 0, 1, 1]);
    const { ious } = await clickSeries({ size, truth, ignore }, growing, rule, clock);
    expect(ious).toEqual([0.5, 1]);
  });

  it('tells of every click how long its mask took and how well its outline lies', async () => {
    let time = 0;
    const slow: AskModel = async (prompt, previous) => {
      time += 30;
      return growing(prompt, previous);
    };
    const series = await clickSeries({ size, truth, ignore: null }, slow, rule, () => time);
    expect(series.clickMs).toEqual([30, 30, 30, 30]);
    expect(series.boundaryFs).toHaveLength(4);
    expect(series.boundaryFs.at(-1)).toBe(1);
    expect(series.clicks.map(({ column }) => column)).toEqual([0, 1, 2, 3]);
    expect(series.mask && decodeRle(series.mask).pixels).toEqual(truth);
  });
});

async function iousOf(ask: AskModel, stopRule: typeof rule): Promise<readonly number[]> {
  return (await clickSeries({ size, truth, ignore: null }, ask, stopRule, clock)).ious;
}
