import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainObject, type DataSetObject } from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { readInstances } from '#formats/coco/readInstances.ts';
import { readCocoResults } from '#formats/coco/readResults.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { cocoEval } from './cocoEval.ts';
import type { CocoSummary } from './cocoTally.ts';

const folder = sharedDataPath('coco_eval_reference');
const quiet = {
  report: () => undefined,
  progress: () => undefined,
  stopIfAborted: () => undefined,
};

async function evaluateFiles(gt: string, dt: string, shape: 'segm' | 'bbox') {
  const root = `${folder}/faster_coco_eval/tests/dataset`;
  const files = memoryFiles(
    new Map([gt, dt].map((path) => [path, new Uint8Array(readFileSync(`${root}/${path}`))])),
  );
  const truth = await readInstances([gt], files, quiet);
  const results = await readCocoResults(dt, truth, files, quiet);
  const byId = [...truth.imageOfId].toSorted(([a], [b]) => Number(a) - Number(b));
  return cocoEval(truth, results, { shape, imageOrder: byId.map(([, image]) => image) });
}

function rounded(summary: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(summary).map(([name, value]) => [name, Number(Number(value ?? -1).toFixed(9))]),
  );
}

describe.skipIf(folder === null)('the reference evaluation', () => {
  it.each(['bbox', 'segm'] as const)(
    'gives the twelve numbers of pycocotools for %s',
    async (shape) => {
      const expected = JSON.parse(
        readFileSync(`${folder}/EXPECTED_pycocotools.json`, 'utf8'),
      ) as Record<'bbox' | 'segm', CocoSummary>;
      const { summary, categories } = await evaluateFiles(
        'cocoapi/instances_val2014_100.json',
        `cocoapi/instances_val2014_fake${shape}100_results.json`,
        shape,
      );
      expect(rounded(summary)).toEqual(rounded(expected[shape]));
      const known = categories.flatMap(({ AP }) => AP ?? []);
      const mean = known.reduce((sum, each) => sum + each, 0) / known.length;
      expect(mean).toBeCloseTo(expected[shape].AP ?? NaN, 9);
    },
  );
});

describe('cocoEval', () => {
  const size = { width: 4, height: 4 };
  const maskOf = (...pixels: readonly number[]) =>
    encodeMask({
      size,
      pixels: Uint8Array.from({ length: 16 }, (_, i) => (pixels.includes(i) ? 1 : 0)),
    });
  const truth = plainObject(0, maskOf(0, 1, 4, 5));
  const of = (...objects: readonly DataSetObject[]) =>
    dataSetOf(['a', 'b'], [[imageOf('x', size), objects]]);
  const detection = (score: number, ...pixels: readonly number[]) => ({
    ...plainObject(0, maskOf(...pixels)),
    score,
  });

  it('is 1 for the truth itself, and nothing where there is no object', async () => {
    const { summary, categories } = await cocoEval(of(truth), of({ ...truth, score: 0.1 }), {
      shape: 'segm',
    });
    expect([summary.AR_1, summary.AP_large]).toEqual([1, null]);
    expect([summary.AP, summary.AP_small]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
    expect(categories.map(({ AP }) => AP)).toEqual([expect.closeTo(1, 9), null]);
  });

  it('halves precision when a wrong detection is surer', async () => {
    const predictions = of(detection(0.9, 15), detection(0.5, 0, 1, 4, 5));
    const { summary } = await cocoEval(of(truth), predictions, { shape: 'segm' });
    expect(summary.AP).toBeCloseTo(0.5, 9);
    expect(summary.AR_1).toBe(0);
  });

  it('counts what lies in a crowd neither way', async () => {
    const crowd = { ...plainObject(0, maskOf(10, 11, 14, 15)), isCrowd: true };
    const predictions = of(detection(0.9, 15), detection(0.8, 14), detection(0.5, 0, 1, 4, 5));
    const { summary } = await cocoEval(of(truth, crowd), predictions, { shape: 'segm' });
    expect(summary.AP).toBeCloseTo(1, 9);
  });
});
