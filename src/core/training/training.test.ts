import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskContains } from '../mask/measures.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { plainObject } from '../dataset/dataSet.ts';
import {
  countCategories,
  effectiveNumberWeights,
  inverseFrequencyWeights,
  repeatFactors,
} from './imbalance.ts';
import { imbalanceLines } from './imbalanceFile.ts';
import { promptLines, promptsOf } from './samplePrompts.ts';

describe('weights against imbalance', () => {
  it('weighs by inverse frequency as scikit-learn does', () => {
    // compute_class_weight('balanced', classes=[0, 1], y=[0, 0, 0, 1])
    expect(inverseFrequencyWeights([3, 1])).toEqual([4 / 6, 2]);
    expect(inverseFrequencyWeights([3, 0, 1])).toEqual([4 / 6, 0, 2]);
    expect(inverseFrequencyWeights([])).toEqual([]);
  });

  it('weighs by effective number between equal and inverse frequency', () => {
    expect(effectiveNumberWeights([100, 1], 0)).toEqual([1, 1]);
    const [many = 0, few = 0] = effectiveNumberWeights([100, 1], 0.99);
    // (1 − 0.99) / (1 − 0.99¹⁰⁰) = 0.015773…, against 1; scaled to a sum of 2
    expect(many).toBeCloseTo(0.0310575, 6);
    expect(many + few).toBeCloseTo(2, 12);
    expect(effectiveNumberWeights([0, 0])).toEqual([0, 0]);
  });

  it('repeats images with rare categories as LVIS does', async () => {
    const size = { width: 1, height: 1 };
    const object = (category: number) =>
      plainObject(category, { size, counts: Uint32Array.of(0, 1) });
    const images = Array.from({ length: 100 }, (_, i) => {
      const found = i === 0 ? [object(0), object(1)] : i < 50 ? [object(0), object(0)] : [];
      return [imageOf(`${i}.png`, size), found] as const;
    });
    const counts = await countCategories(dataSetOf(['common', 'rare', 'none'], images));
    expect(counts.objects).toEqual([99, 1, 0]);
    expect(counts.images).toEqual([50, 1, 0]);
    const factors = repeatFactors(counts, 0.04);
    expect(factors.categories).toEqual([1, 2, 1]);
    expect(factors.images).toEqual(counts.byImage.map((found) => (found.includes(1) ? 2 : 1)));
  });
});

describe('imbalance.json', () => {
  it('tells counts, weights and repeats of categories and images', async () => {
    const size = { width: 1, height: 1 };
    const object = plainObject(1, { size, counts: Uint32Array.of(0, 1) });
    const dataSet = dataSetOf(
      ['cat', 'dog'],
      [
        [imageOf('a.png', size), [object]],
        [imageOf('b.png', size), []],
      ],
    );
    const lines: string[] = [];
    for await (const line of imbalanceLines(dataSet, ['train/a.png', 'train/b.png'], 2)) {
      lines.push(line);
    }
    expect(JSON.parse(lines.join(''))).toEqual({
      repeat_threshold: 2,
      categories: [
        {
          name: 'cat',
          objects: 0,
          images: 0,
          inverse_frequency_weight: 0,
          effective_number_weight: 0,
          repeat_factor: 1,
        },
        {
          name: 'dog',
          objects: 1,
          images: 1,
          inverse_frequency_weight: 1,
          effective_number_weight: 1,
          repeat_factor: 2,
        },
      ],
      images: [
        { file_name: 'train/a.png', repeat_factor: 2 },
        { file_name: 'train/b.png', repeat_factor: 1 },
      ],
    });
  });
});

describe('prompts for training', () => {
  it('samples pixels of the mask, each once, the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), fc.nat({ max: 30 }), fc.nat(), async (dataSet, count, seed) => {
        for (const object of await dataSet.objectsOf(0)) {
          const { sampled, box } = promptsOf(object, count, seed);
          expect(sampled).toEqual(promptsOf(object, count, seed).sampled);
          expect(new Set(sampled.map(({ x, y }) => `${x} ${y}`)).size).toBe(sampled.length);
          for (const point of sampled) expect(maskContains(object.mask, point)).toBe(true);
          expect(box.width).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes every pixel when as many points are wanted', () => {
    const mask = { size: { width: 2, height: 3 }, counts: Uint32Array.of(1, 3, 2) };
    const { sampled } = promptsOf(plainObject(0, mask), 9, 1);
    expect(
      sampled
        .map(({ x, y }) => [x, y])
        .toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d),
    ).toEqual([
      [0.5, 1.5],
      [0.5, 2.5],
      [1.5, 0.5],
    ]);
  });

  it('writes clicks as they were, boxes by their corners', async () => {
    const size = { width: 4, height: 2 };
    const object = {
      ...plainObject(0, { size, counts: Uint32Array.of(2, 2, 4) }),
      provenance: {
        tool: 'sam' as const,
        modelId: 'sam',
        predictedIou: 0.9,
        stabilityScore: 0.9,
        prompt: {
          points: [
            { at: { x: 1.5, y: 0.25 }, label: 'foreground' as const },
            { at: { x: 3, y: 1 }, label: 'background' as const },
          ],
          box: { x: 1, y: 0, width: 1, height: 2 },
        },
      },
    };
    const crowd = { ...plainObject(0, object.mask), isCrowd: true };
    const drawn = plainObject(0, { size, counts: Uint32Array.of(0, 1, 7) });
    const dataSet = dataSetOf(['cat'], [[imageOf('a.png', size), [object, crowd, drawn]]]);
    const lines: unknown[] = [];
    for await (const line of promptLines(dataSet, ['train/a.png'], { count: 1, seed: 7 })) {
      lines.push(JSON.parse(line));
    }
    expect(lines).toEqual([
      {
        annotation_id: 1,
        file_name: 'train/a.png',
        category: 'cat',
        box: [1, 0, 2, 2],
        points: [expect.anything()],
        labels: [1],
        clicked_points: [
          [1.5, 0.25],
          [3, 1],
        ],
        clicked_labels: [1, 0],
        clicked_box: [1, 0, 2, 2],
      },
      {
        annotation_id: 3,
        file_name: 'train/a.png',
        category: 'cat',
        box: [0, 0, 1, 1],
        points: [[0.5, 0.5]],
        labels: [1],
      },
    ]);
  });
});
