import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '#core/prompt/prompt.ts';
import { prompts } from '#testing/arbitraryPrompts.ts';
import { chooseChannels } from './chooseChannels.ts';

const click: Prompt = { points: [{ at: { x: 1, y: 1 }, label: 'foreground' }], box: null };
const box: Prompt = { points: [], box: { x: 0, y: 0, width: 2, height: 2 } };

describe('chooseChannels', () => {
  it.each([
    { prompt: click, name: 'one click' },
    { prompt: box, name: 'one box' },
  ])(
    'offers sub-part, part and whole for $name, best predicted IoU first in line',
    ({ prompt }) => {
      const ious = Float32Array.of(0.99, 0.5, 0.9, 0.7);
      expect(chooseChannels(prompt, ious)).toEqual({ channels: [1, 2, 3], bestIndex: 1 });
    },
  );

  it('chooses the channel of refined prompts for a box with a click', () => {
    const ious = Float32Array.of(0.1, 0.5, 0.9, 0.7);
    const refined = { ...click, box: box.box };
    expect(chooseChannels(refined, ious)).toEqual({ channels: [0, 2, 3], bestIndex: 0 });
  });
});

describe('properties', () => {
  it('chooses what select_masks of the ONNX export chooses', () => {
    fc.assert(
      fc.property(prompts({ width: 9, height: 9 }), predictedIous(), (prompt, ious) => {
        const { channels, bestIndex } = chooseChannels(prompt, ious);
        expect(channels[bestIndex]).toBe(referenceChannel(prompt, ious));
      }),
      { numRuns: 1000 },
    );
  });

  it('offers three different channels', () => {
    fc.assert(
      fc.property(prompts({ width: 9, height: 9 }), predictedIous(), (prompt, ious) => {
        const { channels } = chooseChannels(prompt, ious);
        expect(new Set(channels).size).toBe(3);
        expect(channels.every((channel) => [0, 1, 2, 3].includes(channel))).toBe(true);
      }),
    );
  });

  it('lines up the other channels of a refined prompt by falling predicted IoU', () => {
    fc.assert(
      fc.property(predictedIous(), (ious) => {
        const [, second = 0, third = 0] = chooseChannels({ ...click, box: box.box }, ious).channels;
        const left = [1, 2, 3].find((channel) => channel !== second && channel !== third) ?? 0;
        expect(ious[second]).toBeGreaterThanOrEqual(ious[third] ?? 0);
        expect(ious[third]).toBeGreaterThanOrEqual(ious[left] ?? 0);
      }),
    );
  });
});

/** Estimates that a model gives, a little over 1 too, ties among them. */
function predictedIous(): fc.Arbitrary<Float32Array> {
  const iou = fc.oneof(
    fc.constantFrom(0, 0.5, 1),
    fc.float({ min: 0, max: Math.fround(1.1), noNaN: true }),
  );
  return fc.array(iou, { minLength: 4, maxLength: 4 }).map((values) => Float32Array.from(values));
}

/** Literally: score = iou_preds + (num_points − 2.5) · [1000, 0, 0, 0]; argmax. */
function referenceChannel(prompt: Prompt, ious: Float32Array): number {
  const numPoints = prompt.points.length + (prompt.box ? 2 : 1);
  const scores = Array.from(ious, (iou, i) => iou + (numPoints - 2.5) * (i === 0 ? 1000 : 0));
  return scores.indexOf(Math.max(...scores));
}
