import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedDataPath } from '#testing/sharedData.ts';
import { rectangle, writeSample } from './testing/sampleFolder.ts';
import { runCli, temporaryFolder } from './testing/runCli.ts';

const root = await temporaryFolder();
const coco = sharedDataPath('coco_eval_reference');
const panoptic = sharedDataPath('panopticapi_sample');

describe.skipIf(coco === null)('the reference of pycocotools', () => {
  it.each(['segm', 'bbox'] as const)('gives the numbers of COCOeval for %s', async (type) => {
    const folder = `${coco}/faster_coco_eval/tests/dataset/cocoapi`;
    const truth = `${folder}/instances_val2014_100.json`;
    const results = `${folder}/instances_val2014_fake${type}100_results.json`;
    const run = await runCli(['evaluate', '--json', '--type', type, truth, results]);
    expect(run.code).toBe(0);
    const scores: Readonly<Record<string, number>> = JSON.parse(run.out).coco[type];
    const wanted: Readonly<Record<string, number>> = JSON.parse(
      await readFile(`${coco}/EXPECTED_pycocotools.json`, 'utf8'),
    )[type];
    expect(Object.keys(scores)).toEqual(Object.keys(wanted));
    for (const [name, value] of Object.entries(wanted)) expect(scores[name]).toBeCloseTo(value, 9);
  });
});

describe.skipIf(panoptic === null)('the sample of panopticapi', () => {
  it('gives its panoptic quality, also where the predictions list no images', async () => {
    const folders = [`${panoptic}/sample_data`, `${panoptic}/derived_predictions`];
    const run = await runCli(['evaluate', '--json', '--type', 'panoptic', ...folders]);
    expect(run.code).toBe(0);
    const wanted = JSON.parse(await readFile(`${panoptic}/EXPECTED_pq.json`, 'utf8'));
    const { all, things, stuff } = JSON.parse(run.out).panoptic;
    expect(all.pq).toBeCloseTo(wanted.derived_vs_gt.All.pq, 9);
    expect(things.pq).toBeCloseTo(wanted.derived_vs_gt.Things.pq, 9);
    expect(stuff.pq).toBeCloseTo(wanted.derived_vs_gt.Stuff.pq, 9);
  });
});

describe('two data sets of one format', () => {
  it('scores labels against labels, which count as sure', async () => {
    const [truth, found] = [join(root, 'truth'), join(root, 'found')];
    await mkdir(truth);
    const [cat, dog] = [rectangle('cat', 2, 3, 10), rectangle('dog', 20, 10, 15)];
    await writeSample(truth, { 'a.png': { grey: 10, shapes: [cat, dog] } });
    await writeSample(found, { 'a.png': { grey: 10, shapes: [cat] } });
    const { code, out } = await runCli(['evaluate', '--json', truth, found]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      counts: { objects: 2, predictions: 1, withoutScore: 1 },
      coco: { segm: { AP: expect.closeTo(0.5, 9) }, bbox: { AP: expect.closeTo(0.5, 9) } },
    });
    const text = await runCli(['evaluate', '--type', 'segm', truth, found]);
    expect(text.out).toContain('  AP         0.5000');
  });

  it('ends with 3 where the results are missing', async () => {
    expect(await runCli(['evaluate', join(root, 'truth'), join(root, 'x.json')])).toMatchObject({
      code: 3,
    });
  });
});
