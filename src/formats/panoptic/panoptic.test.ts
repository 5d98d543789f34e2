import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelMapOf } from '#core/dataset/labelMap.ts';
import { plainObject } from '#core/dataset/dataSet.ts';
import { encodeMask } from '#core/mask/codec.ts';
import { panopticQuality } from '#core/metrics/panopticQuality.ts';
import { dataSetOf, dataSets, imageOf } from '#testing/arbitraryDataSets.ts';
import { memoryFiles } from '#testing/memoryFiles.ts';
import { readAll, roundTrip, writeAll } from '#testing/roundTrip.ts';
import { sharedDataPath } from '#testing/sharedData.ts';
import { panopticReader, panopticWriter } from './index.ts';

const format = { writer: panopticWriter, reader: panopticReader };
const size = { width: 3, height: 2 };
const maskOf = (...pixels: readonly number[]) =>
  encodeMask({ size, pixels: Uint8Array.from(pixels) });

describe('COCO panoptic', () => {
  it('gives each pixel to the object in front and leaves out what is hidden', async () => {
    const under = plainObject(0, maskOf(1, 1, 0, 0, 0, 0));
    const hidden = plainObject(0, maskOf(0, 1, 0, 0, 0, 0));
    const over = plainObject(1, maskOf(0, 1, 1, 0, 0, 0));
    const dataSet = dataSetOf(['a', 'b'], [[imageOf('x.png', size), [under, hidden, over]]]);
    const { objects, losses, issues } = await roundTrip(format, dataSet);
    expect(objects[0]?.map(({ category, mask }) => ({ category, mask }))).toEqual([
      { category: 0, mask: maskOf(1, 0, 0, 0, 0, 0) },
      { category: 1, mask: over.mask },
    ]);
    expect(losses.map(({ kind, object }) => [kind, object])).toEqual([
      ['overlapResolved', 0],
      ['objectHidden', 1],
    ]);
    expect(issues).toEqual([]);
  });

  it('tells of ids that PNG and JSON do not agree on', async () => {
    const dataSet = dataSetOf(
      ['a'],
      [[imageOf('x.png', size), [plainObject(0, maskOf(1, 1, 0, 0, 0, 0))]]],
    );
    const { files } = await writeAll(panopticWriter, dataSet);
    const json = String(files.get('annotations/panoptic_default.json'));
    const other = new Map(files).set(
      'annotations/panoptic_default.json',
      json.replace('"id":1,"category_id"', '"id":7,"category_id"'),
    );
    const { issues, objects } = await readAll(panopticReader, memoryFiles(other));
    expect(issues.map(({ kind }) => kind)).toEqual(['emptyMask', 'missingCategory']);
    expect(objects).toEqual([[]]);
  });

  it('tells once of a PNG of another size than its picture, and takes nothing from it', async () => {
    const one = plainObject(0, maskOf(1, 1, 0, 0, 0, 0));
    const dataSet = dataSetOf(['a'], [[imageOf('x.png', size), [one]]]);
    const { files } = await writeAll(panopticWriter, dataSet);
    const larger = { fileName: 'x.png', size: { width: 4, height: 2 } };
    const read = await readAll(panopticReader, memoryFiles(files, [larger]));
    expect(await read.dataSet.objectsOf(0)).toEqual([]);
    expect(read.issues.map(({ kind }) => kind)).toEqual(['wrongSize']);
  });
});

describe('properties', () => {
  it('brings back what is to be seen of every object', async () => {
    await fc.assert(
      fc.asyncProperty(dataSets(8), async (dataSet) => {
        const { dataSet: back, objects, issues } = await roundTrip(format, dataSet);
        expect(issues).toEqual([]);
        expect(back.images).toEqual(dataSet.images);
        for (const [i, { size: each }] of dataSet.images.entries()) {
          const before = labelMapOf(
            each,
            (await dataSet.objectsOf(i)).map(({ mask }) => mask),
          );
          const after = labelMapOf(
            each,
            (objects[i] ?? []).map(({ mask }) => mask),
          );
          expect([...after.labels].map((label) => label > 0)).toEqual(
            [...before.labels].map((label) => label > 0),
          );
          expect([...after.hiddenAreas].every((area) => area === 0)).toBe(true);
          expect([...after.visibleAreas]).toEqual(
            [...before.visibleAreas].filter((area) => area > 0),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never throws on damaged text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.nat(40), async (json, cut) => {
        const text = `{"segments_info":1,"annotations":[${json.slice(cut)}`;
        await readAll(panopticReader, memoryFiles(new Map([['panoptic.json', text]])));
      }),
    );
  });
});

const sample = sharedDataPath('panopticapi_sample');

function readSample(json: string, folder: string) {
  const files = new Map([['panoptic.json', new Uint8Array(readFileSync(`${sample}/${json}`))]]);
  for (const name of readdirSync(`${sample}/${folder}`)) {
    files.set(`panoptic/${name}`, new Uint8Array(readFileSync(`${sample}/${folder}/${name}`)));
  }
  return files;
}

describe.skipIf(sample === null)('the sample of panopticapi', () => {
  it('is scored as panopticapi scores it', async () => {
    const truth = await readAll(
      panopticReader,
      memoryFiles(
        readSample('sample_data/panoptic_examples.json', 'sample_data/panoptic_examples'),
      ),
    );
    const files = readSample('derived_predictions/panoptic.json', 'derived_predictions/panoptic');
    const truthJson = JSON.parse(
      readFileSync(`${sample}/sample_data/panoptic_examples.json`, 'utf8'),
    ) as Record<string, unknown>;
    const json = JSON.parse(new TextDecoder().decode(files.get('panoptic.json'))) as object;
    const { images, categories } = truthJson;
    files.set(
      'panoptic.json',
      new TextEncoder().encode(JSON.stringify({ ...json, images, categories })),
    );
    const predictions = await readAll(panopticReader, memoryFiles(files));
    expect([...truth.issues, ...predictions.issues]).toEqual([]);
    const expected = JSON.parse(readFileSync(`${sample}/EXPECTED_pq.json`, 'utf8')) as Record<
      string,
      Record<'All' | 'Things' | 'Stuff', { pq: number; sq: number; rq: number; n: number }>
    >;
    const scored = await panopticQuality(truth.dataSet, predictions.dataSet);
    const derived = Object.entries(expected).find(([name]) => name !== 'gt_vs_gt')?.[1];
    for (const [ours, theirs] of [
      [scored.all, derived?.All],
      [scored.things, derived?.Things],
      [scored.stuff, derived?.Stuff],
    ] as const) {
      expect(ours?.pq).toBeCloseTo(theirs?.pq ?? NaN, 6);
      expect(ours?.sq).toBeCloseTo(theirs?.sq ?? NaN, 6);
      expect(ours?.rq).toBeCloseTo(theirs?.rq ?? NaN, 6);
      expect(ours?.categoryCount).toBe(theirs?.n);
    }
    const own = await panopticQuality(truth.dataSet, truth.dataSet);
    expect(own.all).toMatchObject({ pq: 1, categoryCount: 8 });
  });
});
