import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInstances } from '#formats/coco/readInstances.ts';
import { readCocoResults } from '#formats/coco/readResults.ts';
import { maskPairs } from '#testing/arbitraries.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { plainObject, type DataSet, type DataSetObject } from '../dataset/dataSet.ts';
import { isSameSize } from '../geometry/size.ts';
import { encodeMask } from '../mask/codec.ts';
import { isEmptyMask } from '../mask/measures.ts';
import { boundaryF } from './boundaryF.ts';
import { evaluate } from './evaluate.ts';
import { croppedBoundaryF } from './evaluation/outlineTally.ts';

const folder = sharedDataPath('coco_eval_reference');
const quiet = {
  report: () => undefined,
  progress: () => undefined,
  stopIfAborted: () => undefined,
};

async function filePair(gt: string, dt: string) {
  const root = `${folder}/faster_coco_eval/tests/dataset`;
  const files = memoryFiles(
    new Map([gt, dt].map((path) => [path, new Uint8Array(readFileSync(`${root}/${path}`))])),
  );
  const truth = await readInstances([gt], files, quiet);
  const results = await readCocoResults(dt, truth, files, quiet);
  const byId = [...truth.imageOfId].toSorted(([a], [b]) => Number(a) - Number(b));
  return { truth, results, imageOrder: byId.map(([, image]) => image) };
}

describe.skipIf(folder === null)('reference files', () => {
  it('gives the numbers of pycocotools, and those of faster_coco_eval for rims', async () => {
    const { truth, results, imageOrder } = await filePair(
      'cocoapi/instances_val2014_100.json',
      'cocoapi/instances_val2014_fakesegm100_results.json',
    );
    const report = await evaluate(truth, results, { imageOrder, scoreThreshold: 0 });
    expect(report.coco.segm?.AP).toBeCloseTo(0.3195452758576433, 9);
    expect(report.coco.segm?.AR_small).toBeCloseTo(0.4694498622754236, 9);
    // faster_coco_eval 1.x, COCOeval_faster with iouType "boundary"
    expect(Object.values(report.coco.boundary ?? {})).toEqual(
      [
        0.22639400050237551, 0.3775010774391817, 0.2255798462421854, 0.3873740315997838,
        0.2723674031279294, 0.07554378414806898, 0.18722550309388875, 0.31265229701106306,
        0.3140431150818811, 0.4694498622754236, 0.34054347826086956, 0.10387037037037035,
      ].map((each) => expect.closeTo(each, 9)),
    );
    expect(report.sizes.map(({ AP }) => AP)).toEqual(
      [0.3873740315997838, 0.31018272403369485, 0.3269339071005138].map((each) =>
        expect.closeTo(each, 9),
      ),
    );
    const { points, best } = report.scoreCurve ?? { points: [], best: null };
    // counted with numpy from the matches of pycocotools
    expect([points[0], points[25], points[50], points[90], points[100]]).toEqual([
      pointOf(0, 0.7697547683923706, 0.6807228915662651, 0.7225063938618926),
      pointOf(0.25, 0.776173285198556, 0.5180722891566265, 0.6213872832369942),
      pointOf(0.5, 0.7771739130434783, 0.344578313253012, 0.4774624373956594),
      pointOf(0.9, 0.8529411764705882, 0.06987951807228916, 0.1291759465478842),
      { score: 1, precision: null, recall: 0, f1: 0 },
    ]);
    expect(best).toMatchObject({ score: 0.01, f1: expect.closeTo(0.7226137091607944, 12) });
    expect(report.categories.find(({ name }) => name === 'person')).toMatchObject({
      AP: expect.closeTo(0.2698816207265341, 9),
      AP50: expect.closeTo(0.6131378135415071, 9),
      AR: expect.closeTo(0.4096, 9),
    });
  });

  it('tells a cloud taken for a heart, one of nothing and a heart that is missed', async () => {
    const { truth, results } = await filePair('gt_dataset.json', 'dt_dataset.json');
    const report = await evaluate(truth, results);
    expect(report.coco.segm?.AP).toBeCloseTo(0.6947194719471946, 9);
    expect(report.coco.boundary?.AP).toBeCloseTo(0.6947194719471946, 9);
    expect(JSON.stringify(await evaluate(truth, results))).toBe(JSON.stringify(report));
    // the matrix of faster_coco_eval's tests, its last two columns as the background's row and column
    expect(report.confusion).toEqual({
      labels: ['cloud', 'heart', 'arrow', 'star'],
      counts: [
        [2, 1, 0, 0, 0],
        [1, 1, 0, 0, 1],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 2, 0],
        [1, 0, 0, 0, 0],
      ],
    });
    expect(
      report.worst.map(({ fileName, cases }) => [fileName, cases.map(({ kind }) => kind)]),
    ).toEqual([
      ['img_3.jpg', ['confused', 'confused']],
      ['img_2.jpg', ['missed', 'wrong']],
    ]);
  });

  it('gives the boxes of faster_coco_eval where a crowd is ignored', async () => {
    const { truth, results } = await filePair('gt_ignore_test.json', 'dt_ignore_test.json');
    const { coco } = await evaluate(truth, results);
    expect(coco.bbox).toMatchObject({
      AP: expect.closeTo(0.7099009900990099, 9),
      AP75: expect.closeTo(0.8415841584158416, 9),
      AR_10: expect.closeTo(0.45384615384615384, 9),
      AR_100: expect.closeTo(0.7153846153846154, 9),
      AP_small: null,
    });
  });
});

function pointOf(score: number, precision: number, recall: number, f1: number) {
  return {
    score,
    precision: expect.closeTo(precision, 12),
    recall: expect.closeTo(recall, 12),
    f1: expect.closeTo(f1, 12),
  };
}

describe('evaluate', () => {
  const size = { width: 6, height: 6 };
  const square = (left: number, top: number, side: number) =>
    encodeMask({
      size,
      pixels: Uint8Array.from({ length: 36 }, (_, i) => {
        const [x, y] = [(i % 6) - left, Math.floor(i / 6) - top];
        return x >= 0 && y >= 0 && x < side && y < side ? 1 : 0;
      }),
    });
  const scored = (score: number, object: DataSetObject) => ({ ...object, score });
  const of = (categories: readonly string[], name: string, objects: readonly DataSetObject[]) =>
    dataSetOf(categories, [[imageOf(name, size), objects]]);

  it('finds everything in the truth itself', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), async (truth) => {
        const plain = plainOf(truth);
        const report = await evaluate(plain, withScores(plain), { scoreThreshold: 0 });
        expect(report.coco.segm?.AR_100 ?? 1).toBe(1);
        expect(report.coco.boundary?.AR_100 ?? 1).toBe(1);
        expect(report.scoreCurve?.best?.f1 ?? 1).toBe(1);
        expect(report.outlines.meanBoundaryF ?? 1).toBe(1);
        expect(report.outlines.meanBoundaryIou ?? 1).toBe(1);
        expect(report.worst).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('counts each object and each prediction once in the confusion matrix', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(), dataSets(), async (truth, other) => {
        const predictions = onImagesOf(truth, withScores(plainOf(other)));
        const report = await evaluate(plainOf(truth), predictions, { scoreThreshold: 0 });
        const { counts } = report.confusion;
        const background = counts.length - 1;
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(counts.slice(0, -1).flat())).toBe(report.counts.objects);
        expect(sum(counts.map((row) => sum(row) - (row[background] ?? 0)))).toBe(
          report.counts.predictions,
        );
        expect(sum(report.worst.map(({ missed }) => missed))).toBe(
          sum(counts.map((row) => row[background] ?? 0)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('matches images by their names, categories by theirs, and tells what has no place', async () => {
    const truth = of(['cat', 'dog'], 'photos/a.jpg', [plainObject(1, square(0, 0, 3))]);
    const predictions = dataSetOf(
      ['dog', 'cow'],
      [
        [
          imageOf('a.jpg', size),
          [plainObject(0, square(0, 0, 3)), plainObject(1, square(3, 3, 2))],
        ],
        [imageOf('b.jpg', size), [plainObject(0, square(0, 0, 2))]],
      ],
    );
    const { counts, coco } = await evaluate(truth, predictions);
    expect(coco.segm?.AP).toBeCloseTo(1, 9);
    expect(counts).toMatchObject({
      predictions: 1,
      withoutScore: 1,
      otherCategory: 1,
      unknownCategories: ['cow'],
      unknownImages: ['b.jpg'],
    });
  });

  it('compares nothing with an image of another size, and says so', async () => {
    const truth = of(['a'], 'x.png', [plainObject(0, square(0, 0, 3))]);
    const other = { width: 3, height: 3 };
    const mask = encodeMask({ size: other, pixels: new Uint8Array(9).fill(1) });
    const predictions = dataSetOf(['a'], [[imageOf('x.png', other), [plainObject(0, mask)]]]);
    const { counts, worst } = await evaluate(truth, predictions);
    expect([counts.otherSizes, counts.predictions, worst[0]?.missed]).toEqual([['x.png'], 0, 1]);
  });

  it('compares boxes alone where predictions are nothing more', async () => {
    const box = { ...plainObject(0, square(0, 0, 3)), isBoxOnly: true };
    const truth = of(['a'], 'x.png', [plainObject(0, square(0, 0, 3))]);
    const report = await evaluate(truth, of(['a'], 'x.png', [scored(0.9, box)]));
    expect([report.coco.segm, report.tableShape, report.panoptic]).toEqual([null, 'bbox', null]);
    expect(report.coco.bbox?.AP).toBeCloseTo(1, 9);
  });

  it('excuses what lies in a crowd, and sorts what went wrong', async () => {
    const truth = of(['a', 'b'], 'x.png', [
      { ...plainObject(0, square(3, 3, 3)), isCrowd: true },
      plainObject(0, square(0, 0, 3)),
    ]);
    const predictions = of(['a', 'b'], 'x.png', [
      scored(0.9, plainObject(0, square(4, 4, 2))),
      scored(0.8, plainObject(0, square(0, 0, 2))),
      scored(0.7, plainObject(1, square(0, 3, 2))),
      scored(0.4, plainObject(1, square(3, 0, 2))),
    ]);
    const { worst } = await evaluate(truth, predictions, { iouThreshold: 0.4 });
    expect(worst[0]?.cases).toEqual([
      { kind: 'wrong', prediction: 2, score: 0.7 },
      { kind: 'poor', object: 1, prediction: 1, score: 0.8, iou: 4 / 9 },
    ]);
  });

  it('stops where it is told to', async () => {
    const truth = of(['a'], 'x.png', []);
    await expect(
      evaluate(truth, truth, {}, () => {
        throw new Error('enough');
      }),
    ).rejects.toThrow('enough');
  });
});

describe('the parts', () => {
  it('takes the boundary F of a whole image from the part that is covered', () => {
    fc.assert(
      fc.property(maskPairs(14), ([a, b]) => {
        const whole = { size: a.size, prediction: a.pixels, truth: b.pixels, ignore: null };
        fc.pre(!isEmptyMask(encodeMask(a)) && !isEmptyMask(encodeMask(b)));
        expect(croppedBoundaryF(encodeMask(a), encodeMask(b))).toBe(boundaryF(whole));
      }),
    );
  });
});

/** The same masks and nothing else of the objects. */
function plainOf(dataSet: DataSet): DataSet {
  return {
    ...dataSet,
    objectsOf: async (image) =>
      (await dataSet.objectsOf(image)).map(({ category, mask }) => plainObject(category, mask)),
  };
}

function withScores(dataSet: DataSet): DataSet {
  return {
    ...dataSet,
    objectsOf: async (image) =>
      (await dataSet.objectsOf(image)).map((each, i) => ({ ...each, score: 1 / (i + 1) })),
  };
}

/** The objects of one data set on the images of another, as far as they are of one size. */
function onImagesOf(truth: DataSet, other: DataSet): DataSet {
  return {
    ...other,
    categories: truth.categories,
    images: truth.images,
    objectsOf: async (image) =>
      (await other.objectsOf(image))
        .filter(({ mask }) => isSameSize(mask.size, truth.images[image]?.size ?? mask.size))
        .map((each) => ({ ...each, category: each.category % truth.categories.length })),
  };
}
