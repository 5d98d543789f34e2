import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPrompt, type Prompt } from '#core/prompt/prompt.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import { prompts } from '#testing/arbitraryPrompts.ts';
import { promptTensorsOf } from './promptTensors.ts';
import { resizeGeometryOf } from './resizeGeometry.ts';

const codes = mobileSam.labelCodes;
const unscaled = resizeGeometryOf({ width: 1024, height: 1024 }, 1024);

describe('promptTensorsOf', () => {
  it('writes one click as its pixel index and a padding point', () => {
    const prompt: Prompt = {
      points: [{ at: { x: 10.5, y: 20.5 }, label: 'foreground' }],
      box: null,
    };
    expect(tensorsOf(prompt)).toEqual({ pointCoords: [10, 20, 0, 0], pointLabels: [1, -1] });
  });

  it('writes the corners of a box, top left first, without padding', () => {
    const prompt: Prompt = { points: [], box: { x: 100, y: 200, width: 30, height: 40 } };
    expect(tensorsOf(prompt)).toEqual({
      pointCoords: [99.5, 199.5, 129.5, 239.5],
      pointLabels: [2, 3],
    });
  });

  it('writes points in the order they were set, before the box', () => {
    const prompt: Prompt = {
      points: [
        { at: { x: 7.5, y: 8.5 }, label: 'background' },
        { at: { x: 1.5, y: 2.5 }, label: 'foreground' },
      ],
      box: { x: 0.5, y: 0.5, width: 8, height: 9 },
    };
    expect(tensorsOf(prompt)).toEqual({
      pointCoords: [7, 8, 1, 2, 0, 0, 8, 9],
      pointLabels: [0, 1, 2, 3],
    });
  });

  it('scales each axis by its own factor before the half pixel comes off', () => {
    const geometry = resizeGeometryOf({ width: 2000, height: 500 }, 1024);
    const point = { at: { x: 1000, y: 250 }, label: 'foreground' } as const;
    const { pointCoords } = promptTensorsOf({ points: [point], box: null }, geometry, codes);
    expect([...pointCoords]).toEqual([512 - 0.5, 128 - 0.5, 0, 0]);
  });

  it('takes the codes from the model', () => {
    const own = { foreground: 5, background: 6, boxTopLeft: 7, boxBottomRight: 8, padding: 9 };
    const point = { at: { x: 1, y: 1 }, label: 'background' } as const;
    const alone = promptTensorsOf(emptyPrompt, unscaled, own);
    const both = promptTensorsOf(
      { points: [point], box: { x: 0, y: 0, width: 1, height: 1 } },
      unscaled,
      own,
    );
    expect([...alone.pointLabels]).toEqual([9]);
    expect([...both.pointLabels]).toEqual([6, 7, 8]);
  });
});

describe('a model that wants no padding point', () => {
  it('gets the points alone', () => {
    const prompt: Prompt = { points: [{ at: { x: 3, y: 4 }, label: 'foreground' }], box: null };
    const { pointLabels } = promptTensorsOf(prompt, unscaled, { ...codes, padding: null });
    expect([...pointLabels]).toEqual([codes.foreground]);
  });
});

describe('properties', () => {
  it('holds two coordinates per label and pads exactly when there is no box', () => {
    fc.assert(
      fc.property(prompts({ width: 1024, height: 1024 }), (prompt) => {
        const { pointCoords, pointLabels } = tensorsOf(prompt);
        expect(pointCoords.length).toBe(2 * pointLabels.length);
        expect(pointLabels.length).toBe(prompt.points.length + (prompt.box ? 2 : 1));
        expect(pointLabels.includes(codes.padding ?? Number.NaN)).toBe(prompt.box === null);
      }),
    );
  });
});

function tensorsOf(prompt: Prompt) {
  const { pointCoords, pointLabels } = promptTensorsOf(prompt, unscaled, codes);
  return { pointCoords: [...pointCoords], pointLabels: [...pointLabels] };
}
