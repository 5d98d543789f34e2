import { describe, expect, it } from 'vitest';
import { plainObject } from '#core/dataset/dataSet.ts';
import { filledBox } from '#core/dataset/filledBox.ts';
import { trainingChoiceAtFirst, trainingPlanOf } from '#core/training/trainingPlan.ts';
import { dataSetOf, imageOf } from '#testing/arbitraryDataSets.ts';
import { fakePictureTools } from '#testing/fakeExporter.ts';
import { formats } from '../registry.ts';
import { defaultWriteOptions } from '../writeOptions.ts';
import type { ExportOutcome } from './exporter.ts';
import { runExport } from './exportRun.ts';

const size = { width: 40, height: 20 };
const boxAt = (x: number) => filledBox({ x, y: 4, width: 8, height: 8 }, size);
const dataSet = dataSetOf(
  ['owl', 'hare'],
  [
    [
      { ...imageOf('a.jpg', size), split: 'train' },
      [plainObject(0, boxAt(2)), plainObject(1, boxAt(30))],
    ],
    [{ ...imageOf('b.webp', size), split: 'val' }, [plainObject(0, boxAt(16))]],
  ],
);

async function kitOf(formatId: string, kind: 'letterbox' | 'tiles' | 'asIs') {
  const format = formats.find(({ id }) => id === formatId);
  if (!format) throw new Error(`There is no ${formatId}.`);
  const choice = { ...trainingChoiceAtFirst, isOn: true, kind, sidePx: 20, overlapPx: 0 };
  const { name, categories, images } = dataSet;
  const plan = {
    formatId: format.id,
    options: defaultWriteOptions,
    createdAt: 0,
    dataSet: { name, categories, images },
    fileNames: images.map(({ fileName }) => fileName),
    privacy: { stripsMetadata: true, redaction: 'fill' as const, hiddenCategories: [1] },
    training: trainingPlanOf(choice, formatId),
  };
  const host = {
    objectsOf: (image: number) => dataSet.objectsOf(image),
    pictureOf: async (image: number) => new Blob([`picture ${image}`]),
    bitmapOf: async () => ({ ...size, close: () => undefined }),
  };
  const files = new Map<string, string>();
  const outcomes: ExportOutcome[] = [];
  const job = { plan, format, host, tools: fakePictureTools };
  for await (const step of runExport(job, () => undefined)) {
    if (step.kind === 'outcome') outcomes.push(step.outcome);
    else files.set(step.file.path, await step.file.content.text());
  }
  return { files, outcome: outcomes[0] };
}

describe('a kit for training', () => {
  it('letterboxes pictures and objects alike, and is checked like any export', async () => {
    const { files, outcome } = await kitOf('coco', 'letterbox');
    expect(files.get('images/a.jpg')).toBe('20 × 20 of picture 0 as a.jpg, 1 hidden');
    expect(files.get('images/b.png')).toBe('20 × 20 of picture 1 as b.png, 0 hidden');
    expect(outcome?.rewrittenImages).toEqual([0, 1]);
    expect(outcome?.selfCheck?.report).toMatchObject({
      objectCount: 3,
      exactCount: 3,
      differences: [],
    });
    expect(files.get('TRAIN.md')).toContain('annotations/instances_train.json');
  });

  it('cuts tiles that have names of their own and leaves out those without objects', async () => {
    const { outcome } = await kitOf('coco', 'tiles');
    expect(outcome?.images).toEqual([
      { fileName: 'a_0-0.jpg', source: 0 },
      { fileName: 'a_20-0.jpg', source: 0 },
      { fileName: 'b_0-0.png', source: 1 },
      { fileName: 'b_20-0.png', source: 1 },
    ]);
  });

  it('weighs categories by the images for training and lists prompts', async () => {
    const { files } = await kitOf('yolo-seg', 'asIs');
    expect(JSON.parse(files.get('class-weights.json') ?? '[]')).toMatchObject([
      { name: 'owl', objects: 1, images: 1, inverseFrequency: 1 },
      { name: 'hare', objects: 1, images: 1, inverseFrequency: 1 },
    ]);
    expect(JSON.parse(files.get('repeat-factors.json') ?? '{}')).toMatchObject({
      images: [['a.jpg', 1]],
    });
    expect(files.get('prompts.jsonl')?.trimEnd().split('\n')).toHaveLength(3);
    expect(files.get('TRAIN.md')).toContain('yolo segment train');
  });

  it('is not offered for formats that no trainer reads', () => {
    expect(trainingPlanOf({ ...trainingChoiceAtFirst, isOn: true }, 'cvat')).toBeNull();
  });
});
